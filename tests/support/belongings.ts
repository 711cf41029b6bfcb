import { eq } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { acceptanceContacts, acceptances, cannedReplies, clients, comments, contacts, deliverables, creditNotes, documentVersions, documents, files, informationRequests, members, pictureJobs, pinReplies, pins, projectMembers, projects, proposalFiles, proposalVersions, proposals, requestDrafts, requestFiles, requestItems, requestSubmissions, requestTemplates, roundApprovers, roundPieces, rounds, invoiceDisputes, invoicePayments, invoices, sessions, tasks, ticketFiles, ticketFollowers, ticketMessages, ticketNotes, tickets, timeEntries, timers } from "#db/schema/index.ts";
import { now } from "#app/lib/clock.ts";
import { totalsOf } from "#app/invoices/invoice.ts";
import type { Snapshot as Paper } from "#app/invoices/invoices.server.ts";
import type { Content } from "#app/proposals/proposal.ts";
import type { Snapshot } from "#app/proposals/proposals.server.ts";
import { canonical, sha256 } from "#app/receipts/verify-receipt.mjs";
import { plantReceipt } from "./receipts.ts";
import { bea, beaOfTollhouse, booking, dana, harbor, joan, luis, maya, meridian, packaging, ruth, tollhouse, tom } from "./cast.ts";

/** A word of each client's own, in every field it has; and one for what is the agency's alone. */
export const canary = { [harbor.id]: "quillfeather", [meridian.id]: "brasslantern", [tollhouse.id]: "inkwaterford" } as Record<string, string>;
export const STAFF_ONLY = "cellardoor";
/** A rate no client may ever see, in minor units: 4,242.42. */
export const STAFF_RATE = 424242;
export const STAFF_RATE_WORDS = ["424242", "4242.42", "4,242.42"];

export const shelf = { id: "shelf", clientId: tollhouse.id, name: "Reading list cards" };

/** The ids of what belongs to a client: the same words for each, so that one can be asked for in another's place. */
export const belongingsOf = (client: { id: string }) => {
  const project = { [harbor.id]: packaging.id, [meridian.id]: booking.id, [tollhouse.id]: shelf.id }[client.id]!;
  const named = (what: string) => `${client.id}-${what}`;
  const contact = { [harbor.id]: luis.id, [meridian.id]: joan.id, [tollhouse.id]: beaOfTollhouse.id }[client.id]!;
  return { client: client.id, contact, project, document: named("document"), hidden: named("hidden-document"), removed: named("removed-document"), file: named("file"), hiddenFile: named("hidden-file"), removedFile: named("removed-file"), task: named("task"), hiddenTask: named("hidden-task"), time: named("time"), comment: named("comment"), acceptance: named("acceptance"), request: named("request"), item: named("item"), fileItem: named("file-item"), answeredItem: named("answered-item"), loose: named("loose"), given: named("given"), receipt: named("receipt"), proposal: named("proposal"), draftProposal: named("draft-proposal"), invoice: named("invoice"), draftInvoice: named("draft-invoice"), payment: named("payment"), creditNote: named("credit-note"), attachment: named("document"), deliverable: named("deliverable"), draftDeliverable: named("draft-deliverable"), proof: named("proof"), piece: named("piece"), draftPiece: named("draft-piece"), pin: named("pin"), ticket: named("ticket"), ticketFile: named("ticket-file") };
};

/** Gives each client of the cast a project with documents, tasks, time and comments, a canary in every field. By rows. */
export function plantBelongings(db: Db) {
  const at = now();
  db.insert(projects).values({ ...shelf, lastActivityAt: at, createdAt: at }).run();
  db.insert(projectMembers).values({ projectId: shelf.id, memberId: maya.id, manages: true }).run();
  for (const client of [harbor, meridian, tollhouse]) {
    const word = canary[client.id]!;
    const own = belongingsOf(client);
    const inside = { projectId: own.project, clientId: client.id, createdAt: at };
    db.update(clients).set({ name: `${client.name} ${word}`, address: `${word} Street`, internalNotes: `${STAFF_ONLY}: pays late` }).where(eq(clients.id, client.id)).run();
    db.update(contacts).set({ role: `Of ${word}` }).where(eq(contacts.clientId, client.id)).run();
    db.update(projects).set({ name: `Project ${word}`, summary: `About ${word}`, stage: `Stage ${word}`, internalNotes: `${STAFF_ONLY}: mind the budget` }).where(eq(projects.id, own.project)).run();
    db.insert(tasks)
      .values([
        { ...inside, id: own.task, title: `Task ${word}`, internalNotes: `${STAFF_ONLY}: not yet`, status: "open", position: 1, shownToClient: true, assigneeId: maya.id },
        { ...inside, id: own.hiddenTask, title: `${STAFF_ONLY} ${word} task`, internalNotes: STAFF_ONLY, status: "in_progress", position: 2, shownToClient: false, assigneeId: tom.id },
      ])
      .run();
    db.insert(timeEntries).values({ ...inside, id: own.time, memberId: tom.id, workedOn: "2026-05-04", minutes: 90, billable: true, note: `${STAFF_ONLY}: two rounds of ${word}`, taskId: own.task, rateMinor: STAFF_RATE }).run();
    const theirs = client === harbor ? dana : client === meridian ? joan : beaOfTollhouse;
    db.insert(sessions)
      .values({ id: `${client.id}-session`, face: "portal", personId: theirs.personId, contactId: theirs.id, method: "link", address: "", agent: "", createdAt: at, lastSeenAt: at })
      .run();
    db.insert(comments)
      .values([
        { ...inside, id: own.comment, contactId: theirs.id, memberId: null, body: `We love ${word}.` },
        { ...inside, id: `${own.comment}-answer`, contactId: null, memberId: maya.id, body: `So do we: ${word}.` },
      ])
      .run();
    plantReceipt(db, { id: own.receipt, about: own.acceptance, contact: theirs, projectId: own.project, word });
    db.update(projects).set({ commentCount: 2 }).where(eq(projects.id, own.project)).run();
    for (const [document, file, name, facts] of [
      [own.document, own.file, `${word}.pdf`, { sharedAt: at }],
      [own.hidden, own.hiddenFile, `${STAFF_ONLY}-${word}.pdf`, {}],
      [own.removed, own.removedFile, `${STAFF_ONLY}-removed-${word}.pdf`, { sharedAt: at, removedAt: at }],
    ] as const) {
      db.insert(files).values({ id: file, clientId: client.id, name, size: 4, sha256: "0".repeat(64), createdAt: at }).run();
      db.insert(documents).values({ ...inside, id: document, name, version: 1, size: 4, label: `Label ${name.replace(/\.pdf$/, "")}`, uploadedAt: at, ...facts }).run();
      db.insert(documentVersions).values({ documentId: document, clientId: client.id, version: 1, fileId: file, uploadedBy: tom.id, note: `Changed: ${name}`, createdAt: at }).run();
      db.insert(pictureJobs).values({ fileId: file, clientId: client.id, state: "none", nextAttemptAt: at, why: `${STAFF_ONLY}: broken` }).run();
    }
  }
  for (const client of [harbor, meridian, tollhouse]) plantAgreements(db, client);
  db.insert(requestTemplates).values({ id: "template", name: `${STAFF_ONLY}: before a launch`, content: { intro: STAFF_ONLY, items: [{ label: STAFF_ONLY, help: "", type: "text", options: [], required: true }] }, authorId: ruth.id, createdAt: at }).run();
  db.insert(cannedReplies).values({ id: "canned", name: `${STAFF_ONLY}: calm them`, body: `${STAFF_ONLY} {name}`, authorId: ruth.id, createdAt: at }).run();
  // Tom is at work for one of them; what his hour is charged at is nobody's business but ours.
  db.insert(timers).values({ memberId: tom.id, projectId: packaging.id, clientId: harbor.id, taskId: belongingsOf(harbor).task, startedAt: at }).run();
  db.update(members).set({ rateMinor: STAFF_RATE }).run();
  db.update(members).set({ phone: `${STAFF_ONLY} 555` }).where(eq(members.id, tom.id)).run();
}

/** What each client is asked for, by rows: an acceptance of its document. */
function plantAgreements(db: Db, client: { id: string; name: string }) {
  const [own, word, at] = [belongingsOf(client), canary[client.id]!, now()];
  const theirs = client === harbor ? dana : client === meridian ? joan : beaOfTollhouse;
  db.insert(acceptances)
    .values({ id: own.acceptance, clientId: client.id, projectId: own.project, documentId: own.document, version: 1, fileId: own.file, title: `Scope ${word}`, note: `Please read ${word}`, policy: "any", expiresOn: "2099-01-01", requestedBy: maya.id, requestedAt: at })
    .run();
  plantRequest(db, client, theirs.id);
  db.insert(acceptanceContacts).values({ acceptanceId: own.acceptance, clientId: client.id, contactId: theirs.id }).run();
  plantProposals(db, client);
  plantDeliverables(db, client, theirs.id);
  plantTicket(db, client, theirs.id);
  plantInvoices(db, client, theirs.id);
}

/** What each client looks at, by rows: a round that was published with a picture, a link and a pin; the draft of its next; and one nobody was shown. */
function plantDeliverables(db: Db, client: { id: string }, contactId: string) {
  const [own, word, at] = [belongingsOf(client), canary[client.id]!, now()];
  const of = { clientId: client.id };
  const row = { ...of, projectId: own.project, roundsIncluded: 3, createdBy: maya.id, createdAt: at, changedAt: at };
  const file = { ...of, size: 4, sha256: "0".repeat(64), createdAt: at };
  db.insert(deliverables).values([{ ...row, id: own.deliverable, title: `Proof ${word}`, pinCount: 1 }, { ...row, id: own.draftDeliverable, title: `${STAFF_ONLY} ${word} layout` }]).run();
  const draft = { ...of, createdAt: at, note: `${STAFF_ONLY}: not yet` };
  const roundOf = (id: string) => `${id}-round`;
  db.insert(rounds).values([{ ...draft, id: roundOf(own.deliverable), deliverableId: own.deliverable, number: 1, note: `Look at ${word}` }, { ...draft, id: roundOf(own.draftDeliverable), deliverableId: own.draftDeliverable, number: 1 }]).run();
  db.insert(files).values([{ ...file, id: own.proof, name: `proof-${word}.png` }, { ...file, id: `${own.proof}-draft`, name: `${STAFF_ONLY}-${word}.png` }]).run();
  db.insert(roundPieces)
    .values([
      { ...of, id: own.piece, roundId: roundOf(own.deliverable), position: 1, sort: "image", fileId: own.proof, title: `proof-${word}.png`, alt: `A picture of ${word}` },
      { ...of, id: `${own.piece}-link`, roundId: roundOf(own.deliverable), position: 2, sort: "link", url: `https://${word}.example`, title: `Staging of ${word}` },
      { ...of, id: own.draftPiece, roundId: roundOf(own.draftDeliverable), position: 1, sort: "image", fileId: `${own.proof}-draft`, title: `${STAFF_ONLY}-${word}.png`, alt: STAFF_ONLY },
    ])
    .run();
  db.insert(roundApprovers).values({ ...of, roundId: roundOf(own.deliverable), contactId }).run();
  db.update(rounds).set({ publishedAt: at, publishedBy: maya.id }).where(eq(rounds.id, roundOf(own.deliverable))).run();
  db.update(deliverables).set({ round: 1 }).where(eq(deliverables.id, own.deliverable)).run();
  db.insert(pins).values({ ...of, id: own.pin, deliverableId: own.deliverable, roundId: roundOf(own.deliverable), number: 1, pieceId: own.piece, page: 1, x: 50, y: 50, contactId, body: `Bluer, for ${word}.`, createdAt: at }).run();
  db.insert(pinReplies).values({ ...of, id: `${own.pin}-reply`, pinId: own.pin, memberId: maya.id, body: `Yes: ${word}.`, createdAt: at }).run();
}

/** A job that was begun, by rows: a word of each side with a file, and one of our own that no client may ever read. */
function plantTicket(db: Db, client: { id: string }, contactId: string) {
  const [own, word, at] = [belongingsOf(client), canary[client.id]!, now()];
  const of = { ticketId: own.ticket, clientId: client.id, createdAt: at };
  const number = [harbor.id, meridian.id, tollhouse.id].indexOf(client.id) + 901;
  db.insert(tickets)
    .values({ id: own.ticket, clientId: client.id, projectId: own.project, kind: "job", number, categoryId: "job-design", subject: `Job ${word}`, contactId, assigneeId: tom.id, createdAt: at, startedAt: at, firstResponseAt: at, messageCount: 2, lastMessageAt: at, lastBy: "client", turnAt: at })
    .run();
  db.insert(ticketMessages).values([{ ...of, id: `${own.ticket}-asked`, contactId, body: `Please draw ${word}` }, { ...of, id: `${own.ticket}-answered`, memberId: maya.id, body: `We draw ${word}` }]).run();
  db.insert(files).values({ id: own.ticketFile, clientId: client.id, name: `asked-${word}.pdf`, size: 4, sha256: "0".repeat(64), createdAt: at }).run();
  db.insert(ticketFiles).values({ messageId: `${own.ticket}-asked`, clientId: client.id, fileId: own.ticketFile }).run();
  db.insert(ticketNotes).values({ ...of, id: `${own.ticket}-note`, memberId: maya.id, body: `${STAFF_ONLY}: do not bill ${word}` }).run();
  db.insert(ticketFollowers).values({ ticketId: own.ticket, clientId: client.id, memberId: ruth.id, since: at }).run();
}

/** What each client is billed, by rows: an invoice that was sent, partly paid and disputed, and a draft nobody was shown. */
function plantInvoices(db: Db, client: { id: string; name: string }, contactId: string) {
  const [own, word, at] = [belongingsOf(client), canary[client.id]!, now()];
  const number = `INV-${[harbor.id, meridian.id, tollhouse.id].indexOf(client.id) + 901}`;
  const line = { description: `Label design ${word}`, quantity: 10_000, unit: "h", price: 10_000_000, discount: null };
  const content = { lines: [{ ...line, id: "line", taxId: null }], discount: null, pricesInclude: false, note: `Note ${word}`, terms: `Terms ${word}` };
  const priced = { lines: [{ ...line, tax: null }], discount: null, pricesInclude: false };
  const paper: Paper = { kind: "invoice", number, about: null, agency: { name: "Northlight Studio", address: "", email: "", phone: "", taxNumber: "" }, client: { name: client.name, address: `${word} Street`, taxNumber: "" }, project: `Project ${word}`, currency: "USD", locale: "en-US", issuedOn: "2026-01-02", dueOn: "2099-01-01", ...priced, totals: totalsOf(priced), note: content.note, terms: content.terms };
  const text = canonical(paper);
  const row = { clientId: client.id, projectId: own.project, content, currency: "USD", dueOn: "2099-01-01", authorId: maya.id, createdAt: at, changedAt: at };
  db.insert(invoices).values({ ...row, id: own.invoice, number, issuedOn: "2026-01-02", snapshot: text, sha256: sha256(text), total: 100_000, sentBy: maya.id, sentAt: at, paid: 40_000, disputedAt: at }).run();
  db.insert(invoicePayments).values({ id: own.payment, invoiceId: own.invoice, clientId: client.id, amount: 40_000, method: "transfer", reference: `Transfer ${word}`, paidOn: "2026-01-05", recordedBy: maya.id, recordedAt: at }).run();
  const note = canonical({ ...paper, kind: "credit_note", number: number.replace("INV", "CN"), about: number, dueOn: null, note: `Back for ${word}` });
  db.insert(creditNotes).values({ id: own.creditNote, invoiceId: own.invoice, clientId: client.id, number: number.replace("INV", "CN"), reason: `Back for ${word}`, issuedOn: "2026-01-06", snapshot: note, sha256: sha256(note), total: 10_000, issuedBy: maya.id, issuedAt: at }).run();
  db.insert(invoiceDisputes).values({ id: `${own.invoice}-dispute`, invoiceId: own.invoice, clientId: client.id, contactId, reason: `Not ordered by ${word}`, disputedAt: at }).run();
  db.insert(invoices).values({ ...row, id: own.draftInvoice, content: { ...content, lines: [{ ...line, id: "draft", taxId: null, description: `${STAFF_ONLY} ${word} draft` }], note: STAFF_ONLY, terms: "" } }).run();
}

/** What each client is offered, by rows: a version that was sent, the draft of its next, and a draft nobody was shown. */
function plantProposals(db: Db, client: { id: string; name: string }) {
  const [own, word, at] = [belongingsOf(client), canary[client.id]!, now()];
  const content = (body: string): Content => ({
    sections: [{ id: "s", heading: `Part ${word}`, body }],
    lines: [
      { id: "line", description: `Line ${word}`, quantity: 100, unit: "", price: 64000, optional: false },
      { id: "option", description: `Option ${word}`, quantity: 200, unit: "", price: 1000, optional: true },
    ],
    fee: { model: "fixed", amount: null },
    terms: `Terms ${word}`,
  });
  const number = [harbor, meridian, tollhouse].findIndex(({ id }) => id === client.id) + 901;
  const snapshot: Snapshot = { number: `PR-0${number}`, version: 1, title: `Offer ${word}`, client: client.name, agency: { name: "Northlight Studio", address: "" }, from: maya.name, currency: "USD", locale: "en-US", content: content(`We offer ${word}.`), files: [{ name: `plan-${word}.pdf`, size: 4, sha256: "0".repeat(64) }] };
  const text = canonical(snapshot);
  const row = { clientId: client.id, content: content(`${STAFF_ONLY}: a second thought about ${word}`), currency: "USD", expiresOn: "2099-01-01", authorId: maya.id, changedAt: at, createdAt: at };
  db.insert(proposals).values({ ...row, id: own.proposal, number, title: `${STAFF_ONLY} ${word} second thought`, version: 1 }).run();
  db.insert(proposals).values({ ...row, id: own.draftProposal, title: `${STAFF_ONLY} ${word} first thought`, version: 0 }).run();
  db.insert(proposalVersions).values({ proposalId: own.proposal, clientId: client.id, version: 1, snapshot: text, sha256: sha256(text), expiresOn: "2099-01-01", sentBy: maya.id, sentAt: at }).run();
  db.insert(files).values({ id: own.attachment, clientId: client.id, name: `plan-${word}.pdf`, size: 4, sha256: "0".repeat(64), createdAt: at }).run();
  db.insert(proposalFiles).values({ proposalId: own.proposal, clientId: client.id, fileId: own.attachment, position: 1 }).run();
}

/** A request that was sent, by rows: an item with a draft, one that was answered with a file, one with a file that waits; and one nobody was sent. */
function plantRequest(db: Db, client: { id: string }, contactId: string) {
  const [own, word, at] = [belongingsOf(client), canary[client.id]!, now()];
  const of = { clientId: client.id };
  const number = [harbor.id, meridian.id, tollhouse.id].indexOf(client.id) + 1;
  db.insert(informationRequests)
    .values([
      { ...of, id: own.request, projectId: own.project, number, title: `Request ${word}`, intro: `We ask for ${word}`, dueOn: "2099-01-01", authorId: maya.id, sentAt: at, createdAt: at },
      { ...of, id: `${own.request}-draft`, title: `${STAFF_ONLY} ${word} request`, intro: STAFF_ONLY, authorId: maya.id, createdAt: at },
    ])
    .run();
  const item = { ...of, requestId: own.request, required: true, createdAt: at };
  db.insert(requestItems)
    .values([
      { ...item, id: own.item, position: 1, label: `Name of ${word}`, help: `As ${word} is registered`, type: "text" },
      { ...item, id: own.answeredItem, position: 2, label: `Certificate of ${word}`, type: "file" },
      { ...item, id: own.fileItem, position: 3, label: `Pictures of ${word}`, type: "files" },
    ])
    .run();
  db.insert(requestDrafts).values({ ...of, itemId: own.item, answer: { words: `Draft ${word}` }, edition: 1, contactId, savedAt: at }).run();
  const file = { name: `given-${word}.pdf`, size: 4, sha256: "0".repeat(64) };
  db.insert(files).values([own.given, own.loose].map((id) => ({ ...of, ...file, id, createdAt: at }))).run();
  db.insert(requestSubmissions).values({ ...of, id: `${own.request}-submission`, itemId: own.answeredItem, number: 1, contactId, answer: { files: [{ ...file, id: own.given }] }, submittedAt: at }).run();
  db.insert(requestFiles)
    .values([
      { ...of, itemId: own.answeredItem, fileId: own.given, submissionId: `${own.request}-submission`, contactId, createdAt: at },
      { ...of, itemId: own.fileItem, fileId: own.loose, contactId, createdAt: at },
    ])
    .run();
}

/** What stands in a `:param` for a client's own things, by the word before it. A new word needs a line here. */
export function paramFor(noun: string, client: { id: string }): string {
  const own = belongingsOf(client);
  const known: Record<string, string> = {
    clients: own.client,
    contacts: own.contact,
    projects: own.project,
    documents: own.document,
    thumbnails: own.document,
    previews: own.document,
    files: own.document,
    acceptances: own.acceptance,
    approvals: own.deliverable,
    rounds: "1",
    pins: own.pin,
    pieces: own.draftPiece,
    proofs: own.proof,
    originals: own.proof,
    requests: own.request,
    items: own.item,
    uploads: own.loose,
    "request-files": own.given,
    proposals: own.proposal,
    invoices: own.invoice,
    payments: own.payment,
    "credit-notes": own.creditNote,
    taxes: "a-tax",
    bank: "a-bank",
    attachments: own.attachment,
    support: own.ticket,
    "ticket-files": own.ticketFile,
    replies: "canned",
    categories: "job-strategy",
    templates: "template",
    download: own.document,
    versions: "1",
    tasks: own.task,
    time: own.time,
    comments: own.comment,
    people: maya.id,
    rates: tom.id,
    receipts: own.receipt,
    team: maya.id,
    sessions: `${client.id}-session`,
    entry: own.time,
    outbox: "no-such-letter",
    audit: "0",
    token: "no-such-token",
    notifications: "1",
    threads: `acceptance-${own.acceptance}`,
    calendar: `acceptance-${own.acceptance}`,
    reminders: own.client,
    need: `acceptance-${own.acceptance}`,
    unsubscribe: "no-such-token",
    brand: "no-such-logo",
    logos: "light",
    move: "finish",
    order: "up",
    way: "up",
  };
  const id = known[noun];
  if (id === undefined) throw new Error(`tests/support/belongings.ts does not know what stands behind /${noun}/:… : add a line to paramFor, and a row to plantBelongings if it belongs to a client.`);
  return id;
}

export const contactsOf = [dana, luis, bea, joan, beaOfTollhouse];
