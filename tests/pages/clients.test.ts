import { expect, test } from "vitest";
import { bea, dana, harbor, joan, luis, maya, meridian, ruth, tollhouse } from "../support/cast.ts";
import { builtPortal } from "../support/portal.ts";

const { arriveAs, front } = await builtPortal();

const row = (sql: string, ...given: string[]) => front.sqlite.prepare(sql).get(...given) as Record<string, unknown>;
const contactRow = (id: string) => row("SELECT * FROM contacts WHERE id = ?", id);
const eventsOn = (id: string) => row("SELECT count(*) AS n FROM events WHERE subject_id = ?", id).n;
const at = (clientId: string, rest = "") => `/staff/clients/${clientId}${rest}`;
const contactAt = ({ id, clientId }: { id: string; clientId: string }, rest = "") => at(clientId, `/contacts/${id}${rest}`);
let numbered = 0;
const someone = () => `someone${++numbered}@meridiandental.example`;

/** Adds a contact to Meridian over the form of its page; gives its id. */
async function added(fields: Record<string, string> = {}) {
  const maya_ = arriveAs(maya);
  const email = someone();
  const after = await maya_.submit((await maya_.get(at(meridian.id))).form(at(meridian.id, "/contacts/new")), { name: "Sam Reyes", email, ...fields });
  expect(after.status).toBe(200);
  return row("SELECT contacts.* FROM contacts JOIN people ON people.id = person_id WHERE email = ?", fields.email ?? email) as { id: string; client_id: string; person_id: string };
}

test("Maya takes on a client, adds a contact, and the invitation is on its way", async () => {
  const maya_ = arriveAs(maya);
  const client = await maya_.submit((await maya_.get("/staff/clients/new")).form(), { name: "Saltmarsh Oyster Co.", sinceOn: "2026-02-01" });
  expect([client.status, client.text]).toEqual([200, expect.stringContaining("Saltmarsh Oyster Co. is a client now.")]);
  expect(client.text).toContain("Client since February 2026, looked after by Maya Lindqvist.");
  expect(client.text).toContain("No contacts yet");

  const after = await maya_.submit(client.form(/contacts\/new$/), { name: "Nia Osei", email: "Nia@Saltmarsh.example", role: "Owner" });
  expect(after.text).toContain("Nia Osei is added, and an invitation is on its way.");
  expect(after.text).toContain("not signed in yet");
  const contact = row("SELECT contacts.id FROM contacts JOIN people ON people.id = person_id WHERE email = ?", "nia@saltmarsh.example");
  expect(row("SELECT kind, face FROM outbox WHERE contact_id = ?", String(contact.id))).toEqual({ kind: "invitation", face: "portal" });
  expect((await maya_.get("/staff/clients?search=saltmarsh")).text).toContain("Saltmarsh Oyster Co.");
  expect((await maya_.get("/staff/home")).text).toContain("Nia Osei");
});

test("Z9: a known address gains a second client, and the page says so", async () => {
  const maya_ = arriveAs(maya);
  const people = row("SELECT count(*) AS n FROM people").n;
  const after = await maya_.submit((await maya_.get(at(tollhouse.id, "/contacts/new"))).form(), { name: "Dana", email: "DANA@harborfinch.example" });
  expect(after.text).toContain("They are a contact of Harbor & Finch Coffee too");
  expect(row("SELECT count(*) AS n FROM people").n).toBe(people);
});

test("a contact who is there already comes back as an error that leads to them", async () => {
  const maya_ = arriveAs(maya);
  const page = await maya_.submit((await maya_.get(at(harbor.id))).form(at(harbor.id, "/contacts/new")), { name: "Luis", email: "LUIS@harborfinch.example" });
  expect([page.status, page.url]).toEqual([422, at(harbor.id, "/contacts/new")]);
  expect(page.html).toContain("<title>Error: ");
  expect(page.text).toContain("Luis Ortega is already a contact here under this address");
  expect(page.links()).toContain(contactAt(luis));
  expect(page.root.querySelector("input[name=name]")?.getAttribute("value")).toBe("Luis");
});

test("wrong fields come back with what to do, and what was typed", async () => {
  const maya_ = arriveAs(maya);
  const page = await maya_.submit((await maya_.get(at(meridian.id, "/contacts/new"))).form(), { name: "", email: "sam at meridian", canViewInvoices: "on" });
  expect(page.status).toBe(422);
  expect(page.text).toContain("Enter a display name");
  expect(page.text).toContain("Enter an email address with an @");
  expect(page.root.querySelector("input[name=canViewInvoices]")?.hasAttribute("checked")).toBe(true);

  const client = await maya_.submit((await maya_.get("/staff/clients/new")).form(), { name: " ", sinceOn: "yesterday" });
  expect(client.status).toBe(422);
  expect(client.text).toContain("Enter the client’s name");
});

test("Z4: what the forms do not name changes nothing", async () => {
  const maya_ = arriveAs(maya);
  const extra = { is_internal: "on", id: "other", clientId: harbor.id, personId: ruth.personId, status: "archived", archivedAt: "1", activatedAt: "1", deactivatedAt: "1", kind: "member" };
  const contact = await added({ ...extra, role: "Dentist" });
  expect(contact).toMatchObject({ client_id: meridian.id, name: "Sam Reyes", role: "Dentist", activated_at: null, deactivated_at: null });
  expect([contact.id, contact.person_id]).not.toContain("other");

  const of = { id: contact.id, clientId: meridian.id };
  await maya_.submit((await maya_.get(contactAt(of))).form(contactAt(of)), { ...extra, name: "Sam R.", canViewInvoices: "on" });
  expect(contactRow(contact.id)).toMatchObject({ name: "Sam R.", client_id: meridian.id, person_id: contact.person_id, can_view_invoices: 0, activated_at: null });

  await maya_.submit((await maya_.get(contactAt(of, "/permissions"))).form(), { ...extra, canViewInvoices: "on", name: "Hacked", role: "owner" });
  expect(contactRow(contact.id)).toMatchObject({ name: "Sam R.", can_view_invoices: 1, deactivated_at: null });

  await maya_.submit((await maya_.get(at(meridian.id, "/edit"))).form(), { ...extra, address: "9 Elm Street", createdAt: "0" });
  expect(row("SELECT id, address, archived_at FROM clients WHERE id = ?", meridian.id)).toEqual({ id: meridian.id, address: "9 Elm Street", archived_at: null });
});

test("Z6: a permission taken away holds on the very next request", async () => {
  const [maya_, joan_] = [arriveAs(maya), arriveAs(joan)];
  const page = await joan_.get("/portal/projects/booking/comments");
  expect(page.form(/comments$/)).toBeDefined();

  const form = (await maya_.get(at(meridian.id))).form(contactAt(joan, "/permissions"));
  const after = await maya_.submit({ ...form, fields: form.fields.filter(([name]) => name !== "canComment") });
  expect(after.text).toContain("Saved for Joan Keller: Comment off.");
  expect(after.text).toContain("changed what Joan Keller may do: Comment off");

  expect((await joan_.submit(page.form(/comments$/), { body: "Still there?" })).status).toBe(403);
  expect((await joan_.get("/portal/projects/booking/comments")).root.querySelectorAll("textarea")).toHaveLength(0);
});

test("R1: two members change the same contact at once: the second is told, and then knows what stands there", async () => {
  const [maya_, ruth_] = [arriveAs(maya), arriveAs(ruth)];
  const { id } = await added();
  const of = { id, clientId: meridian.id };
  const [first, second] = [(await maya_.get(contactAt(of))).form(contactAt(of)), (await ruth_.get(contactAt(of))).form(contactAt(of))];
  expect((await maya_.submit(first, { name: "Samuel Reyes" })).status).toBe(200);
  const before = eventsOn(id);

  const refused = await ruth_.submit(second, { name: "Sammy" });
  expect(refused.status).toBe(409);
  expect(refused.text).toContain("As it stands: Samuel Reyes");
  expect(refused.root.querySelector("input[name=name]")?.getAttribute("value")).toBe("Sammy");
  expect([contactRow(id).name, eventsOn(id)]).toEqual(["Samuel Reyes", before]);

  expect((await ruth_.submit(refused.form(contactAt(of)))).status).toBe(200);
  expect(contactRow(id).name).toBe("Sammy");
});

test("R1: two members set permissions at once: the second is told how they stand", async () => {
  const [maya_, ruth_] = [arriveAs(maya), arriveAs(ruth)];
  const { id } = await added();
  const path = contactAt({ id, clientId: meridian.id }, "/permissions");
  const [first, second] = [(await maya_.get(at(meridian.id))).form(path), (await ruth_.get(at(meridian.id))).form(path)];
  await maya_.submit(first, { canApproveWork: "on" });
  const refused = await ruth_.submit(second, { canViewInvoices: "on" });
  expect([refused.status, refused.url]).toEqual([409, path]);
  expect(refused.text).toContain("As it stands, they have: Approve work, Comment and Send requests.");
  expect(contactRow(id)).toMatchObject({ can_approve_work: 1, can_view_invoices: 0 });
});

test("R2: the same form sent twice adds one contact and one letter", async () => {
  const maya_ = arriveAs(maya);
  const form = (await maya_.get(at(meridian.id, "/contacts/new"))).form();
  const fields = { name: "Twice", email: someone() };
  const [once, again] = [await maya_.submit(form, fields), await maya_.submit(form, fields)];
  expect([once.status, again.status, again.url]).toEqual([200, 200, at(meridian.id)]);
  const { id, n } = row("SELECT contacts.id AS id, count(*) AS n FROM contacts JOIN people ON people.id = person_id WHERE email = ?", fields.email);
  expect([n, row("SELECT count(*) AS n FROM outbox WHERE contact_id = ?", String(id)).n]).toEqual([1, 1]);
});

test("Z7: ending a contact’s access is asked once more, and acts on their next request", async () => {
  const [maya_, bea_] = [arriveAs(maya), arriveAs(bea)];
  expect((await bea_.send("/portal/home")).status).toBe(200);

  const question = await maya_.get(contactAt(bea, "/deactivation"));
  expect(question.text).toContain("End Bea Marsh’s access?");
  expect(contactRow(bea.id).deactivated_at).toBeNull();

  expect((await maya_.submit(question.form())).text).toContain("Bea Marsh has no access to the portal any more.");
  expect((await bea_.send("/portal/home")).status).toBe(303);

  const again = await maya_.submit((await maya_.get(contactAt(bea, "/deactivation"))).form());
  expect([again.status, again.text]).toEqual([409, expect.stringContaining("access has ended")]);

  expect((await maya_.submit((await maya_.get(contactAt(bea, "/reactivation"))).form())).text).toContain("has access to the portal again");
  expect((await bea_.send("/portal/home")).status).toBe(303);
  expect((await arriveAs(bea).send("/portal/home")).status).toBe(200);
});

test("Z7: archiving a client turns its contacts away at once; it stands apart and comes back", async () => {
  const [maya_, dana_] = [arriveAs(maya), arriveAs(dana)];
  await maya_.submit((await maya_.get(at(harbor.id, "/archive"))).form());
  expect((await dana_.send("/portal/home")).status).toBe(303);
  expect((await maya_.get("/staff/clients")).text).not.toContain(harbor.name);
  expect((await maya_.get("/staff/clients?show=archived")).text).toContain(harbor.name);
  expect((await maya_.get(at(harbor.id))).text).toContain("This client is archived.");
  expect((await maya_.get(at(harbor.id, "/contacts/new"))).status).toBe(409);

  expect((await maya_.submit((await maya_.get(at(harbor.id, "/restoration"))).form())).text).toContain("The client is back.");
  expect((await arriveAs(dana).send("/portal/home")).status).toBe(200);
});

test("Z2: a contact is met under its own client only", async () => {
  const maya_ = arriveAs(maya);
  const own = (await maya_.get(contactAt(joan, "/deactivation"))).form();
  for (const rest of ["", "/permissions", "/invitation", "/deactivation", "/reactivation"]) {
    const foreign = at(tollhouse.id, `/contacts/${joan.id}${rest}`);
    expect((await maya_.get(foreign)).status, rest).toBe(404);
    expect((await maya_.submit({ ...own, action: foreign }, { name: "x", email: "x@y.example" })).status, rest).toBeGreaterThanOrEqual(404);
  }
  expect(contactRow(joan.id)).toMatchObject({ name: "Joan Keller", deactivated_at: null });
});

test("Z8: a contact’s cookie opens none of this", async () => {
  const dana_ = arriveAs(dana);
  for (const path of ["/staff/clients", at(harbor.id), contactAt(dana)]) expect((await dana_.send(path)).headers.get("Location")).toBe(`/staff/login?to=${encodeURIComponent(path)}`);
});

test("Z5: what the agency notes for itself stands on its own side only, and as text", async () => {
  const maya_ = arriveAs(maya);
  await maya_.submit((await maya_.get(at(harbor.id, "/edit"))).form(), { internalNotes: "cellardoor <script>alert(1)</script>", address: "31 Exchange Street\nPortland" });
  const page = await maya_.get(at(harbor.id));
  expect(page.html).toContain("cellardoor &lt;script&gt;");
  expect(page.text).toContain("31 Exchange Street, Portland.");
  for (const path of ["/portal/home", "/portal/projects", "/portal/projects/packaging"]) expect((await arriveAs(dana).get(path)).html).not.toContain("cellardoor");
});
