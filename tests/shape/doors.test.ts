import { expect, test } from "vitest";
import type { Contact, Member } from "#app/people/viewer.ts";
import { paramFor, plantBelongings } from "../support/belongings.ts";
import { dana, harbor, joan, maya, meridian } from "../support/cast.ts";
import { type Address, addressesOf, fill, openAddresses, paramsOf } from "../support/map.ts";
import { builtPortal } from "../support/portal.ts";
import { HOME } from "../support/visitor.ts";

const { build, front, arriveAs, stranger } = await builtPortal();
front.transact((tx) => plantBelongings(tx));
// Pages tell the time: what is compared is drawn at one instant.
front.clock.standAt(front.clock.now());

const addresses = addressesOf(build);
const closed = addresses.filter(({ path, isLayout }) => isLayout || !openAddresses.has(path));
const doors = closed.flatMap((address) => (["loader", "action"] as const).filter((kind) => address[kind]).map((kind) => [kind, address.path, address] as const));

const paramsFor = (path: string, client: { id: string }) => Object.fromEntries(paramsOf(path).map(([noun, name]) => [name, paramFor(noun, client)]));
const cookieOf = (who: Contact | Member, face = who.kind === "contact" ? "portal" : "staff") => `${face}=${Object.values(Object.values(arriveAs(who).jar)[0]!)[0]}`;

/** Asks one loader or action by itself: Remix will run a nested loader without its parents (`?_routes=…`). */
async function ask(kind: "loader" | "action", { path, ...address }: Address, { client = harbor as { id: string }, cookie = "" } = {}) {
  const url = HOME + fill(path, paramsFor(path, client)).replace(/\*$/, "anything");
  const headers = { ...(cookie ? { Cookie: cookie } : {}), ...(kind === "action" ? { Origin: HOME } : {}) };
  const request = new Request(url, kind === "action" ? { method: "POST", body: new URLSearchParams({ body: "Let me in" }), headers } : { headers });
  try {
    return shown(await address[kind]!({ request, params: paramsFor(path, client), context: {} }));
  } catch (thrown) {
    return shown(thrown);
  }
}

const shown = (answer: unknown) => {
  if (answer instanceof Response) return { status: answer.status, to: answer.headers.get("Location")?.split("?")[0], body: "" };
  if (answer instanceof Error) throw answer;
  const { init, data } = (answer ?? {}) as { init?: ResponseInit; data?: unknown };
  return { status: init?.status ?? 200, to: undefined, body: JSON.stringify(data ?? null) };
};

test("every address belongs to a face, or is on the list of what is open", () => {
  expect(closed.filter(({ face }) => face === "neither").map(({ path }) => path)).toEqual([]);
});

test.for(doors)("Z3: the %s of %s, asked by itself, sends a stranger to sign in", async ([kind, , address]) => {
  expect(await ask(kind, address)).toMatchObject({ status: 303, to: `/${address.face}/login` });
});

test.for(doors)("Z8: the %s of %s does not know the other face’s session, under either name", async ([kind, , address]) => {
  const other = address.face === "portal" ? maya : dana;
  for (const cookie of [cookieOf(other), cookieOf(other, address.face)]) expect(await ask(kind, address, { cookie })).toMatchObject({ status: 303, to: `/${address.face}/login` });
});

test.for(doors.filter(([, path]) => paramsOf(path).length > 0 && path.startsWith("/portal")))("Z1, Z2: the %s of %s does not exist for the other client’s contact", async ([kind, , address]) => {
  const cookie = cookieOf(joan);
  const { status } = await ask(kind, address, { client: harbor, cookie });
  // A form without its key is not even read; an address that takes only POST says so to anybody.
  expect(kind === "action" ? [400, 404] : [404, 405]).toContain(status);
});

test.for([...new Set(closed.filter(({ path, isLayout }) => !isLayout && paramsOf(path).length > 0 && path.startsWith("/portal")).map(({ path }) => path))])("Z1: %s of another client and one that never was are one answer, page and data, head and body", async (path) => {
  const visitor = arriveAs(joan);
  const real = paramsFor(path, harbor);
  const missing = Object.fromEntries(Object.entries(real).map(([name, id]) => [name, isId(id) ? id.replace(/[a-z0-9]/g, "x") : id]));
  for (const end of ["", ".data"]) {
    const [one, other] = [await anonymous(await visitor.send(fill(path, real) + end), real), await anonymous(await visitor.send(fill(path, missing) + end), missing)];
    expect(one).toEqual(other);
    expect([404, 405]).toContain(one.status);
  }
});

/** A version’s number is nobody’s own: it stays, under an id that never was. */
const isId = (param: string) => !/^\d{1,3}$/.test(param);

/** A page without what differs each time it is drawn: the nonce, the request’s name, the id that was asked for. */
async function anonymous(response: Response, params: Record<string, string>) {
  const hidden = (text: string, id: string) => (isId(id) ? text.replaceAll(id, "ID") : text);
  const without = (text: string) => Object.values(params).reduce(hidden, text.replace(/nonce(-|=\\?")[\w+/=]+/g, "nonce$1").replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, "REQUEST"));
  const body = without(await response.text());
  return { status: response.status, headers: [...response.headers].filter(([name]) => name !== "x-request-id" && name !== "date").map(([name, value]) => [name, without(value)]), body };
}

test("meridian’s own contact finds there what another’s does not: the ids asked for above are real", async () => {
  const portalPaths = closed.filter(({ path, face, draws, isLayout }) => face === "portal" && draws && !isLayout && paramsOf(path).length > 0).map(({ path }) => path);
  const statuses = await Promise.all(portalPaths.map(async (path) => `${path}: ${(await arriveAs(joan).send(fill(path, paramsFor(path, meridian)))).status}`));
  expect(statuses.filter((line) => !/: (200|303|405)$/.test(line))).toEqual([]);
});

test.for(["/portal", "/staff"])("Z3: a stranger’s data request to a page of %s carries no data", async (face) => {
  for (const { path } of closed.filter((address) => address.path.startsWith(face) && address.loader && !address.isLayout)) {
    const answer = await stranger().send(`${fill(path, paramsFor(path, harbor)).replace(/\*$/, "anything")}.data`);
    expect([202, 302, 303, 401], path).toContain(answer.status);
    expect(await answer.text(), path).not.toMatch(/quillfeather|brasslantern|inkwaterford|cellardoor/);
  }
});
