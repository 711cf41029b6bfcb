import { type SQL, count, inArray, sql } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { clients, projects, searchEntries as entries } from "#db/schema/index.ts";
import { visibleTo as clientVisibleTo } from "#app/clients/clients.server.ts";
import type { Searchable } from "#app/lib/searchable.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { visibleTo as projectVisibleTo } from "#app/projects/projects.server.ts";
import { searchables } from "./all.server.ts";
import { CEILING, COUNTED, MARK, type Piece, type Query, UNMARK, matchFor, piecesOf, plain, tiersOf } from "./query.ts";

export interface Hit {
  key: number;
  to: string;
  one: string;
  title: Piece[];
  excerpt: Piece[];
  project: string | null;
  client: string | null;
  at: Date;
}

/** Hits that are counted at once where the index is asked within a scope: what one client or one member can meet, which is seldom more. */
const WITHIN = 3_000;
/** More projects and clients of a member's than this are not worth naming to the index: then most of what it finds is theirs. */
const NAMED = 200;

/**
 * What a viewer may find. The index is asked within their own client (or projects) alone, so that what they may not see
 * is neither found nor counted nor waited for; and each hit is asked for again where it stands, by the noun's own
 * `visibleTo`. No more than CEILING hits are ever read: common words cost no more than rare ones.
 */
export function search(viewer: SignedIn, query: Query, tx: Db = db) {
  const face = viewer.kind === "contact" ? "portal" : "staff";
  const known = searchables.filter(({ place }) => place[face]);
  const own = scopeOf(viewer, tx);
  const seen = seenBy(viewer, known);
  const within = (label: string | null) => (label === null ? own : [...own, known.filter((each) => each.label === label).map(({ kind }) => word("k", kind))]);
  // Made ready once: each tier and each list asks the same. Newest first, which the index gives without sorting.
  const hits = tx
    .select({ id: sql<number>`e.id`.as("id"), kind: sql<string>`e.kind`.as("kind") })
    .from(sql`search_index cross join ${entries} e on e.id = search_index.rowid`)
    .where(sql`search_index match ${sql.placeholder("match")} and ${seen}`)
    .orderBy(sql`search_index.rowid desc`)
    .limit(sql.placeholder("limit"));
  const [asked, counted] = [hits.prepare(), tx.select({ kind: sql<string>`kind`, total: count() }).from(hits.as("hits")).groupBy(sql`kind`).prepare()];
  const found = (match: string, limit: number) => asked.all({ match, limit }).map(({ id }) => id);
  const totals = (label: string | null, most: number) => counted.all({ match: matchFor(query, "title body", within(label)), limit: most + 1 });

  return {
    /**
     * How many there are in `all`, and in each list that has any: one more than are counted (CEILING of all and of the list
     * looked at, else COUNTED) where there are more.
     */
    numbers(lookedAt: string | null = null) {
      const most = own.length ? WITHIN : CEILING;
      const kinds = totals(null, most);
      const all = sum(kinds);
      const labels = [...new Set(known.map(({ label }) => label))];
      // Few enough to have them all: their kinds are the numbers. Else each list is asked by itself.
      const lists = labels.map((label) => {
        const bound = all <= most || label === lookedAt ? CEILING : COUNTED;
        const total = sum(all <= most ? kinds.filter(({ kind }) => known.some((each) => each.kind === kind && each.label === label)) : totals(label, bound));
        return { label, total: Math.min(total, bound + 1), most: bound };
      });
      return { all: Math.min(all, CEILING + 1), lists: lists.filter(({ total }) => total > 0) };
    },
    /** One slice of the best CEILING hits, of one list or of all. */
    page(label: string | null, { limit, offset }: { limit: number; offset: number }): Hit[] {
      const needed = Math.min(offset + limit, CEILING);
      const best = new Set<number>();
      for (const [tier, columns] of tiersOf(query)) {
        if (best.size >= needed) break;
        for (const id of found(matchFor(tier, columns, within(label)), needed + best.size)) if (best.size < needed) best.add(id);
      }
      return shown([...best].slice(offset));
    },
  };

  /** Hits in the order of their ids, with what was found marked. */
  function shown(ids: number[]): Hit[] {
    if (ids.length === 0) return [];
    // One pass over the index from the newest of them to the oldest: asked for one by one, each would be sought from the
    // index's beginning. The sign before the column keeps them from being so asked.
    const [newest, oldest] = [Math.max(...ids), Math.min(...ids)];
    const rows = tx.all<Row>(sql`
      select e.id "key", e.kind, e.subject_id id, e.client_id clientId, e.project_id projectId, e.at, p.name project, c.name client,
        highlight(search_index, 0, ${MARK}, ${UNMARK}) title, snippet(search_index, 1, ${MARK}, ${UNMARK}, '…', 28) body
      from search_index cross join ${entries} e on e.id = search_index.rowid left join ${projects} p on p.id = e.project_id left join ${clients} c on c.id = e.client_id
      where search_index match ${matchFor(query, "title body", own)} and search_index.rowid between cast(${oldest} as integer) and cast(${newest} as integer) and ${inArray(sql`+search_index.rowid`, ids)} and ${seen}
      order by search_index.rowid desc limit ${ids.length}`);
    const hits = new Map(rows.map((row) => [row.key, hitOf(row)]));
    return ids.flatMap((id) => hits.get(id) ?? []);
  }

  function hitOf({ key, kind, title, body, project, client, at, ...place }: Row): Hit {
    const { one, place: places } = known.find((each) => each.kind === kind)!;
    const named = piecesOf(title);
    const inside = kind === "project" ? null : project;
    const shown = named.length ? named : [{ text: `${one} on ${project ?? client}`, marked: false }];
    return { key, to: places[face]!({ ...place, title: plain(named) }), one, title: shown, excerpt: piecesOf(body), project: named.length ? inside : null, client: face === "staff" && kind !== "client" ? client : null, at: new Date(at) };
  }
}

interface Row {
  key: number;
  kind: string;
  id: string;
  clientId: string | null;
  projectId: string | null;
  at: number;
  project: string | null;
  client: string | null;
  title: string;
  body: string;
}

const sum = (totals: { total: number }[]) => totals.reduce((sum, { total }) => sum + total, 0);

/** A word of an entry's scope; see db/migrations/0007_search.sql. */
const word = (letter: "k" | "j" | "p", of: string) => letter + Buffer.from(of).toString("hex");

/** A first sieve in the index itself: a contact's own client; the projects and clients of a member who may not see all. */
function scopeOf(viewer: SignedIn, tx: Db): string[][] {
  if (viewer.kind === "contact") return [[word("p", viewer.clientId)]];
  const narrowed = projectVisibleTo(viewer);
  if (!narrowed) return [];
  const theirs = tx.select({ id: projects.id }).from(projects).where(narrowed).limit(NAMED + 1).all();
  const lookedAfter = tx.select({ id: clients.id }).from(clients).where(clientVisibleTo(viewer)).limit(NAMED + 1).all();
  return theirs.length + lookedAfter.length > NAMED ? [] : [["", ...[...theirs, ...lookedAfter].map(({ id }) => id)].map((id) => word("j", id))];
}

/** Whether an entry may be found, as the noun it is of decides. Where a viewer sees all of a kind, there is nothing to ask. */
function seenBy(viewer: SignedIn, known: Searchable[]): SQL {
  const cases = known.map(({ kind, table, visibleTo }) => {
    const visible = visibleTo(viewer);
    return sql`when ${kind} then ${visible ? sql`exists (select 1 from ${table} where ${table.id} = e.subject_id and ${visible})` : sql`1`}`;
  });
  return sql`case e.kind ${sql.join(cases, sql` `)} else 0 end`;
}
