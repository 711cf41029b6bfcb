import { beforeEach, describe, expect, test } from "vitest";
import { db } from "#db/client.server.ts";
import { eventParticulars, files as fileTable, searchEntries, ticketNotes } from "#db/schema/index.ts";
import { trail } from "#app/events/trail.server.ts";
import { HOUR, pass, standAt } from "#app/lib/clock.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import * as canned from "#app/tickets/canned.server.ts";
import * as categories from "#app/tickets/categories.server.ts";
import { linkToTicketFile, ticketFile } from "#app/tickets/files.server.ts";
import * as following from "#app/tickets/following.server.ts";
import { ASKED_EVERY, lookAt } from "#app/tickets/lookers.server.ts";
import * as merging from "#app/tickets/merging.server.ts";
import * as notes from "#app/tickets/notes.server.ts";
import * as settling from "#app/tickets/settling.server.ts";
import * as sorting from "#app/tickets/sorting.server.ts";
import * as submitting from "#app/tickets/submitting.server.ts";
import * as talking from "#app/tickets/talking.server.ts";
import { threadOf } from "#app/tickets/thread.server.ts";
import { lastOf, tickets } from "#app/tickets/tickets.server.ts";
import { dana, freshStory, inTransaction, ines, joan, letters, luis, maya, ruth, tom, trailOf } from "../support/story.ts";

beforeEach(() => {
  freshStory();
  standAt(new Date("2026-03-02T15:00:00Z"));
});

const submit = inTransaction(submitting.submitTicket);
const reply = inTransaction(talking.reply);
const answer = inTransaction(talking.answer);
const note = inTransaction(notes.addNote);
const merge = inTransaction(merging.merge);
const details = inTransaction(sorting.changeDetails);
const bug = { kind: "support" as const, categoryId: "support-bugs", subject: "Booking form sends twice", body: "Customers get two letters.", projectId: undefined, wantedOn: undefined };
const detailsOf = (id: string) => ({ ...sorting.detailsOf(tickets(maya).find(id)), assigneeId: tickets(maya).find(id).assigneeId ?? undefined, projectId: tickets(maya).find(id).projectId ?? undefined });
const file = { key: "key-of-a-picture", name: "two-emails.png", size: 4, sha256: "0".repeat(64) };
const statusOf = (act: () => unknown) => {
  try {
    act();
    return 0;
  } catch (problem) {
    if (problem instanceof Refused) return problem.status;
    throw problem;
  }
};

describe("an internal note", () => {
  const SECRET = "cellardoor, do not bill the two hours";

  test("Z5: its words stand in its own table, and in no event, letter, index or thread", () => {
    const id = submit(dana, bug);
    note(maya, id, { body: `${SECRET} @Tom` });
    expect(notes.notesOn(ruth, id).map(({ body, name }) => [name, body])).toEqual([["Maya Lindqvist", `${SECRET} @Tom`]]);
    expect(JSON.stringify(db.select().from(eventParticulars).all())).not.toContain("cellardoor");
    expect(JSON.stringify(db.select().from(searchEntries).all())).not.toContain("cellardoor");
    expect(JSON.stringify(threadOf(dana, tickets(dana).find(id)))).not.toContain("cellardoor");
    expect(tickets(dana).find(id).messageCount).toBe(1);
  });

  test("Z5: contacts learn from no trail that one was written; members do", () => {
    const id = submit(dana, bug);
    note(maya, id, { body: SECRET });
    expect(trail(dana).of({ kind: "ticket", id }).map(({ before }) => before)).toEqual(["received ", "opened "]);
    expect(trail(maya).of({ kind: "ticket", id })[0]!.before).toBe("wrote an internal note on ");
  });

  test("is written in any status, and changes none", () => {
    const id = submit(dana, bug);
    inTransaction(settling.cancel)(dana, id);
    const before = tickets(maya).find(id);
    note(maya, id, { body: SECRET });
    expect(tickets(maya).find(id)).toEqual(before);
  });

  test("is no member’s who does not see the ticket", () => {
    const id = submit(dana, bug);
    expect(() => note(ines, id, { body: SECRET })).toThrow(NotFound);
    expect(() => notes.notesOn(ines, id)).toThrow(NotFound);
    expect(db.select().from(ticketNotes).all()).toEqual([]);
  });
});

test("Z6: a contact whose permission is taken reads of jobs and tickets in no trail any more", () => {
  const id = submit(dana, { ...bug, projectId: "packaging" });
  const seen = (viewer: typeof luis) => [trail(viewer).of({ kind: "project", id: "packaging" }).length, trail(viewer).recent(10).length, trail(viewer).of({ kind: "ticket", id }).length];
  expect(seen(luis)).toEqual([2, 2, 2]);
  expect(seen({ ...luis, can: { ...luis.can, submitRequests: false } })).toEqual([0, 0, 0]);
});

describe("called by an @", () => {
  test("a colleague who sees it is told, without the words, and follows from then on", () => {
    const id = submit(dana, bug);
    note(maya, id, { body: "@Tom, same form on the other site. @Ines too." });
    // Ines is not with this client: she is not called.
    expect(letters().slice(2)).toEqual(["m-tom: ticket.mentioned"]);
    expect(trailOf({ id }).at(-2)).toBe("Maya Lindqvist mentioned Tom Achebe on Booking form sends twice");
    expect(following.followersOf(maya, tickets(maya).find(id)).map(({ name }) => name)).toEqual(["Tom Achebe"]);
    reply(dana, id, { body: "Any news?" });
    expect(letters().at(-1)).toBe("m-tom: ticket.replied");
  });

  test("in a reply too; nobody calls themselves", () => {
    const id = submit(dana, bug);
    answer(maya, id, { body: "@Maya Lindqvist and @Tom look at it." });
    expect(letters().filter((letter) => letter.includes("mentioned"))).toEqual(["m-tom: ticket.mentioned"]);
  });

  test("a contact’s @ calls nobody", () => {
    const id = submit(dana, bug);
    reply(dana, id, { body: "@Tom, please" });
    expect(letters().some((letter) => letter.includes("mentioned"))).toBe(false);
  });
});

test("who follows is told, until they no longer do", () => {
  const id = submit(dana, bug);
  inTransaction(following.follow)(ruth, id);
  inTransaction(following.follow)(ruth, id);
  expect(trailOf({ id }).filter((line) => line.includes("follows"))).toHaveLength(1);
  reply(dana, id, { body: "One." });
  expect(letters().at(-1)).toBe("m-ruth: ticket.replied");
  inTransaction(following.unfollow)(ruth, id);
  reply(dana, id, { body: "Two." });
  expect(letters().at(-1)).toBe("m-maya: ticket.replied");
});

describe("merged", () => {
  function two() {
    const one = submit(dana, bug, [file]);
    pass(HOUR);
    const other = submit(luis, { ...bug, subject: "Two letters" });
    note(maya, one, { body: "Ours." });
    inTransaction(following.follow)(ruth, one);
    return { one, other };
  }

  test("thread and notes are copied with where they were written; files come along; the way leads to the other", () => {
    const { one, other } = two();
    merge(maya, one, other);
    expect(threadOf(dana, tickets(dana).find(other)).map(({ name, from, files }) => [name, from, files.map(({ name }) => name)])).toEqual([
      ["Dana Whitfield", "T-0001", ["two-emails.png"]],
      ["Luis Ortega", null, []],
    ]);
    expect(notes.notesOn(maya, other).map(({ body, from }) => [body, from])).toEqual([["Ours.", "T-0001"]]);
    expect(tickets(maya).find(other).messageCount).toBe(2);
    expect([tickets(dana).find(one).status, lastOf(dana, tickets(dana).find(one)), tickets(dana).mergedInto(other).map(({ name }) => name)]).toEqual(["merged", other, ["T-0001"]]);
    expect(following.followersOf(maya, tickets(maya).find(other)).map(({ id }) => id)).toEqual([ruth.id]);
    expect(ticketFile(dana, file.key).ticket.id).toBe(other);
    expect(letters().slice(-2)).toEqual(["c-dana: ticket.merged", "c-luis: ticket.merged"]);
  });

  test("twice: the way leads on to the last, and every word still says where it was written", () => {
    const { one, other } = two();
    pass(HOUR);
    const third = submit(dana, { ...bug, subject: "Third" });
    merge(maya, one, other);
    merge(maya, other, third);
    expect(lastOf(dana, tickets(dana).find(one))).toBe(third);
    expect(threadOf(dana, tickets(dana).find(third)).map(({ from }) => from)).toEqual(["T-0001", "T-0002", null]);
  });

  test("never into another client’s, into itself, or into what is over", () => {
    const { one, other } = two();
    const joans = submit(joan, bug);
    expect([statusOf(() => merge(maya, one, joans)), statusOf(() => merge(maya, one, one))]).toEqual([422, 422]);
    inTransaction(settling.cancel)(luis, other);
    expect(statusOf(() => merge(maya, one, other))).toBe(409);
    expect(() => merge(tom, one, joans)).toThrow(NotFound);
    expect(tickets(maya).find(one).status).toBe("new");
  });

  test("it stands in no search of its own any more, its words in the other’s", () => {
    const { one, other } = two();
    merge(maya, one, other);
    const found = db.select().from(searchEntries).all().filter(({ kind }) => kind === "ticket");
    expect(found.map(({ subjectId }) => subjectId)).toEqual([other]);
    expect(found[0]!.body).toContain("T-0002 Customers get two letters. Customers get two letters.");
  });
});

describe("a file", () => {
  test("Z1: is found by who sees the ticket alone", () => {
    submit(dana, bug, [file]);
    expect([linkToTicketFile(luis, file.key).split("?")[0], linkToTicketFile(maya, file.key).split("?")[0]]).toEqual([`/portal/ticket-files/${file.key}/download`, `/staff/ticket-files/${file.key}/download`]);
    for (const stranger of [joan, ines, { ...luis, can: { ...luis.can, submitRequests: false } }]) expect(() => linkToTicketFile(stranger, file.key)).toThrow(NotFound);
  });

  test("more than five at once are refused, and none is kept", () => {
    const six = Array.from({ length: 6 }, (_, index) => ({ ...file, key: `file-${index}` }));
    expect(statusOf(() => submit(dana, bug, six))).toBe(413);
    expect(db.select().from(fileTable).all().filter(({ name }) => name === file.name)).toEqual([]);
  });
});

describe("details", () => {
  test("are changed as one, each on record; what did not change is not", () => {
    const id = submit(dana, bug);
    details(maya, id, { ...detailsOf(id), assigneeId: tom.id, priority: 3, categoryId: "support-access", projectId: "packaging" });
    expect(trailOf({ id }).slice(2)).toEqual(["Maya Lindqvist changed Booking form sends twice: category from Bugs to Access, project from none to Winter range packaging, priority from normal to urgent", "Maya Lindqvist gave Booking form sends twice to Tom Achebe"]);
    const before = trailOf().length;
    details(maya, id, detailsOf(id));
    expect(trailOf()).toHaveLength(before);
    details(maya, id, { ...detailsOf(id), assigneeId: undefined });
    expect([tickets(maya).find(id).assigneeName, tickets(maya).find(id).status]).toEqual([null, "in_progress"]);
  });

  test("changed by somebody else meanwhile, the second is told", () => {
    const id = submit(dana, bug);
    const seen = sorting.seenOf(tickets(maya).find(id));
    details(tom, id, { ...detailsOf(id), priority: 2 });
    expect(statusOf(() => details(maya, id, { ...detailsOf(id), priority: 0, seen }))).toBe(409);
    expect(tickets(maya).find(id).priority).toBe(2);
  });

  test("who does not see the client cannot be given it; another client’s project is refused", () => {
    const id = submit(dana, bug);
    expect(following.colleaguesOn(maya, { id }).map(({ name }) => name)).toEqual(["Maya Lindqvist", "Ruth Halloran", "Tom Achebe"]);
    expect([statusOf(() => details(maya, id, { ...detailsOf(id), assigneeId: ines.id })), statusOf(() => details(maya, id, { ...detailsOf(id), projectId: "booking" }))]).toEqual([422, 422]);
  });

  test("of several at once: what stands so already is left; one that is not there stops all", () => {
    const [one, other] = [submit(dana, bug), submit(joan, bug)];
    details(maya, one, { ...detailsOf(one), priority: 3 });
    expect(inTransaction(sorting.changeSeveral)(maya, { tickets: [one, other], assign: undefined, priority: 3 })).toEqual({ changed: 1, left: 1 });
    expect(() => inTransaction(sorting.changeSeveral)(tom, { tickets: [one, other], assign: tom.id, priority: undefined })).toThrow(NotFound);
    expect(tickets(maya).find(one).assigneeId).toBeNull();
    expect(inTransaction(sorting.changeSeveral)(maya, { tickets: [one, other], assign: maya.id, priority: undefined })).toEqual({ changed: 2, left: 0 });
  });

  test("who leaves leaves nothing hidden: each goes to who was chosen for it, the rest is nobody’s; what is over stays theirs", () => {
    const [one, other, over] = [submit(dana, bug), submit(dana, bug), submit(dana, bug)];
    for (const id of [one, other, over]) details(maya, id, { ...detailsOf(id), assigneeId: tom.id });
    answer(tom, over, { body: "Done.", next: "resolve" });
    expect(new Set(sorting.openOf(ruth, tom.id).map(({ id }) => id))).toEqual(new Set([one, other]));
    inTransaction(sorting.handOver)(ruth, tom.id, (id) => (id === one ? maya : undefined));
    expect([one, other, over].map((id) => tickets(maya).find(id).assigneeId)).toEqual([maya.id, null, tom.id]);
    expect(trailOf({ id: one }).at(-1)).toBe("Ruth Halloran gave Booking form sends twice to Maya Lindqvist");
    expect(trailOf({ id: other }).at(-1)).toBe("Ruth Halloran gave Booking form sends twice to nobody");
  });

  test("what is handed over goes to nobody who does not see it, and then nothing does", () => {
    const id = submit(dana, bug);
    details(maya, id, { ...detailsOf(id), assigneeId: tom.id });
    expect(() => inTransaction(sorting.handOver)(ruth, tom.id, () => ines)).toThrow(/^Ines Carvalho does not see T-0001 of Harbor & Finch Coffee\./);
    expect(tickets(maya).find(id).assigneeId).toBe(tom.id);
  });
});

test("rated again, the last word stands; both are on record", () => {
  const id = submit(dana, bug);
  answer(maya, id, { body: "Done.", next: "resolve" });
  inTransaction(settling.rate)(dana, id, { rating: 3, note: "Quick!" });
  inTransaction(settling.rate)(luis, id, { rating: 2, note: "" });
  const { rating, ratingNote, ratedBy } = tickets(maya).find(id);
  expect([rating, ratingNote, ratedBy]).toEqual([2, "", luis.id]);
  expect(trailOf({ id }).slice(-2)).toEqual(["Dana Whitfield rated Booking form sends twice: Good", "Luis Ortega rated Booking form sends twice: So so"]);
});

describe("kept replies", () => {
  test("everybody on the team uses them; only who wrote one, a manager or an owner changes it; no contact knows of them", () => {
    const id = inTransaction(canned.keepReply)(tom, { name: "Cleared cache", body: "Hello {name}, please reload." });
    expect(canned.filledFor(canned.cannedReplies(ines).find(id).body, { name: "Dana", agency: "Northlight Studio" })).toBe("Hello Dana, please reload.");
    expect([statusOf(() => inTransaction(canned.changeReply)(ines, id, { name: "X", body: "Y" })), statusOf(() => inTransaction(canned.removeReply)(ines, id))]).toEqual([403, 403]);
    expect(canned.cannedReplies(dana).all()).toEqual([]);
    const { seen } = canned.cannedReplies(maya).find(id);
    inTransaction(canned.changeReply)(maya, id, { name: "Cache", body: "Reload." });
    expect(statusOf(() => inTransaction(canned.changeReply)(tom, id, { name: "Mine", body: "Z", seen }))).toBe(409);
    inTransaction(canned.removeReply)(tom, id);
    expect(() => canned.cannedReplies(tom).find(id)).toThrow(NotFound);
  });
});

describe("categories", () => {
  test("owners name them; what was asked under one keeps it; the last of a kind stays", () => {
    const id = submit(dana, bug);
    expect(() => inTransaction(categories.addCategory)(maya, { kind: "job", name: "Print" })).toThrow(NotFound);
    inTransaction(categories.addCategory)(ruth, { kind: "job", name: "Print" });
    expect(categories.categories(dana).all("job").map(({ name }) => name)).toEqual(["Design", "Development", "Content", "Strategy", "Other", "Print"]);
    expect(statusOf(() => inTransaction(categories.addCategory)(ruth, { kind: "job", name: "print" }))).toBe(422);
    inTransaction(categories.renameCategory)(ruth, "support-bugs", { name: "Faults" });
    inTransaction(categories.removeCategory)(ruth, "support-bugs");
    expect(tickets(dana).find(id).categoryName).toBe("Faults");
    expect(statusOf(() => submit(dana, bug))).toBe(422);
    for (const last of ["support-billing", "support-access", "support-feedback"]) inTransaction(categories.removeCategory)(ruth, last);
    expect(statusOf(() => inTransaction(categories.removeCategory)(ruth, "support-other"))).toBe(409);
  });
});

test("who looks at it now is said to the others, for as long as they do", () => {
  const id = submit(dana, bug);
  expect([lookAt(maya, id), lookAt(tom, id), lookAt(maya, id)]).toEqual([[], ["Maya Lindqvist"], ["Tom Achebe"]]);
  pass(3 * ASKED_EVERY);
  lookAt(tom, id);
  pass(1);
  expect([lookAt(maya, id), lookAt(ruth, id)]).toEqual([["Tom Achebe"], ["Maya Lindqvist", "Tom Achebe"]]);
  expect(() => lookAt(ines, id)).toThrow(NotFound);
  pass(HOUR);
  expect(lookAt(maya, id)).toEqual([]);
});
