import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { db, sqlite } from "#db/client.server.ts";
import { tickets as table } from "#db/schema/index.ts";
import { DAY, HOUR, MINUTE, pass, standAt } from "#app/lib/clock.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import * as merging from "#app/tickets/merging.server.ts";
import * as settling from "#app/tickets/settling.server.ts";
import * as sorting from "#app/tickets/sorting.server.ts";
import * as submitting from "#app/tickets/submitting.server.ts";
import * as talking from "#app/tickets/talking.server.ts";
import { threadOf } from "#app/tickets/thread.server.ts";
import { type Facts, REOPENABLE, SILENCE, type TicketStatus, isOverdue, lasted, life, mentionedIn, opensAgain, statusOf, timesOf } from "#app/tickets/ticket.ts";
import { tickets } from "#app/tickets/tickets.server.ts";
import { bea, dana, freshStory, harbor, inTransaction, ines, joan, letters, luis, maya, ruth, tom, trailOf } from "../support/story.ts";

const start = new Date("2026-03-02T15:00:00Z");
beforeEach(() => {
  freshStory();
  standAt(start);
});

const submit = inTransaction(submitting.submitTicket);
const reply = inTransaction(talking.reply);
const answer = inTransaction(talking.answer);
const resolve = inTransaction(settling.resolve);
const solve = inTransaction(settling.solve);
const reopen = inTransaction(settling.reopen);
const details = inTransaction(sorting.changeDetails);

const bug = { kind: "support" as const, categoryId: "support-bugs", subject: "Booking form sends twice", body: "Customers get two letters.", projectId: undefined, wantedOn: undefined };
const job = { ...bug, kind: "job" as const, categoryId: "job-design", subject: "Gift cards", body: "Three sizes, please." };
const words = { body: "A word." };

/** A job that stands as asked, by rows: a job, since only that can be declined. */
function standing(status: TicketStatus) {
  const id = submit(dana, job);
  const other = submit(dana, { ...job, subject: "Another" });
  const at = new Date(start.getTime() - HOUR);
  const facts: Record<TicketStatus, Partial<typeof table.$inferInsert>> = {
    new: { priority: 1 },
    in_progress: { startedAt: at },
    waiting: { startedAt: at, waitingSince: at },
    resolved: { startedAt: at, resolvedAt: at, resolvedBy: "agency" },
    closed: { startedAt: at, resolvedAt: new Date(start.getTime() - 8 * DAY), resolvedBy: "agency", lastMessageAt: new Date(start.getTime() - 8 * DAY) },
    declined: { declinedAt: at, declinedWhy: "Full" },
    cancelled: { cancelledAt: at },
    merged: { mergedAt: at, mergedInto: other },
  };
  db.update(table).set(facts[status]).where(eq(table.id, id)).run();
  return { id, other };
}

const refused = (act: () => unknown) => {
  try {
    act();
    return false;
  } catch (problem) {
    if (problem instanceof Refused && problem.status === 409) return true;
    throw problem;
  }
};

/** Each move of the lifecycle, as the command that makes it. */
const moves: Record<string, (id: string, other: string) => unknown> = {
  assign: (id) => details(maya, id, { ...sorting.detailsOf(tickets(maya).find(id)), assigneeId: ruth.id, projectId: undefined }),
  answer: (id) => answer(maya, id, words),
  ask: (id) => answer(maya, id, { ...words, next: "ask" }),
  resolve: (id) => resolve(maya, id),
  reply: (id) => reply(dana, id, words),
  solve: (id) => solve(dana, id),
  reopen: (id) => reopen(dana, id, words),
  rate: (id) => inTransaction(settling.rate)(dana, id, { rating: 3, note: "" }),
  decline: (id) => inTransaction(settling.decline)(maya, id, { reason: "We are full." }),
  cancel: (id) => inTransaction(settling.cancel)(dana, id),
  merge: (id, other) => inTransaction(merging.merge)(maya, id, other),
};
const pairs = life.statuses.flatMap((status) => Object.keys(moves).map((move) => [status, move] as const));
/** A first word that asks is the first word and the asking, in one. */
const expectedOf = (status: TicketStatus, move: string) => {
  const table = life.table as Record<string, Record<string, string>>;
  return move === "ask" && status === "new" ? "waiting" : table[status]![move];
};

describe("a ticket", () => {
  test.for(pairs)("%s, %s: only what the lifecycle lists", ([status, move]) => {
    const { id, other } = standing(status as TicketStatus);
    expect(tickets(maya).find(id).status).toBe(status);
    const before = trailOf({ id }).length;
    const expected = expectedOf(status as TicketStatus, move);
    expect(refused(() => moves[move]!(id, other))).toBe(expected === undefined);
    expect(tickets(maya).find(id).status).toBe(expected ?? status);
    expect(trailOf({ id }).length > before).toBe(expected !== undefined);
  });

  test("every move of the lifecycle is tried above", () => {
    const listed = new Set(Object.values(life.table).flatMap((moves) => Object.keys(moves)));
    expect([...listed].sort()).toEqual(Object.keys(moves).sort());
  });

  test("help is never declined: it is answered", () => {
    const id = submit(dana, bug);
    expect(() => moves.decline!(id, "")).toThrow("that is not declined");
    expect(tickets(maya).find(id).status).toBe("new");
  });
});

describe("asked", () => {
  test("it has a number of its kind, is confirmed to who asked, and told to us", () => {
    const first = submit(dana, bug);
    const second = submit(luis, job);
    expect([tickets(dana).find(first).name, tickets(dana).find(second).name]).toEqual(["T-0001", "J-0001"]);
    expect(trailOf({ id: first })).toEqual(["Dana Whitfield opened Booking form sends twice", "The portal received Booking form sends twice as T-0001"]);
    expect(letters()).toEqual(["m-maya: ticket.submitted", "c-dana: ticket.received", "m-maya: ticket.submitted", "c-luis: ticket.received"]);
  });

  test.for([
    ["a category of the other kind", { categoryId: "job-design" }, "Choose a category of what is wrong"],
    ["a category that is not there", { categoryId: "nothing" }, "Choose a category"],
    ["another client’s project", { projectId: "booking" }, "Choose a project from the list"],
  ] as const)("with %s it is refused beside the field, and nothing is written", ([, wrong, sentence]) => {
    expect(() => submit(dana, { ...bug, ...wrong })).toThrow(sentence);
    expect([tickets(maya).count(), letters()]).toEqual([0, []]);
    // The number was never given.
    expect(tickets(maya).find(submit(dana, bug)).name).toBe("T-0001");
  });

  test("Z6: without the permission the section is not there: nothing is found, nothing can be asked", () => {
    const id = submit(dana, bug);
    const barred = { ...dana, can: { ...dana.can, submitRequests: false } };
    for (const act of [() => submit(bea, bug), () => reply(barred, id, words), () => solve(barred, id), () => tickets(barred).find(id)]) expect(act).toThrow(NotFound);
    expect([tickets(barred).count(), tickets(bea).count()]).toEqual([0, 0]);
  });

  test("Z1, Z2: another client’s does not exist, whatever is done with it", () => {
    const id = submit(dana, bug);
    const before = trailOf().length;
    for (const act of [() => tickets(joan).find(id), () => reply(joan, id, words), () => solve(joan, id), () => reopen(joan, id, words), () => inTransaction(settling.cancel)(joan, id), () => inTransaction(settling.rate)(joan, id, { rating: 1, note: "" })]) expect(act).toThrow(NotFound);
    expect(trailOf()).toHaveLength(before);
  });

  test("the database refuses a ticket, a message, a note in another client’s place", () => {
    const id = submit(dana, { ...bug, projectId: "packaging" });
    for (const change of [`UPDATE tickets SET project_id = 'booking' WHERE id = '${id}'`, `UPDATE tickets SET client_id = 'meridian' WHERE id = '${id}'`, `INSERT INTO ticket_messages VALUES ('x', '${id}', 'meridian', 'c-joan', NULL, 'x', NULL, 1)`, `INSERT INTO ticket_notes VALUES ('x', '${id}', 'meridian', 'm-maya', 'x', NULL, 1)`, `UPDATE tickets SET category_id = 'job-design' WHERE id = '${id}'`])
      expect(() => sqlite.exec(change), change).toThrow(/FOREIGN KEY|stays/);
  });

  test("on behalf of a client: a member’s words, a letter to who may read it, and nobody has answered yet", () => {
    const id = inTransaction(submitting.openForClient)(maya, { ...bug, clientId: harbor.id, contactId: luis.id, assigneeId: tom.id, body: "Luis called." });
    const ticket = tickets(luis).find(id);
    expect([ticket.status, ticket.contactName, ticket.openerName, ticket.assigneeName, ticket.firstResponseAt, ticket.lastBy]).toEqual(["in_progress", "Luis Ortega", "Maya Lindqvist", "Tom Achebe", null, "client"]);
    expect(letters()).toEqual(["c-dana: ticket.opened", "c-luis: ticket.opened", "m-tom: ticket.assigned"]);
    expect(() => inTransaction(submitting.openForClient)(maya, { ...bug, clientId: harbor.id, contactId: joan.id, assigneeId: undefined })).toThrow("Choose a contact of this client");
    expect(() => inTransaction(submitting.openForClient)(ines, { ...bug, clientId: harbor.id, contactId: undefined, assigneeId: undefined })).toThrow(NotFound);
  });
});

describe("the clock", () => {
  test("the first public word is the first response; given to somebody is not", () => {
    const id = submit(dana, bug);
    pass(5 * MINUTE);
    details(maya, id, { ...sorting.detailsOf(tickets(maya).find(id)), assigneeId: tom.id, projectId: undefined });
    expect([tickets(maya).find(id).status, tickets(maya).find(id).firstResponseAt]).toEqual(["in_progress", null]);
    pass(13 * MINUTE);
    answer(maya, id, words);
    pass(HOUR);
    answer(maya, id, words);
    expect(timesOf(tickets(maya).find(id)).firstResponse).toBe(18 * MINUTE);
  });

  test("it waits while the client is asked: gross is all of it, net without the waiting", () => {
    const id = submit(dana, bug);
    pass(HOUR);
    answer(maya, id, { ...words, next: "ask" });
    pass(10 * HOUR);
    reply(dana, id, words);
    pass(2 * HOUR);
    answer(maya, id, { ...words, next: "ask" });
    pass(5 * HOUR);
    solve(luis, id);
    expect(timesOf(tickets(maya).find(id))).toEqual({ firstResponse: HOUR, gross: 18 * HOUR, net: 3 * HOUR });
  });

  test("opened again it runs on from the beginning, and is counted", () => {
    const id = submit(dana, bug);
    pass(HOUR);
    answer(maya, id, { ...words, next: "resolve" });
    expect(timesOf(tickets(maya).find(id)).gross).toBe(HOUR);
    pass(3 * HOUR);
    reopen(dana, id, { body: "It still sends twice." });
    expect([timesOf(tickets(maya).find(id)).gross, tickets(maya).find(id).reopenCount, tickets(maya).find(id).status]).toEqual([null, 1, "in_progress"]);
    pass(HOUR);
    resolve(maya, id);
    expect(timesOf(tickets(maya).find(id)).gross).toBe(5 * HOUR);
  });

  test("since when it waits: the client’s first word that has no answer, not the last", () => {
    const id = submit(dana, bug);
    answer(maya, id, words);
    pass(HOUR);
    reply(dana, id, words);
    const since = tickets(maya).find(id).turnAt;
    pass(HOUR);
    reply(dana, id, words);
    expect(tickets(maya).find(id).turnAt).toEqual(since);
    answer(maya, id, words);
    expect(tickets(maya).find(id).turnAt.getTime()).toBe(since.getTime() + HOUR);
  });
});

describe("seven days’ silence", () => {
  const resolved: Facts = { startedAt: start, waitingSince: null, resolvedAt: start, lastMessageAt: start, declinedAt: null, cancelledAt: null, mergedAt: null };
  test("closes what was resolved, to the millisecond; a word starts them anew", () => {
    const at = (milliseconds: number, facts = resolved) => statusOf(facts, new Date(start.getTime() + milliseconds));
    expect([at(SILENCE - 1), at(SILENCE)]).toEqual(["resolved", "closed"]);
    const spoken = { ...resolved, lastMessageAt: new Date(start.getTime() + 6 * DAY) };
    expect([at(SILENCE, spoken), at(13 * DAY - 1, spoken), at(13 * DAY, spoken)]).toEqual(["resolved", "resolved", "closed"]);
    expect([opensAgain(resolved, new Date(start.getTime() + SILENCE + REOPENABLE)), opensAgain(resolved, new Date(start.getTime() + SILENCE + REOPENABLE + 1))]).toEqual([true, false]);
  });

  test("lists and counts say the same as the status, on either side of the instant", () => {
    const id = submit(dana, bug);
    answer(maya, id, { ...words, next: "resolve" });
    const counts = () => [tickets(dana).find(id).status, tickets(dana).count({ state: "resolved" }), tickets(dana).count({ state: "closed" }), tickets(dana).count({ state: "open" }), tickets(dana).count({ state: "over" })];
    pass(SILENCE - 1);
    expect(counts()).toEqual(["resolved", 1, 0, 0, 1]);
    pass(1);
    expect(counts()).toEqual(["closed", 0, 1, 0, 1]);
  });

  test("within thirty days a reply opens it again; nothing new begins", () => {
    const id = submit(dana, bug);
    answer(maya, id, { ...words, next: "resolve" });
    pass(SILENCE + REOPENABLE);
    expect(reply(dana, id, { body: "Again." })).toMatchObject({ id, isNew: false });
    expect([tickets(dana).find(id).status, tickets(dana).find(id).reopenCount, tickets(dana).count()]).toEqual(["in_progress", 1, 1]);
  });

  test("after thirty days a reply begins a new one, linked; the old one stays closed", () => {
    const id = submit(dana, { ...bug, projectId: "packaging" });
    answer(maya, id, { ...words, next: "resolve" });
    pass(SILENCE + REOPENABLE + 1);
    const next = reply(dana, id, { body: "Again." });
    expect([next.isNew, tickets(dana).find(id).status, tickets(dana).find(next.id).status]).toEqual([true, "closed", "new"]);
    expect([tickets(dana).find(next.id).followsId, tickets(dana).find(next.id).projectId, tickets(dana).find(next.id).name, threadOf(dana, tickets(dana).find(next.id)).map(({ body }) => body)]).toEqual([id, "packaging", "T-0002", ["Again."]]);
    expect(tickets(dana).following(id).map(({ name }) => name)).toEqual(["T-0002"]);
    expect(threadOf(dana, tickets(dana).find(id))).toHaveLength(2);
  });
});

describe("who is told", () => {
  test("a contact’s word goes to who has it and who follows it, else to those whom the client concerns; never to who wrote", () => {
    const id = submit(dana, bug);
    reply(dana, id, words);
    expect(letters().slice(2)).toEqual(["m-maya: ticket.replied"]);
    details(maya, id, { ...sorting.detailsOf(tickets(maya).find(id)), assigneeId: tom.id, projectId: undefined });
    reply(dana, id, words);
    expect(letters().slice(3)).toEqual(["m-tom: ticket.assigned", "m-tom: ticket.replied"]);
  });

  test("a member’s word goes to contacts who may read it: not to Bea, who may not", () => {
    const id = submit(dana, bug);
    answer(maya, id, words);
    expect(letters().filter((letter) => letter.includes("answered"))).toEqual(["c-dana: ticket.answered", "c-luis: ticket.answered"]);
  });
});

test("overdue: our word is owed too long, or the day it was wanted by is over; never while it waits on the client", () => {
  const at = { present: start, today: "2026-03-02", answerHours: 24 };
  const ticket = { status: "in_progress" as TicketStatus, lastBy: "client" as const, turnAt: new Date(start.getTime() - 24 * HOUR), wantedOn: null as string | null };
  expect(isOverdue(ticket, at)).toBe(false);
  expect(isOverdue({ ...ticket, turnAt: new Date(ticket.turnAt.getTime() - 1) }, at)).toBe(true);
  expect(isOverdue({ ...ticket, lastBy: "agency", turnAt: new Date(0) }, at)).toBe(false);
  expect([isOverdue({ ...ticket, wantedOn: "2026-03-01" }, at), isOverdue({ ...ticket, wantedOn: "2026-03-02" }, at)]).toEqual([true, false]);
  expect([isOverdue({ ...ticket, status: "waiting", wantedOn: "2026-03-01" }, at), isOverdue({ ...ticket, status: "resolved", wantedOn: "2026-03-01" }, at)]).toEqual([false, false]);
});

test("the saved views count what the same filters list", () => {
  const ids = [submit(dana, bug), submit(dana, job), submit(joan, bug), submit(joan, { ...job, wantedOn: "2026-03-01" })];
  details(maya, ids[0]!, { ...sorting.detailsOf(tickets(maya).find(ids[0]!)), assigneeId: maya.id, projectId: undefined });
  answer(maya, ids[1]!, { ...words, next: "ask" });
  pass(25 * HOUR);
  const counts = tickets(maya).views(maya.id);
  const listed = { open: { state: "open" }, mine: { state: "open", assigneeId: maya.id }, unassigned: { state: "open", assigneeId: null }, ours: { state: "ours" }, waiting: { state: "waiting" }, overdue: { state: "overdue" } } as const;
  expect(counts).toEqual(Object.fromEntries(Object.entries(listed).map(([view, filter]) => [view, tickets(maya).count(filter)])));
  expect(counts).toEqual({ open: 4, mine: 1, unassigned: 3, ours: 3, waiting: 1, overdue: 3 });
});

test.for([
  [0, "under a minute"],
  [18 * MINUTE, "18 minutes"],
  [HOUR, "1 hour"],
  [3 * HOUR + 5 * MINUTE, "3 hours 5 minutes"],
  [2 * DAY + 4 * HOUR + 59 * MINUTE, "2 days 4 hours"],
] as const)("%s milliseconds are %s", ([milliseconds, said]) => expect(lasted(milliseconds)).toBe(said));

describe("an @ calls", () => {
  const team = [{ id: "tom", name: "Tom Achebe" }, { id: "ines", name: "Ines Carvalho" }, { id: "tom-b", name: "Tom Berg" }, { id: "ana", name: "Ana" }];
  test.for([
    ["@Ines, look", ["ines"]],
    ["(@ines)", ["ines"]],
    ["@Ines Carvalho and @tom achebe", ["tom", "ines"]],
    ["@Tom", []],
    ["@Anabel", []],
    ["@Ana’s", ["ana"]],
    ["write to hello@ines.example", []],
    ["Ines", []],
  ] as const)("%s: %s", ([body, called]) => expect(mentionedIn(body, team)).toEqual(called));
});
