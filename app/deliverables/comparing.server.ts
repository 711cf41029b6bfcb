import { NotFound } from "#app/lib/refused.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { deckChanges } from "./decks.server.ts";
import { deliverables, piecesOf, roundOf, roundsOf } from "./deliverables.server.ts";
import { inView } from "./review.server.ts";
import { faceOf, shown } from "./shown.server.ts";

/** Two rounds of one deliverable, piece for piece: pictures beside or over one another, a text by its words. Throws NotFound. */
export async function comparisonFor(viewer: SignedIn, id: string, request: Request) {
  const found = deliverables(viewer).find(id);
  const query = new URL(request.url).searchParams;
  const published = roundsOf(viewer, found).filter(({ publishedAt }) => publishedAt);
  if (published.length === 0) throw new NotFound();
  const numberIn = (name: string, otherwise: number) => (query.has(name) ? Number(query.get(name)) || 0 : otherwise);
  const to = roundOf(viewer, found, numberIn("to", published[0]!.number));
  const from = roundOf(viewer, found, numberIn("from", (published[1] ?? published[0]!).number));
  const [before, after] = [piecesOf(from), piecesOf(to)];
  const places = Array.from({ length: Math.max(before.length, after.length) }, (_, index) => ({ place: index + 1, title: (after[index] ?? before[index])!.title }));
  const place = Math.min(Math.max(1, Math.trunc(Number(query.get("piece")) || 1)), Math.max(1, places.length));
  const [one, other] = [before[place - 1], after[place - 1]];
  const pages = Math.max(one?.pages ?? 1, other?.pages ?? 1);
  const page = Math.min(Math.max(1, Math.trunc(Number(query.get("page")) || 1)), pages);
  const side = async (piece: typeof one, number: number) => (piece ? { number, ...(await inView(viewer, id, piece, place, page, [])) } : null);
  return {
    face: faceOf(viewer),
    deliverable: shown(found),
    rounds: published.map(({ number }) => number),
    places,
    place,
    page,
    pages,
    from: from.number,
    to: to.number,
    before: await side(one, from.number),
    after: await side(other, to.number),
    isSame: Boolean(one?.sha256 && one.sha256 === other?.sha256),
    words: one?.sort === "text" && other?.sort === "text" ? await deckChanges(one.fileId!, other.fileId!) : null,
  };
}
export type Comparison = Awaited<ReturnType<typeof comparisonFor>>;
