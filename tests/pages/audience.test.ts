import { expect, test } from "vitest";
import { belongingsOf, contactsOf, plantBelongings } from "../support/belongings.ts";
import { bea, dana, harbor, luis, maya, meridian, tollhouse } from "../support/cast.ts";
import { builtPortal } from "../support/portal.ts";

const { front, arriveAs } = await builtPortal();
front.transact((tx) => plantBelongings(tx));
front.sqlite.exec(`UPDATE contacts SET deactivated_at = 1 WHERE id = '${luis.id}'`);

/** The line on a staff page, and the contacts of a client it names. */
async function named(path: string, clientId: string) {
  const page = await arriveAs(maya).get(path);
  expect([path, page.status]).toEqual([path, 200]);
  const line = /([^.]*) can see this[.:]/.exec(page.text)?.[1];
  expect(line, `${path} says who can see it`).toBeDefined();
  return contactsOf.filter((contact) => contact.clientId === clientId && line!.includes(contact.name)).map(({ id }) => id).sort();
}

for (const client of [harbor, meridian, tollhouse]) {
  const own = belongingsOf(client);
  const things: [what: string, staff: string, portal: string, holds?: string][] = [
    ["a project", `/staff/projects/${own.project}`, `/portal/projects/${own.project}`],
    ["its thread", `/staff/projects/${own.project}/comments`, `/portal/projects/${own.project}/comments`],
    ["a shared document", `/staff/documents/${own.document}`, `/portal/files/${own.document}`],
    ["a document that is not shared", `/staff/documents/${own.hidden}`, `/portal/files/${own.hidden}`],
    ["a task that is shown", `/staff/projects/${own.project}/tasks/${own.task}`, `/portal/projects/${own.project}/tasks`, "Task "],
    ["a task that is not shown", `/staff/projects/${own.project}/tasks/${own.hiddenTask}`, `/portal/projects/${own.project}/tasks`, "cellardoor"],
    ["the client’s record", `/staff/clients/${client.id}`, `/staff/clients/${client.id}`],
  ];
  test.for(things)(`Z5, Z1: who can see %s of ${client.name}: those it names find it on their portal, everybody else does not`, async ([, staff, portal, holds]) => {
    const said = await named(staff, client.id);
    const finding = [];
    for (const contact of contactsOf) {
      const answer = await arriveAs(contact).send(portal);
      const found = (answer.status === 200 && (!holds || (await answer.text()).includes(holds))) || (answer.status === 303 && answer.headers.get("Location")!.startsWith("/portal/download/"));
      if (found) finding.push(contact.id);
      else if (!holds && contact.id !== luis.id && portal.startsWith("/portal")) expect([contact.id, answer.status]).toEqual([contact.id, 404]);
    }
    expect(said).toEqual(finding.sort());
  });
}

test("before a document is shared, and before it is not any more, it says who will see it, and who will not", async () => {
  const own = belongingsOf(harbor);
  const text = async (path: string) => (await arriveAs(maya).get(path)).text;
  const both = `${bea.name} and ${dana.name}`;
  expect(await text(`/staff/documents/${own.hidden}`)).toContain(`Will be seen by ${both} when it is shared.`);
  expect(await text(`/staff/documents/${own.hidden}/share`)).toContain(`Will be seen by ${both}.`);
  expect(await text(`/staff/documents/${own.document}/unshare`)).toContain(`${both} will no longer see it.`);
  expect(await text(`/staff/projects/${own.project}/documents`)).toContain(`Will be seen by ${both}.`);
  expect(await text(`/staff/projects/${own.project}/tasks`)).toContain(`Will be seen by ${both}.`);
  expect(await text(`/staff/projects/${own.project}/tasks/${own.hiddenTask}`)).toContain(`Will be seen by ${both} when you save.`);
});
