import { beforeEach, expect, test } from "vitest";
import { db } from "#db/client.server.ts";
import { links, outbox, people } from "#db/schema/index.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { makeLink } from "#app/people/links.server.ts";
import { findSession, memberOfSession, startSession } from "#app/people/sessions.server.ts";
import { stranger, system } from "#app/people/viewer.ts";
import { deactivateMember as deactivateIn } from "#app/team/changes.server.ts";
import { inviteMember as inviteIn, members } from "#app/team/members.server.ts";
import { dana, freshStory, inTransaction, ines, letters, maya, ruth, tom, trailOf } from "../support/story.ts";

const inviteMember = inTransaction(inviteIn);
const deactivateMember = inTransaction(deactivateIn);
const otto = { name: "Otto Lind", email: "otto@northlight.example", title: "Developer", phone: "", role: "member" } as const;

const origin = { address: "203.0.113.7", agent: "Tests" };

beforeEach(freshStory);

test("an owner invites a member, and it is on record", () => {
  const id = inviteMember(ruth, otto);
  expect(members(maya).find(id)).toMatchObject({ ...otto, activatedAt: null });
  expect(trailOf({ id })).toEqual(["Ruth Halloran invited Otto Lind to the team"]);
  expect(letters()).toEqual([`${id}: invitation`]);
});

test("a contact’s address becomes a member’s without a second person; a member’s address is not taken twice", () => {
  const before = db.select().from(people).all().length;
  inviteMember(system, { ...otto, email: "Dana@harborfinch.example" });
  expect(db.select().from(people).all()).toHaveLength(before);
  expect(() => inviteMember(ruth, { ...otto, email: "TOM@northlight.example" })).toThrow("on the team already");
});

test("only owners say who is on the team, and nobody outside it learns who is", () => {
  for (const actor of [maya, tom]) {
    expect(() => inviteMember(actor, otto)).toThrow(Refused);
    expect(() => deactivateMember(actor, ines.id)).toThrow("Only an owner");
  }
  for (const actor of [dana, stranger({ address: "", agent: "" })]) {
    expect(() => inviteMember(actor, otto)).toThrow(NotFound);
    expect(() => deactivateMember(actor, ines.id)).toThrow(NotFound);
    expect(() => members(actor).find(tom.id)).toThrow(NotFound);
    expect(members(actor).active()).toEqual([]);
  }
  expect([trailOf(), letters()]).toEqual([[], []]);
});

test("Z7: deactivating a member ends their sessions, links and letters at once", () => {
  const { secret } = startSession(db, { face: "staff", personId: ines.personId, memberId: ines.id, method: "password" }, origin);
  makeLink(db, { purpose: "reset", face: "staff", personId: ines.personId });
  inviteMember(ruth, otto);

  deactivateMember(ruth, ines.id);

  expect(findSession("staff", secret)).toMatchObject({ state: "over", why: "access_ended" });
  expect(db.select().from(links).all().every(({ cancelledAt }) => cancelledAt)).toBe(true);
  expect(db.select().from(outbox).all().filter(({ memberId, droppedAt }) => memberId === ines.id && !droppedAt)).toEqual([]);
  expect(members(maya).active().map(({ name }) => name)).toEqual(["Maya Lindqvist", "Otto Lind", "Ruth Halloran", "Tom Achebe"]);
  expect(trailOf(ines)).toEqual(["Ruth Halloran ended Ines Carvalho’s access"]);
  expect(() => deactivateMember(ruth, ines.id)).toThrow("has ended already");
  const found = findSession("staff", secret);
  expect(found.state === "over" && memberOfSession(found.session, origin)).toBeUndefined();
});

test("who left comes back as the same member", () => {
  deactivateMember(ruth, ines.id);
  expect(inviteMember(ruth, { ...otto, name: "Ines Carvalho", email: ines.email })).toBe(ines.id);
  expect(members(maya).active().map(({ id }) => id)).toContain(ines.id);
});

test("the last owner stays", () => {
  expect(() => deactivateMember(ruth, ruth.id)).toThrow("the only owner");
  inviteMember(ruth, { ...otto, role: "owner" });
  deactivateMember(ruth, ruth.id);
  expect(members(maya).find(ruth.id).deactivatedAt).not.toBeNull();
});
