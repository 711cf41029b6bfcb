import { beforeEach, expect, test } from "vitest";
import { beginSecondFactor as beginIn, renewRecoveryCodes as renewIn, turnOffSecondFactor as turnOffIn, turnOnSecondFactor as turnOnIn, ownSecondFactor } from "#app/access/second-factor.server.ts";
import { completeSignIn } from "#app/access/second-step.server.ts";
import { signInByPassword } from "#app/access/sign-in.server.ts";
import { endOneSession as endOneIn, signOut, signOutEverywhere as everywhereIn } from "#app/access/sign-out.server.ts";
import { changePassword as changeIn, readyPassword } from "#app/access/password.server.ts";
import { setPermissions as permitIn } from "#app/clients/contacts.server.ts";
import { MINUTE, pass } from "#app/lib/clock.ts";
import { findSession, memberOfSession } from "#app/people/sessions.server.ts";
import { requireSecondFactor as requireIn, resetSecondFactor as resetIn, signMemberOut as signMemberOutIn } from "#app/team/second-factor.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { db } from "#db/client.server.ts";
import { eventParticulars, events } from "#db/schema/index.ts";
import { dana, freshStory, inTransaction, maya, ruth } from "../support/story.ts";
import { appShows, browser, givePasswords, password, pendingIn, secretIn, someone, waiting } from "./stage.ts";

const [begin, turnOn, turnOff, renew] = [inTransaction(beginIn), inTransaction(turnOnIn), inTransaction(turnOffIn), inTransaction(renewIn)];
const [endOne, everywhere, change, permit] = [inTransaction(endOneIn), inTransaction(everywhereIn), inTransaction(changeIn), inTransaction(permitIn)];
const [requireAll, reset, signMemberOut] = [inTransaction(requireIn), inTransaction(resetIn), inTransaction(signMemberOutIn)];
const enter = (given = password) => signInByPassword(browser("staff"), someone, "staff", { email: maya.email, password: given });
const viewerOf = (secret: string) => {
  const found = findSession("staff", secret);
  return { ...(memberOfSession(found.state === "alive" ? found.session : expect.unreachable("The session is over."), someone) as Member), secret };
};

beforeEach(() => {
  freshStory();
  givePasswords();
});

test("L3: who came in, who was refused, what changed about signing in, about rights, and which sessions ended: all of it is on record, with where from", async () => {
  await enter("not this one, no").catch(() => undefined);
  const here = viewerOf(secretIn(await enter()));
  const there = viewerOf(secretIn(await enter()));
  endOne(here, there.sessionId);
  begin(here);
  const key = ownSecondFactor(here).setUp!.key;
  const codes = turnOn(here, appShows(key));
  pass(MINUTE);
  renew(here, appShows(key));
  const pending = pendingIn(await enter());
  await Promise.resolve().then(() => completeSignIn(waiting(pending), someone, "000000", "code")).catch(() => undefined);
  pass(MINUTE);
  const again = viewerOf(secretIn(completeSignIn(waiting(pending), someone, appShows(key), "code")));
  change(again, await readyPassword(again, { currentPassword: password, password: "mist over some far meadow" }));
  givePasswords();
  pass(MINUTE);
  turnOff(again, appShows(key));
  signOut(browser("staff", again.secret), undefined, "staff");
  const last = viewerOf(secretIn(await enter()));
  everywhere(last);
  begin(maya);
  turnOn(maya, appShows(ownSecondFactor(maya).setUp!.key));
  requireAll(ruth, true);
  reset(ruth, maya.id);
  await enter();
  signMemberOut(ruth, maya.id);
  permit(ruth, dana.id, { canViewInvoices: false, canApproveWork: true, canComment: true, canSubmitRequests: true });

  expect(db.select({ action: events.action }).from(events).orderBy(events.seq).all().map(({ action }) => action)).toEqual([
    "session.refused",
    "session.started",
    "session.started",
    "session.ended",
    "second_factor.turned_on",
    "recovery_codes.made",
    "second_factor.refused",
    "session.started",
    "password.changed",
    "second_factor.turned_off",
    "session.ended",
    "session.started",
    "session.ended_everywhere",
    "second_factor.turned_on",
    "second_factor.required",
    "second_factor.reset",
    "session.started",
    "member.signed_out",
    "contact.permissions_changed",
  ]);
  const particulars = db.select({ all: eventParticulars.particulars }).from(eventParticulars).all();
  expect(particulars.every(({ all }) => all.address !== "")).toBe(true);
  for (const secret of [password, key, ...codes, "000000", "not this one"]) expect(JSON.stringify(particulars)).not.toContain(secret);
});
