import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "#db/client.server.ts";
import { contacts as contactTable, links, outbox, people, sessions } from "#db/schema/index.ts";
import { changeContact as changeIn, contactDetailsOf } from "#app/clients/address.server.ts";
import { archiveClient as archiveIn, restoreClient as restoreIn } from "#app/clients/clients.server.ts";
import { addContact as addIn, contacts, deactivateContact as deactivateIn, inviteContact as inviteIn, permissionsOf, reactivateContact as reactivateIn, setPermissions as setIn } from "#app/clients/contacts.server.ts";
import { accessOf } from "#app/clients/contact.ts";
import { ContactForm } from "#app/clients/forms.server.ts";
import { unreached } from "#app/events/letterbook.server.ts";
import { DAY, now, pass } from "#app/lib/clock.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { makeLink } from "#app/people/links.server.ts";
import { contactOfSession, findSession, startSession } from "#app/people/sessions.server.ts";
import { stranger } from "#app/people/viewer.ts";
import { bea, beaOfTollhouse, dana, freshStory, harbor, inTransaction, joan, letters, luis, maya, meridian, personId, ruth, tollhouse, trailOf } from "../support/story.ts";

const addContact = inTransaction(addIn);
const changeContact = inTransaction(changeIn);
const inviteContact = inTransaction(inviteIn);
const setPermissions = inTransaction(setIn);
const deactivateContact = inTransaction(deactivateIn);
const reactivateContact = inTransaction(reactivateIn);
const archiveClient = inTransaction(archiveIn);
const restoreClient = inTransaction(restoreIn);

const none = { canViewInvoices: false, canApproveWork: false, canComment: false, canSubmitRequests: false };
const nia = { name: "Nia Osei", email: "nia@meridiandental.example", role: "Dentist", ...none, canComment: true };
const peopleCount = () => db.select().from(people).all().length;

const origin = { address: "203.0.113.7", agent: "Tests" };

/** Signs a contact in; gives whom the session stands for on the next request. */
function signIn(who: typeof dana) {
  const { secret } = startSession(db, { face: "portal", personId: who.personId, contactId: who.id, method: "password" }, origin);
  return () => {
    const found = findSession("portal", secret);
    return found.state === "alive" ? contactOfSession(found.session, origin) : undefined;
  };
}
const link = (who: typeof dana) => makeLink(db, { purpose: "sign_in", face: "portal", personId: who.personId, contactId: who.id });
const usableLinks = () => db.select().from(links).all().filter(({ cancelledAt, usedAt }) => !cancelledAt && !usedAt).length;
const waiting = (contactId: string) => db.select().from(outbox).where(eq(outbox.contactId, contactId)).all().filter(({ droppedAt }) => !droppedAt).length;

beforeEach(freshStory);

test("a contact is added and invited in one act, with the permissions given", () => {
  const id = addContact(maya, meridian.id, nia);

  expect(contacts(maya).find(id)).toMatchObject({ ...nia, activatedAt: null, deactivatedAt: null });
  expect(accessOf(contacts(maya).find(id), now())).toBe("invited");
  expect(trailOf({ id })).toEqual(["Maya Lindqvist added Nia Osei as a contact", "Maya Lindqvist invited Nia Osei to the portal"]);
  expect(letters()).toEqual([`${id}: invitation`]);
});

test("Z9: a known address gains a second client, not a second person, whatever its case", () => {
  const before = peopleCount();
  const id = addContact(maya, tollhouse.id, { ...nia, name: "Dana W.", email: "DANA@HarborFinch.example" });

  expect(peopleCount()).toBe(before);
  expect(contacts(maya).find(id)).toMatchObject({ personId: personId.dana, name: "Dana W.", email: "dana@harborfinch.example" });
  expect(contacts(maya).find(dana.id).name).toBe("Dana Whitfield");
  expect(contacts(maya).elsewhere(contacts(maya).find(id))).toEqual([harbor.name]);
});

test("nobody is a contact of the same client twice", () => {
  expect(() => addContact(maya, harbor.id, { ...nia, email: dana.email })).toThrow("Dana Whitfield is already a contact here");
  deactivateContact(maya, dana.id);
  expect(() => addContact(maya, harbor.id, { ...nia, email: dana.email })).toThrow("Give them access again instead");
  expect(letters()).toEqual([]);
});

test("X5: an address is one address, strictly; names carry no line breaks", () => {
  for (const email of ["a@x.example\r\nBcc: b@y.example", "a@x.example, b@y.example", "nobody", "a@b", `${"a".repeat(250)}@x.example`, "a\u0000@x.example", "<a@x.example>", ""])
    expect(ContactForm.safeParse({ ...nia, email }).success, email).toBe(false);
  expect(ContactForm.parse({ ...nia, name: "Nia\nBcc: x" }).name).toBe("Nia Bcc: x");
});

test("Z4: a contact’s form takes what it names and nothing else", () => {
  expect(ContactForm.parse({ name: "Nia", email: nia.email, clientId: "harbor", personId: "p-ruth", role: "owner", activatedAt: "1", is_internal: "on", status: "active" })).toEqual({ name: "Nia", email: nia.email, role: "owner", ...none });
});

test("an invitation can be sent again until they have signed in", () => {
  const id = addContact(maya, meridian.id, nia);
  pass(4 * DAY);
  expect(accessOf(contacts(maya).find(id), now())).toBe("invitation_expired");

  inviteContact(maya, id);
  expect(accessOf(contacts(maya).find(id), now())).toBe("invited");
  expect(trailOf({ id }).at(-1)).toBe("Maya Lindqvist invited Nia Osei to the portal");
  expect(letters()).toEqual([`${id}: invitation`, `${id}: invitation`]);
  expect(() => inviteContact(maya, dana.id)).toThrow("has signed in already");
});

test("Z6: a permission holds on the very next request, and what changed is on record", () => {
  const next = signIn(dana);
  const { canViewInvoices: _, ...others } = permissionsOf(contacts(maya).find(dana.id));
  setPermissions(maya, dana.id, { ...others, canComment: false, canViewInvoices: true });

  expect(next()?.can).toEqual({ viewInvoices: true, approveWork: true, comment: false, submitRequests: true });
  expect(trailOf(dana)).toEqual(["Maya Lindqvist changed what Dana Whitfield may do: Comment off"]);

  expect(setPermissions(maya, dana.id, { ...others, canComment: false, canViewInvoices: true })).toBe("");
  expect(trailOf(dana)).toHaveLength(1);
});

test("of two members who decide at once on what a contact may do, the second is told how it stands", () => {
  const seen = stampOf(permissionsOf(contacts(maya).find(bea.id)));
  setPermissions(maya, bea.id, { ...none, seen });
  expect(() => setPermissions(maya, bea.id, { ...none, canComment: true, seen })).toThrow("they have: none of the four");
  expect(permissionsOf(contacts(maya).find(bea.id))).toEqual(none);
});

test("Z7: deactivating a contact ends their sessions, links and letters at once; what they did stays", () => {
  const [danaNext, luisNext] = [signIn(dana), signIn(luis)];
  link(dana);
  db.insert(outbox).values({ id: "waiting", kind: "sign_in", face: "portal", contactId: dana.id, queuedAt: now(), nextAttemptAt: now() }).run();
  expect([danaNext()?.id, usableLinks(), waiting(dana.id)]).toEqual([dana.id, 1, 1]);

  deactivateContact(maya, dana.id);

  expect([danaNext(), usableLinks(), waiting(dana.id)]).toEqual([undefined, 0, 0]);
  expect(luisNext()?.id).toBe(luis.id);
  expect(db.select().from(sessions).all().filter(({ endedWhy }) => endedWhy === "access_ended")).toHaveLength(1);
  expect(trailOf(dana)).toEqual(["Maya Lindqvist ended Dana Whitfield’s access to the portal"]);
  expect(contacts(maya).of(harbor.id).map(({ name }) => name)).toEqual(["Bea Marsh", "Luis Ortega", "Dana Whitfield"]);
});

test("Z7: a session that was signed in again after its contact was deactivated does not exist", () => {
  deactivateContact(maya, dana.id);
  expect(signIn(dana)()).toBeUndefined();
});

test("Z9: a person deactivated at one client stays a contact of the other", () => {
  const [atHarbor, atTollhouse] = [signIn(bea), signIn(beaOfTollhouse)];
  deactivateContact(maya, bea.id);
  expect([atHarbor(), atTollhouse()?.id]).toEqual([undefined, beaOfTollhouse.id]);
});

test("Z9: an invitation to another client outlives the access to this one", () => {
  makeLink(db, { purpose: "invitation", face: "portal", personId: bea.personId, contactId: beaOfTollhouse.id });
  link(bea);
  deactivateContact(maya, bea.id);
  expect(db.select().from(links).all().filter(({ cancelledAt }) => !cancelledAt).map(({ contactId }) => contactId)).toEqual([beaOfTollhouse.id]);

  deactivateContact(maya, beaOfTollhouse.id);
  expect(usableLinks()).toBe(0);
});

test("a letter that was given up shows on its contact, until a later one arrives", () => {
  const letter = { kind: "invitation" as const, face: "portal" as const, contactId: luis.id, queuedAt: now(), nextAttemptAt: now() };
  db.insert(outbox).values({ ...letter, id: "lost", gaveUpAt: now(), lastError: "550 no such mailbox" }).run();
  expect([...unreached(maya, [dana.id, luis.id])]).toEqual([luis.id]);

  db.insert(outbox).values({ ...letter, id: "arrived", sentAt: new Date(now().getTime() + DAY) }).run();
  expect([...unreached(maya, [dana.id, luis.id])]).toEqual([]);
});

test("a deactivated contact is not changed, invited or deactivated again, until access is given back", () => {
  deactivateContact(maya, dana.id);
  for (const refused of [() => deactivateContact(maya, dana.id), () => inviteContact(maya, dana.id), () => setPermissions(maya, dana.id, none), () => changeContact(maya, dana.id, nia)]) expect(refused).toThrow("access has ended");

  reactivateContact(maya, dana.id);
  expect(signIn(dana)()?.id).toBe(dana.id);
  expect(trailOf(dana).at(-1)).toBe("Maya Lindqvist gave Dana Whitfield access again");
  expect(letters()).toEqual([]);
  expect(() => reactivateContact(maya, dana.id)).toThrow("has access already");
});

test("who never signed in is invited anew when access is given back", () => {
  const id = addContact(maya, meridian.id, nia);
  deactivateContact(maya, id);
  reactivateContact(maya, id);
  expect(waiting(id)).toBe(1);
});

test("Z7: archiving a client ends the sessions and links of all its contacts, and letters stop", () => {
  const [danaNext, joanNext, beaNext] = [signIn(dana), signIn(joan), signIn(beaOfTollhouse)];
  link(luis);
  archiveClient(maya, harbor.id);
  expect([danaNext(), joanNext()?.id, beaNext()?.id, usableLinks()]).toEqual([undefined, joan.id, beaOfTollhouse.id, 0]);
  expect(signIn(dana)()).toBeUndefined();
  for (const refused of [() => addContact(maya, harbor.id, nia), () => inviteContact(maya, bea.id), () => setPermissions(maya, dana.id, none), () => deactivateContact(maya, dana.id)]) expect(refused).toThrow("is archived");

  restoreClient(maya, harbor.id);
  expect(danaNext()).toBeUndefined();
  expect(signIn(dana)()?.id).toBe(dana.id);
});

test("a display name and role are changed for this client alone", () => {
  changeContact(maya, bea.id, { name: "Beatrice Marsh", email: bea.email, role: "Accounts" });
  expect(contacts(maya).find(bea.id)).toMatchObject({ name: "Beatrice Marsh", role: "Accounts" });
  expect(contacts(maya).find(beaOfTollhouse.id).name).toBe("Bea Marsh");
  expect(trailOf(bea)).toEqual(["Maya Lindqvist changed the details of Beatrice Marsh"]);
});

test("a new address ends sessions and links, and holds for every client of that person", () => {
  const [atHarbor, atTollhouse] = [signIn(bea), signIn(beaOfTollhouse)];
  link(bea);
  changeContact(maya, bea.id, { name: bea.name, role: bea.role, email: "bea@marsh.example" });

  expect([atHarbor(), atTollhouse(), usableLinks()]).toEqual([undefined, undefined, 0]);
  expect(contacts(maya).find(beaOfTollhouse.id).email).toBe("bea@marsh.example");
});

test("an address that belongs to somebody else, or to the team, is not taken", () => {
  expect(() => changeContact(maya, luis.id, { name: luis.name, role: "", email: "DANA@harborfinch.example" })).toThrow("Somebody else already signs in");
  expect(() => changeContact(maya, luis.id, { name: luis.name, role: "", email: ruth.email })).toThrow(Refused);

  const asContact = addContact(maya, harbor.id, { ...nia, email: ruth.email });
  expect(() => changeContact(maya, asContact, { name: "Ruth", role: "", email: "tom@elsewhere.example" })).toThrow("on your own team");
  expect(db.select().from(people).where(eq(people.id, personId.ruth)).get()!.email).toBe(ruth.email);
});

test("of two members who change a contact at once the second is told", () => {
  const seen = stampOf(contactDetailsOf(contacts(maya).find(luis.id)));
  changeContact(maya, luis.id, { name: "Luis O.", email: luis.email, role: "Head of operations", seen });
  expect(() => changeContact(maya, luis.id, { name: "Lou", email: luis.email, role: "", seen })).toThrow("As it stands: Luis O., luis@harborfinch.example, Head of operations");
});

test("Z2: nobody but the agency sees or changes contacts", () => {
  for (const viewer of [dana, joan, stranger({ address: "", agent: "" })]) {
    expect(contacts(viewer).of(harbor.id)).toEqual([]);
    for (const refused of [
      () => contacts(viewer).find(dana.id),
      () => addContact(viewer, harbor.id, nia),
      () => changeContact(viewer, dana.id, nia),
      () => inviteContact(viewer, dana.id),
      () => setPermissions(viewer, dana.id, none),
      () => deactivateContact(viewer, dana.id),
      () => reactivateContact(viewer, dana.id),
    ])
      expect(refused).toThrow(NotFound);
  }
  expect([trailOf(), letters(), db.select().from(contactTable).all().length]).toEqual([[], [], 5]);
});
