import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { audienceOf } from "#app/clients/audience.server.ts";
import { canSee, willLose, willSee } from "#app/clients/audience.ts";
import { archiveClient as archiveIn, clients, visibleTo as clientVisibleTo } from "#app/clients/clients.server.ts";
import { deactivateContact as deactivateIn } from "#app/clients/contacts.server.ts";
import { audienceOfDocument, audienceOfUpload } from "#app/documents/audience.server.ts";
import { documents } from "#app/documents/documents.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import { audienceOfProject, audienceOfTask } from "#app/projects/audience.server.ts";
import { projects } from "#app/projects/projects.server.ts";
import { tasks } from "#app/projects/tasks.server.ts";
import { db, sqlite } from "#db/client.server.ts";
import { clients as clientTable, contacts as contactTable, people } from "#db/schema/index.ts";
import { belongingsOf, contactsOf, plantBelongings } from "../support/belongings.ts";
import { bea, dana, freshStory, harbor, inTransaction, luis, maya, meridian, packaging, ruth, tom } from "../support/story.ts";

const own = belongingsOf(harbor);
const all = [bea.name, dana.name, luis.name];
/** The contacts who find it when they themselves ask: what the audience must say. */
const finders = (find: (viewer: (typeof contactsOf)[number]) => unknown) =>
  contactsOf.filter((contact) => contact.clientId === harbor.id && attempt(() => find(contact))).map(({ name }) => name).sort();
const attempt = (find: () => unknown) => {
  try {
    return Boolean(find());
  } catch (problem) {
    if (problem instanceof NotFound) return false;
    throw problem;
  }
};

beforeEach(() => {
  freshStory();
  plantBelongings(db);
});

describe("who can see it", () => {
  test.for([own.document, own.hidden])("Z5: a document: exactly the contacts who find it themselves (%s)", (id) => {
    expect(audienceOfDocument(maya, id).names).toEqual(finders((contact) => documents(contact).find(id)));
  });

  test.for([own.task, own.hiddenTask])("Z5: a task: exactly the contacts who have it in their list (%s)", (id) => {
    expect(audienceOfTask(maya, own.project, id).names).toEqual(finders((contact) => tasks(contact).on(own.project).some((task) => task.id === id)));
  });

  test("a project, and its thread: every contact of its client, and of no other", () => {
    expect(audienceOfProject(maya, own.project)).toEqual({ clientName: expect.stringContaining("Harbor & Finch Coffee"), anyone: true, names: finders((contact) => projects(contact).find(own.project)) });
    expect(audienceOfProject(maya, own.project).names).toEqual(all);
  });

  test("a client’s record: nobody of theirs", () => {
    expect(audienceOf(harbor.id, [{ table: clientTable, id: harbor.id, visibleTo: clientVisibleTo }]).names).toEqual([]);
    expect(() => clients(dana).find(harbor.id)).toThrow(NotFound);
  });

  test("Z7: who lost access is not named, nor anybody once the client is archived", () => {
    inTransaction(deactivateIn)(maya, luis.id);
    expect(audienceOfDocument(maya, own.document)).toMatchObject({ anyone: true, names: [bea.name, dana.name] });
    inTransaction(archiveIn)(maya, harbor.id);
    expect(audienceOfDocument(maya, own.document)).toMatchObject({ anyone: false, names: [] });
  });

  test("what a permission decides, it decides here too: the policy is asked with each contact’s own", () => {
    const visibleTo = (viewer: { can: { viewInvoices: boolean } }) => (viewer.can.viewInvoices ? undefined : sql`0`);
    const { names } = audienceOf(harbor.id, [{ table: clientTable, id: harbor.id, visibleTo }]);
    expect(names).toEqual([bea.name, dana.name]);
  });

  test("of a project the member is not on there is no answer", () => {
    sqlite.exec(`DELETE FROM project_members WHERE member_id = '${tom.id}'`);
    for (const ask of [() => audienceOfProject(tom, packaging.id), () => audienceOfDocument(tom, own.document), () => audienceOfUpload(tom, packaging.id), () => audienceOfTask(tom, packaging.id, own.task)]) expect(ask).toThrow(NotFound);
  });

  test("two hundred and fifty contacts are asked for at once", () => {
    for (let number = 0; number < 250; number++) {
      db.insert(people).values({ id: `p-${number}`, email: `p${number}@harborfinch.example`, name: `Guest ${String(number).padStart(3, "0")}`, createdAt: new Date(0) } as never).run();
      db.insert(contactTable).values({ id: `c-${number}`, clientId: harbor.id, personId: `p-${number}`, name: `Guest ${String(number).padStart(3, "0")}`, role: "", canViewInvoices: false, canApproveWork: false, canComment: false, canSubmitRequests: false, invitedAt: new Date(0) } as never).run();
    }
    expect(audienceOfDocument(maya, own.document).names).toHaveLength(253);
  });
});

describe("who would see it", () => {
  test("a document that is not shared yet, as if it were; nothing is written", () => {
    const before = sqlite.prepare("SELECT total_changes() n").get();
    expect(audienceOfDocument(maya, own.hidden, { shared: true }).names).toEqual(all);
    expect(sqlite.prepare("SELECT total_changes() n").get()).toEqual(before);
    expect(audienceOfDocument(maya, own.hidden).names).toEqual([]);
  });

  test("a file that is not uploaded yet, in this client’s project and in another’s", () => {
    expect(audienceOfUpload(maya, own.project).names).toEqual(all);
    expect(audienceOfUpload(ruth, belongingsOf(meridian).project).names).toEqual(["Joan Keller"]);
  });

  test("a task as if it were shown, or not, or added", () => {
    expect(audienceOfTask(maya, own.project, own.hiddenTask, { shown: true }).names).toEqual(all);
    expect(audienceOfTask(maya, own.project, own.task, { shown: false }).names).toEqual([]);
    expect(audienceOfTask(maya, own.project, null, { shown: true }).names).toEqual(all);
    expect(audienceOfTask(maya, own.project, null).names).toEqual([]);
  });
});

test("it is said in a sentence", () => {
  const of = (names: string[], anyone = true) => ({ clientName: "Harbor & Finch", anyone, names });
  expect([
    canSee(of(["Dana Whitfield", "Luis Ortega"]), "it is not shared"),
    canSee(of([]), "it is not shared"),
    canSee(of([], false), "it is not shared"),
    canSee(of(["A", "B", "C", "D", "E", "F", "G", "H"]), ""),
    willSee(of(["Dana Whitfield"]), "when it is shared"),
    willSee(of([], false)),
    willLose(of(["Dana Whitfield", "Luis Ortega"])),
    willLose(of([])),
  ]).toEqual([
    "Dana Whitfield and Luis Ortega can see this.",
    "Nobody at Harbor & Finch can see this: it is not shared.",
    "Nobody at Harbor & Finch can see this: nobody there has access to the portal.",
    "A, B, C, D, E and 3 others at Harbor & Finch can see this.",
    "Will be seen by Dana Whitfield when it is shared.",
    "Nobody at Harbor & Finch will see it: nobody there has access to the portal.",
    "Dana Whitfield and Luis Ortega will no longer see it.",
    "Nobody at Harbor & Finch sees it now.",
  ]);
});
