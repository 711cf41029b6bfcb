import { beforeEach, expect, test } from "vitest";
import { addClient as addIn, archiveClient as archiveIn, changeClient as changeIn, clients, detailsOf, restoreClient as restoreIn } from "#app/clients/clients.server.ts";
import { ClientForm } from "#app/clients/forms.server.ts";
import { deactivateMember as deactivateMemberIn } from "#app/team/changes.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { stranger, system } from "#app/people/viewer.ts";
import { dana, freshStory, harbor, inTransaction, ines, letters, maya, meridian, ruth, tollhouse, trailOf } from "../support/story.ts";

const addClient = inTransaction(addIn);
const changeClient = inTransaction(changeIn);
const archiveClient = inTransaction(archiveIn);
const restoreClient = inTransaction(restoreIn);
const deactivateMember = inTransaction(deactivateMemberIn);

const saltmarsh = { name: "Saltmarsh Oyster Co.", address: "2 Wharf Road", sinceOn: "2026-02-01", lookedAfterBy: maya.id, internalNotes: "Pays late." };
const firstPage = { limit: 50, offset: 0 };

beforeEach(freshStory);

test("a member takes on a client, and it is on record; nobody gets a letter", () => {
  const id = addClient(maya, saltmarsh);

  expect(clients(maya).find(id)).toMatchObject({ ...saltmarsh, lookedAfterByName: "Maya Lindqvist", archivedAt: null });
  expect(trailOf({ id })).toEqual(["Maya Lindqvist added Saltmarsh Oyster Co. as a client"]);
  expect(letters()).toEqual([]);
});

test("clients stand by name, whatever their case, are found by a part of it, and come in pages", () => {
  addClient(maya, { ...saltmarsh, name: "alder & pine" });
  addClient(maya, { ...saltmarsh, name: "100% Wool" });

  const names = (filter = {}, slice = firstPage) => clients(maya).page(slice, filter).map(({ name }) => name);
  expect(names()).toEqual(["100% Wool", "alder & pine", "Harbor & Finch Coffee", "Meridian Dental", "Tollhouse Books"]);
  expect(names({}, { limit: 2, offset: 2 })).toEqual(["Harbor & Finch Coffee", "Meridian Dental"]);
  expect(names({ search: "FINCH" })).toEqual(["Harbor & Finch Coffee"]);
  expect(names({ search: "0%" })).toEqual(["100% Wool"]);
  expect(names({ search: "_" })).toEqual([]);
  expect(clients(maya).count({ search: "o" })).toBe(3);
});

test("nobody but the agency learns of a client’s record, or changes it", () => {
  for (const viewer of [dana, stranger({ address: "", agent: "" })]) {
    expect(clients(viewer).page(firstPage)).toEqual([]);
    expect(clients(viewer).count()).toBe(0);
    expect(clients(viewer).active()).toEqual([]);
    expect(() => clients(viewer).find(harbor.id)).toThrow(NotFound);
    expect(() => addClient(viewer, saltmarsh)).toThrow(NotFound);
    expect(() => changeClient(viewer, harbor.id, saltmarsh)).toThrow(NotFound);
    expect(() => archiveClient(viewer, harbor.id)).toThrow(NotFound);
    expect(() => restoreClient(viewer, harbor.id)).toThrow(NotFound);
  }
  expect(trailOf()).toEqual([]);
  expect(clients(system).count()).toBe(3);
});

test("a client is looked after by somebody on the team, or by nobody", () => {
  expect(clients(maya).find(addClient(maya, { ...saltmarsh, lookedAfterBy: undefined })).lookedAfterBy).toBeNull();
  expect(() => addClient(maya, { ...saltmarsh, lookedAfterBy: dana.id })).toThrow("Choose somebody who is on the team");

  deactivateMember(ruth, ines.id);
  expect(() => changeClient(maya, harbor.id, { ...saltmarsh, lookedAfterBy: ines.id })).toThrow(Refused);
});

test("a change keeps who looks after the client, even when that member has left", () => {
  const id = addClient(maya, { ...saltmarsh, lookedAfterBy: ines.id });
  deactivateMember(ruth, ines.id);
  changeClient(maya, id, { ...saltmarsh, name: "Saltmarsh", lookedAfterBy: ines.id });
  expect(clients(maya).find(id)).toMatchObject({ name: "Saltmarsh", lookedAfterBy: ines.id });
});

test("a change is recorded with its fields; changing nothing records nothing", () => {
  changeClient(maya, harbor.id, { ...saltmarsh, name: harbor.name });
  expect(trailOf(harbor)).toEqual(["Maya Lindqvist changed the details of Harbor & Finch Coffee"]);
  changeClient(maya, harbor.id, { ...saltmarsh, name: harbor.name });
  expect(trailOf(harbor)).toHaveLength(1);
});

test("of two members who change a client at once the second is told", () => {
  const seen = stampOf(detailsOf(clients(maya).find(harbor.id)));
  changeClient(maya, harbor.id, { ...saltmarsh, seen });
  expect(() => changeClient(maya, harbor.id, { ...saltmarsh, name: "Something else", seen })).toThrow("Somebody changed these details");
  expect(clients(maya).find(harbor.id).name).toBe(saltmarsh.name);
});

test("an archived client stands apart, cannot be changed, and comes back", () => {
  archiveClient(maya, meridian.id);
  expect(clients(maya).page(firstPage).map(({ id }) => id)).toEqual([harbor.id, tollhouse.id]);
  expect(clients(maya).page(firstPage, { archived: true }).map(({ id }) => id)).toEqual([meridian.id]);
  expect(clients(maya).active().map(({ id }) => id)).toEqual([harbor.id, tollhouse.id]);
  expect(() => changeClient(maya, meridian.id, saltmarsh)).toThrow("is archived");
  expect(() => archiveClient(maya, meridian.id)).toThrow(Refused);

  restoreClient(maya, meridian.id);
  expect(clients(maya).count()).toBe(3);
  expect(() => restoreClient(maya, meridian.id)).toThrow("is not archived");
  expect(trailOf(meridian)).toEqual(["Maya Lindqvist archived Meridian Dental", "Maya Lindqvist brought Meridian Dental back"]);
});

test("X1: names are one line without control characters or marks that turn the line around", () => {
  const taken = ClientForm.parse({ name: " Harbor\r\nBcc: all \u202e& Finch\u0000 ", sinceOn: "2026-02-01" });
  expect(taken.name).toBe("Harbor Bcc: all & Finch");
  expect(ClientForm.safeParse({ name: "x".repeat(121), sinceOn: "2026-02-01" }).success).toBe(false);
  expect(ClientForm.safeParse({ name: "x", sinceOn: "2026-02-30" }).success).toBe(false);
});

test("Z4: a client’s form takes what it names and nothing else", () => {
  expect(ClientForm.parse({ name: "x", sinceOn: "2026-02-01", id: "harbor", archivedAt: "1", status: "archived", is_internal: "on" })).toEqual({ name: "x", address: "", sinceOn: "2026-02-01", internalNotes: "" });
});
