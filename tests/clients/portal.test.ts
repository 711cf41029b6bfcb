import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db, sqlite } from "#db/client.server.ts";
import { links, outbox } from "#db/schema/index.ts";
import { accountOn } from "#app/access/account.server.ts";
import { endedAccess } from "#app/access/ended.server.ts";
import { archiveClient as archiveIn, clients } from "#app/clients/clients.server.ts";
import { addContact as addIn, contacts, inviteContact as inviteIn, setPermissions as setIn } from "#app/clients/contacts.server.ts";
import { closePortal as closeIn, openPortal as openIn } from "#app/clients/portal.server.ts";
import { post as postIn } from "#app/comments/comments.server.ts";
import { recipientOf } from "#app/events/recipients.server.ts";
import { requireStanding } from "#app/lib/standing.server.ts";
import { makeLink } from "#app/people/links.server.ts";
import { contactOfSession, contactsOfPerson, findSession, startSession } from "#app/people/sessions.server.ts";
import { bea, beaOfTollhouse, dana, freshStory, harbor, inTransaction, joan, letters, maya, meridian, packaging, personId, ruth, tom, trailOf } from "../support/story.ts";

const closePortal = inTransaction(closeIn);
const openPortal = inTransaction(openIn);
const archiveClient = inTransaction(archiveIn);
const addContact = inTransaction(addIn);
const inviteContact = inTransaction(inviteIn);
const setPermissions = inTransaction(setIn);
const post = inTransaction(postIn);

const origin = { address: "203.0.113.7", agent: "Tests" };
function signIn(who: typeof dana) {
  const { session, secret } = startSession(db, { face: "portal", personId: who.personId, contactId: who.id, method: "password" }, origin);
  const found = () => findSession("portal", secret);
  return { id: session.id, found, isIn: () => Boolean(found().state === "alive" && contactOfSession((found() as { session: typeof session }).session, origin)) };
}
const usable = () => db.select().from(links).all().filter(({ cancelledAt, usedAt }) => !cancelledAt && !usedAt).length;
const none = { canViewInvoices: false, canApproveWork: false, canComment: false, canSubmitRequests: false };

beforeEach(freshStory);

test("Z7: turned off, a whole client is shut out at once: sessions, links and letters, in one act", () => {
  const [dana_, joan_] = [signIn(dana), signIn(joan)];
  makeLink(db, { purpose: "sign_in", face: "portal", personId: dana.personId, contactId: dana.id });
  post(maya, packaging.id, { body: "News" });
  expect([usable(), letters().filter((line) => line.startsWith("c-"))].flat()).toHaveLength(4);

  closePortal(maya, harbor.id);
  expect([dana_.isIn(), joan_.isIn(), usable()]).toEqual([false, true, 0]);
  expect(db.select().from(outbox).where(eq(outbox.contactId, dana.id)).all().every(({ droppedAt }) => droppedAt)).toBe(true);
  expect(endedAccess(dana_.found())).toMatchObject({ clientName: harbor.name, ask: { name: "Maya Lindqvist" } });
  expect(trailOf(harbor)).toEqual(["Maya Lindqvist turned off the portal of Harbor & Finch Coffee"]);
});

test("while it is off nobody there signs in by any means, and nothing is written to them", () => {
  closePortal(maya, harbor.id);
  expect(accountOn("portal", dana.email)).toBeUndefined();
  expect(contactsOfPerson(db, dana.personId)).toEqual([]);
  post(maya, packaging.id, { body: "News" });
  expect(letters().filter((line) => line.startsWith("c-"))).toEqual([]);
  const row = { face: "portal", contactId: dana.id, memberId: null, askedFor: null } as Parameters<typeof recipientOf>[1];
  expect(recipientOf(db, row)).toBe("Their access to the portal has ended.");
  expect(contacts(maya).notYetIn(5).total).toBe(0);
});

test("Z9: a person of two clients goes on with the other", () => {
  const [here, there] = [signIn(bea), signIn(beaOfTollhouse)];
  closePortal(maya, harbor.id);
  expect([here.isIn(), there.isIn()]).toEqual([false, true]);
  expect(contactsOfPerson(db, personId.bea).map(({ id }) => id)).toEqual([beaOfTollhouse.id]);
});

test("G2: what was on its way when it was turned off is refused, though the session’s row should be alive", () => {
  const { id } = signIn(dana);
  const viewer = { ...dana, sessionId: id };
  expect(() => requireStanding(viewer)).not.toThrow();
  sqlite.exec(`UPDATE clients SET portal_closed_at = 1 WHERE id = '${harbor.id}'`);
  expect(() => requireStanding(viewer)).toThrow("Your access ended");
});

test("turned on again everybody is as they were, and has to sign in anew", () => {
  const before = contacts(maya).of(harbor.id);
  const { isIn } = signIn(dana);
  closePortal(maya, harbor.id);
  setPermissions(maya, bea.id, { ...none, canComment: true });
  openPortal(ruth, harbor.id);
  expect(isIn()).toBe(false);
  expect(contacts(maya).of(harbor.id)).toEqual(before.map((contact) => (contact.id === bea.id ? { ...contact, ...none, canComment: true } : contact)));
  expect(signIn(dana).isIn()).toBe(true);
  expect(trailOf(harbor).at(-1)).toBe("Ruth Halloran turned the portal of Harbor & Finch Coffee on again");
});

test("the switch is pressed once: the second who presses is told, and an archived client has none", () => {
  closePortal(maya, meridian.id);
  expect(() => closePortal(ruth, meridian.id)).toThrow("is off already");
  openPortal(ruth, meridian.id);
  expect(() => closePortal(tom, meridian.id)).toThrow("Not found");
  expect(() => closePortal(tom, harbor.id)).toThrow("Only a manager or an owner");
  expect(() => openPortal(maya, meridian.id)).toThrow("is on already");
  archiveClient(maya, meridian.id);
  expect(() => closePortal(maya, meridian.id)).toThrow("is archived");
  expect(clients(maya).find(meridian.id).portalClosedAt).toBeNull();
  expect(() => closePortal(dana, harbor.id)).toThrow("Not found");
});

test("while it is off nobody is invited: the link would open nothing", () => {
  closePortal(maya, meridian.id);
  expect(() => addContact(maya, meridian.id, { name: "Nia Osei", email: "nia@meridiandental.example", role: "", ...none })).toThrow("Turn the portal on first");
  sqlite.exec(`UPDATE contacts SET activated_at = NULL WHERE id = '${joan.id}'`);
  expect(() => inviteContact(maya, joan.id)).toThrow("Turn the portal on first");
});
