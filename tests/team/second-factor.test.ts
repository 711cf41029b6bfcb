import { beforeEach, expect, test } from "vitest";
import { hasSecondFactor } from "#app/access/codes.server.ts";
import { mustSetUp } from "#app/access/second-factor.server.ts";
import { agency } from "#app/agency/agency.server.ts";
import { resetSecondFactor as resetIn, requireSecondFactor as requireIn, signMemberOut as signOutIn, teamFactors } from "#app/team/second-factor.server.ts";
import { deactivateMember as deactivateIn } from "#app/team/changes.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { startSession as startIn } from "#app/people/sessions.server.ts";
import { dana, freshStory, inTransaction, ines, letters, maya, ruth, tom, trailOf } from "../support/story.ts";
import { alive, someone, withSecondFactor } from "../access/stage.ts";

const requireAll = inTransaction(requireIn);
const reset = inTransaction(resetIn);
const signOut = inTransaction(signOutIn);
const deactivate = inTransaction(deactivateIn);
const start = inTransaction(startIn);
const statusOf = (act: () => unknown) => {
  try {
    act();
    return "done";
  } catch (problem) {
    return problem instanceof NotFound ? 404 : (problem as Refused).status;
  }
};
const here = ({ id, personId }: typeof maya) => start({ face: "staff", personId, memberId: id, method: "password" }, someone);

beforeEach(freshStory);

test("an owner asks everyone for a second factor, and leaves it open again; each change is on record once", () => {
  expect(mustSetUp(tom)).toBe(false);
  expect([requireAll(ruth, true), requireAll(ruth, true), agency().secondFactorRequired]).toEqual([true, false, true]);
  withSecondFactor(maya);
  expect([mustSetUp(tom), mustSetUp(ruth), mustSetUp(maya)]).toEqual([true, true, false]);
  expect([requireAll(ruth, false), mustSetUp(tom)]).toEqual([true, false]);
  expect(trailOf({ id: "agency" })).toEqual(["Ruth Halloran asked everyone on the team for a second factor", "Ruth Halloran left a second factor to each member"]);
});

test("a lost phone: an owner resets a member’s second factor; they are signed out, and get a letter", () => {
  withSecondFactor(maya);
  here(maya);
  reset(ruth, maya.id);
  expect([hasSecondFactor(maya.personId), alive(maya.personId, "staff")]).toEqual([false, []]);
  expect(trailOf(maya).at(-1)).toBe("Ruth Halloran reset the second factor of Maya Lindqvist");
  expect(letters().at(-1)).toBe("m-maya: second_factor_reset");
  expect(statusOf(() => reset(ruth, maya.id))).toBe(409);
});

test("one’s own is not reset, but turned off with a code; nor is that of somebody who is gone", () => {
  withSecondFactor(ruth);
  withSecondFactor(tom);
  deactivate(ruth, tom.id);
  expect([statusOf(() => reset(ruth, ruth.id)), statusOf(() => reset(ruth, tom.id)), statusOf(() => reset(ruth, "nobody"))]).toEqual([409, 409, 404]);
  expect(hasSecondFactor(ruth.personId)).toBe(true);
});

test("Z6: none of it is for managers, members or clients", () => {
  withSecondFactor(ines);
  here(ines);
  for (const [who, status] of [[maya, 403], [tom, 403], [dana, 404]] as const)
    for (const act of [() => requireAll(who, true), () => reset(who as never, ines.id), () => signOut(who as never, ines.id), () => teamFactors(who as never)]) expect(statusOf(act)).toBe(status);
  expect([agency().secondFactorRequired, hasSecondFactor(ines.personId), alive(ines.personId, "staff").length]).toEqual([false, true, 1]);
});

test("an owner signs a member out of every browser, on record; of their own, this one stays", () => {
  here(tom);
  here(tom);
  expect(signOut(ruth, tom.id)).toBe(2);
  expect([alive(tom.personId, "staff"), trailOf(tom)]).toEqual([[], ["Ruth Halloran signed Tom Achebe out everywhere"]]);
  expect(statusOf(() => signOut(ruth, tom.id))).toBe(409);

  const [this_, other] = [here(ruth), here(ruth)];
  expect(signOut({ ...ruth, sessionId: this_.session.id }, ruth.id)).toBe(1);
  expect(alive(ruth.personId, "staff").map(({ id }) => id)).toEqual([this_.session.id]);
  expect(other.session.id).not.toBe(this_.session.id);
});

test("an owner reads who has one, since when, and how many recovery codes are left", () => {
  withSecondFactor(maya);
  expect(teamFactors(ruth).map(({ name, since, codesLeft }) => [name, since !== null, codesLeft])).toEqual([
    ["Ines Carvalho", false, 0],
    ["Maya Lindqvist", true, 10],
    ["Ruth Halloran", false, 0],
    ["Tom Achebe", false, 0],
  ]);
});
