import { verify } from "@node-rs/argon2";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { signInByPassword } from "#app/access/sign-in.server.ts";
import { limitOf } from "#app/people/attempts.server.ts";
import { findSession, limits } from "#app/people/sessions.server.ts";
import { MINUTE, pass, standAt } from "#app/lib/clock.ts";
import { Refused } from "#app/lib/refused.ts";
import { contacts, events } from "#db/schema/index.ts";
import { db, sqlite } from "#db/client.server.ts";
import { bea, beaOfTollhouse, dana, freshStory, maya, tollhouse, trailOf } from "../support/story.ts";
import { alive, browser, givePasswords, password, secretIn, someone, takePassword } from "./stage.ts";

// Counts how often a password is really compared; the comparing itself is argon2’s own.
vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof import("@node-rs/argon2")>();
  return { ...real, verify: vi.fn(real.verify) };
});

const signIn = (email: string, given = password, face: "portal" | "staff" = "portal", more: { to?: string; request?: Request; viewer?: typeof someone } = {}) =>
  signInByPassword(more.request ?? browser(face), more.viewer ?? someone, face, { email, password: given, to: more.to });
const refusal = (attempt: Promise<unknown>) => attempt.then(() => expect.unreachable("It was let in."), (problem: Refused) => problem);

beforeEach(() => {
  freshStory();
  givePasswords();
});

test("the right password starts a session that is on record, and only that", async () => {
  const answer = await signIn(dana.email);
  expect([answer.status, answer.headers.get("Location")]).toEqual([303, "/portal/home"]);
  expect(findSession("portal", secretIn(answer))).toMatchObject({ state: "alive", session: { contactId: dana.id, method: "password", address: someone.address } });
  expect(trailOf(dana)).toEqual(["Dana Whitfield signed in"]);
});

test("A7: signing in gives a new session, and ends the one this browser had", async () => {
  const first = secretIn(await signIn(dana.email));
  const second = secretIn(await signIn(dana.email, password, "portal", { request: browser("portal", first) }));
  expect(second).not.toBe(first);
  expect(findSession("portal", first)).toMatchObject({ state: "over", why: "rotated" });
});

test("A1: unknown address, wrong password, no password, other face: the same words, statements and comparisons", async () => {
  takePassword(bea.personId);
  const work = async (email: string, face: "portal" | "staff" = "portal") => {
    freshAttempts();
    vi.mocked(verify).mockClear();
    const [refused, statements] = await counting(() => refusal(signIn(email, "quite another phrase", face)));
    return { status: refused.status, words: refused.message, comparisons: vi.mocked(verify).mock.calls.length, statements };
  };
  const known = await work(dana.email);
  expect(known).toMatchObject({ status: 422, comparisons: 1 });
  expect(await work("nobody@nowhere.example")).toEqual(known);
  expect(await work(bea.email)).toEqual(known);
  expect(await work(maya.email, "portal")).toEqual(known);
  expect(await work(dana.email, "staff")).toEqual(known);
});

test("Z8: a contact has no way in on the staff side, nor a member in the portal", async () => {
  expect((await refusal(signIn(dana.email, password, "staff"))).status).toBe(422);
  expect((await refusal(signIn(maya.email, password, "portal"))).status).toBe(422);
  expect([...alive(dana.personId, "staff"), ...alive(maya.personId, "portal")]).toEqual([]);
});

test("Z7: a contact whose access has ended is refused like anyone unknown", async () => {
  db.update(contacts).set({ deactivatedAt: new Date() }).where(eq(contacts.id, dana.id)).run();
  expect((await refusal(signIn(dana.email))).status).toBe(422);
});

test("Z9: a person of two clients chooses, unless the page they are going to names one", async () => {
  const open = await signIn(bea.email, password, "portal", { to: "/portal/documents" });
  expect(open.headers.get("Location")).toBe(`/portal/clients?to=${encodeURIComponent("/portal/documents")}`);
  expect(findSession("portal", secretIn(open))).toMatchObject({ session: { contactId: null } });

  const straight = await signIn(bea.email, password, "portal", { to: `/portal/documents?client=${tollhouse.id}` });
  expect(findSession("portal", secretIn(straight))).toMatchObject({ session: { contactId: beaOfTollhouse.id } });
  const foreign = await signIn(dana.email, password, "portal", { to: `/portal/documents?client=${tollhouse.id}` });
  expect(findSession("portal", secretIn(foreign))).toMatchObject({ session: { contactId: dana.id } });
});

test("C4: whatever `to` says, the way leads to a page of the same face", async () => {
  for (const to of ["//evil.example", "/\\evil.example", "https://evil.example/portal/", "/portal/../staff/home", "/staff/home", "javascript:alert(1)", "/portal/\t/evil", "/portal/login?to=/portal/home", "/portal/logout"])
    expect((await signIn(dana.email, password, "portal", { to })).headers.get("Location"), to).toBe("/portal/home");
});

test("A2: after ten wrong guesses the eleventh is refused, right or wrong, and a stranger’s guesses elsewhere do not lock Dana out", async () => {
  const home = { ...someone, address: "203.0.113.50" };
  await signIn(dana.email, password, "portal", { viewer: home });
  for (let n = 0; n < limitOf["password:pair"].most; n++) expect((await refusal(signIn(dana.email, "wrong"))).status).toBe(422);
  expect((await refusal(signIn(dana.email))).status).toBe(429);
  for (let n = 0; n < 60; n++) await refusal(signIn(dana.email, "wrong", "portal", { viewer: { ...someone, address: `192.0.2.${n}` } }));
  expect((await refusal(signIn(dana.email, password, "portal", { viewer: { ...someone, address: "192.0.2.200" } }))).status).toBe(429);

  expect((await signIn(dana.email, password, "portal", { viewer: home })).status).toBe(303);
  pass(15 * MINUTE);
  expect((await signIn(dana.email)).status).toBe(303);
}, 60_000);

test("A2: one address that tries many accounts is stopped too", async () => {
  const tries = await Promise.all(Array.from({ length: 65 }, (_, n) => refusal(signIn(`someone${n}@nowhere.example`, "wrong"))));
  expect(tries.filter(({ status }) => status === 429)).toHaveLength(5);
}, 60_000);

test("L3: failures are on record, aggregated: nobody grows the chain at will, and what was typed is not kept", async () => {
  for (let n = 0; n < 12; n++) await refusal(signIn(`stranger${n}@nowhere.example`, "my secret phrase"));
  for (let n = 0; n < 3; n++) await refusal(signIn(dana.email, "my secret phrase"));
  expect(trailOf()).toEqual(["Someone not signed in could not sign in", "Someone not signed in could not sign in", "Someone not signed in could not sign in"]);
  expect(db.select({ subject: events.subjectId }).from(events).orderBy(events.seq).all().map(({ subject }) => subject)).toEqual(["unknown", "unknown", dana.personId]);
  expect(JSON.stringify(sqlite.prepare("SELECT * FROM event_particulars").all())).not.toMatch(/stranger1|secret phrase/);
});

test("A9: a session ends when it lies idle, and at its latest day, however busy", async () => {
  standAt(new Date("2026-03-02T09:00:00Z"));
  for (const face of ["portal", "staff"] as const) {
    const who = face === "portal" ? dana : maya;
    const secret = secretIn(await signIn(who.email, password, face));
    pass(limits[face].idle);
    expect(findSession(face, secret).state).toBe("alive");
    pass(1);
    expect(findSession(face, secret)).toMatchObject({ state: "over", why: "expired" });

    const busy = secretIn(await signIn(who.email, password, face));
    for (let gone = 0; gone <= limits[face].absolute; gone += limits[face].idle) {
      sqlite.prepare("UPDATE sessions SET last_seen_at = last_seen_at + ? WHERE ended_at IS NULL").run(limits[face].idle);
      pass(limits[face].idle);
    }
    expect(findSession(face, busy)).toMatchObject({ state: "over", why: "expired" });
  }
});

function freshAttempts() {
  sqlite.exec("DELETE FROM attempts");
}

/** How many statements ran meanwhile. */
async function counting<T>(act: () => Promise<T>): Promise<[T, number]> {
  const statement = Object.getPrototypeOf(sqlite.prepare("SELECT 1")) as Record<"run" | "get" | "all", (...given: unknown[]) => unknown>;
  const real = { run: statement.run, get: statement.get, all: statement.all };
  let count = 0;
  for (const name of ["run", "get", "all"] as const)
    statement[name] = function (this: unknown, ...given: unknown[]) {
      count++;
      return real[name].apply(this, given);
    };
  try {
    return [await act(), count];
  } finally {
    Object.assign(statement, real);
  }
}
