import { Secret, TOTP } from "otpauth";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newKey, sealKey } from "#app/access/codes.server.ts";
import { hashed, newId } from "#app/lib/id.server.ts";
import { sign } from "#app/lib/keys.server.ts";
import { hashPassword } from "#app/people/passwords.server.ts";
import type { Contact, Member } from "#app/people/viewer.ts";
import { belongingsOf, paramFor, plantBelongings } from "../support/belongings.ts";
import { beaOfTollhouse, dana, harbor, ines, joan, luis, maya, meridian, ruth, tom } from "../support/cast.ts";
import { gained, ledger } from "../support/ledger.ts";
import { addressesOf, fill, openAddresses, paramsOf } from "../support/map.ts";
import { builtPortal } from "../support/portal.ts";
import { type FormOnPage, type Visitor } from "../support/visitor.ts";

/**
 * Every address that takes a POST, and the guards of acting (G1 to G9), over HTTP. The addresses are read from the
 * build: one that is missing here fails the first test. Each entry says how to get there; what the guards do is one
 * and the same for all, and stands below.
 */
interface Entry {
  who: Contact | Member;
  /** What a person fills in, beyond what the form holds already. */
  fields?: Fields;
  /** The page the form stands on, where it is not the form's own address. */
  from?: string;
  /** What must be so before the page is opened: `UPDATE …`. */
  given?: string[];
  /** What success adds or takes away: rows by table, events and letters (`outbox`) among them. */
  adds: Record<string, number>;
  /** G4: what takes the right away between the page and the press, and the answer then. */
  right?: { gone: string; status: 403 | 404 };
  /** G5: what somebody else did between the page and the press, and the answer then. */
  meanwhile?: { done: string[]; status: 409 | 410 | 404 | 422 | 303 };
  /** G9: the same key with another body: a new act, or the refusal it meets. */
  again?: { fields?: Fields; status: number };
  /** Z4: what the form takes although it is not drawn on this page. */
  takes?: string[];
  /** Why a guard has nothing to guard here. */
  not?: Partial<Record<"G1" | "G3" | "G5" | "G9", string>>;
  params?: Record<string, string>;
  /** A form with files: what is sent as `files`. */
  file?: string;
}
type Fields = Record<string, string>;

const own = belongingsOf(harbor);
const project = own.project;
const oneEvent = { events: 1 };
/** Nobody is asked to accept the document any more, so it may go, or give place to another. */
const nothingAsked = [`UPDATE acceptances SET withdrawn_at = 1 WHERE id = '${own.acceptance}'`];
const secret = "a password is never kept";
const neverCame = `UPDATE contacts SET activated_at = NULL, last_seen_at = NULL WHERE id = '${luis.id}'`;
const sessionElsewhere = ({ id, personId, kind }: Contact | Member) =>
  `INSERT INTO sessions (id, face, person_id, ${kind}_id, method, address, agent, created_at, last_seen_at) SELECT 'elsewhere', '${kind === "contact" ? "portal" : "staff"}', '${personId}', '${id}', 'password', '', '', created_at, created_at FROM agency`;

const draftRequest = `${own.request}-draft`;
/** Items of a draft, the second after the first. */
const draftItems = `INSERT INTO request_items (id, request_id, client_id, position, label, type, required, created_at) VALUES ('first-item', '${draftRequest}', '${harbor.id}', 1, 'Name', 'text', 1, 1), ('second-item', '${draftRequest}', '${harbor.id}', 2, 'Day', 'date', 1, 1)`;
const newerAnswer = `INSERT INTO request_submissions (id, item_id, client_id, number, contact_id, note, submitted_at) VALUES ('newer', '${own.answeredItem}', '${harbor.id}', 2, '${luis.id}', 'We have none.', 2)`;
const isAccepted = `UPDATE request_submissions SET accepted_at = 1 WHERE item_id = '${own.answeredItem}'`;
const isCancelled = "UPDATE information_requests SET cancelled_at = 1, cancelled_why = 'Over'";
/** Maya stays on the project, and with the client, but neither leads nor manages. */
const noAsker = { gone: `UPDATE members SET role = 'member' WHERE id = '${maya.id}'; UPDATE project_members SET manages = 0 WHERE member_id = '${maya.id}'`, status: 403 as const };

const timerStopped = "UPDATE timers SET stopped_at = started_at + 60000";
const noOwner = { gone: `UPDATE members SET role = 'manager' WHERE id = '${ruth.id}'`, status: 404 as const };
const draftInvoice = { id: own.draftInvoice };
/** One event, and a letter to each of the two contacts who may view invoices. */
const told = { events: 1, outbox: 2 };
const isVoid = `UPDATE invoices SET paid = 0, voided_at = 1 WHERE id = '${own.invoice}'`;
const unpaid = `UPDATE invoices SET paid = 0 WHERE id = '${own.invoice}'`;
/** Another invoice of theirs was overpaid by $100.00. */
const inCredit = [`INSERT INTO invoices (id, client_id, number, content, currency, issued_on, due_on, author_id, created_at, changed_at, snapshot, sha256, total, sent_by, sent_at, paid) SELECT 'overpaid', client_id, 'INV-900', content, currency, issued_on, due_on, author_id, 1, 1, snapshot, sha256, 100000, sent_by, 1, 110000 FROM invoices WHERE id = '${own.invoice}'`];
const aTax = "INSERT INTO taxes (id, name, parts, position, created_at) VALUES ('a-tax', 'Sales tax', '[{\"name\":\"Sales tax\",\"rate\":5500}]', 1, 1)";
const aBank = `INSERT INTO bank_details (id, holder, account, proposed_by, proposed_at) VALUES ('a-bank', 'Northlight Studio', '1', '${ruth.id}', 1)`;
const accepted = `UPDATE proposal_versions SET decision = 'accepted', decided_at = 1 WHERE proposal_id = '${own.proposal}'`;
const undisputed = `UPDATE invoice_disputes SET settled_at = 1, settled_by = '${maya.id}', outcome = 'Agreed'; UPDATE invoices SET disputed_at = NULL`;
/** Without the permission invoices are absent, as if they had never been. */
const noInvoices = { gone: `UPDATE contacts SET can_view_invoices = 0 WHERE id = '${dana.id}'`, status: 404 as const };
/** Who no longer bills finds no trace of invoices. */
const noSender404 = { gone: `UPDATE members SET role = 'member' WHERE id = '${maya.id}'`, status: 404 as const };
const withdrawn = `UPDATE proposal_versions SET withdrawn_at = 1 WHERE proposal_id = '${own.proposal}'`;
/** Who sees the client still, and may only write. */
const noSender = { gone: `UPDATE members SET role = 'member' WHERE id = '${maya.id}'`, status: 403 as const };
const aTemplate = `INSERT INTO proposal_templates (id, name, content, currency, author_id, created_at) SELECT 'a-template', 'A sign', content, currency, '${ruth.id}', 1 FROM proposals WHERE id = '${own.proposal}'`;
const theRound = `${own.deliverable}-round`;
const roundWithdrawn = `UPDATE rounds SET withdrawn_at = 1 WHERE id = '${theRound}'`;
const changesAsked = `UPDATE rounds SET decision = 'needs_changes', decided_at = 1 WHERE id = '${theRound}'`;
const publishDraft = [`UPDATE rounds SET published_at = 1, published_by = '${maya.id}' WHERE id = '${own.draftDeliverable}-round'`, `UPDATE deliverables SET round = 1 WHERE id = '${own.draftDeliverable}'`];
const noSubmitter = { gone: `UPDATE contacts SET can_submit_requests = 0 WHERE id = '${dana.id}'`, status: 404 as const };
const isResolved = `UPDATE tickets SET resolved_at = last_message_at, resolved_by = 'agency' WHERE id = '${own.ticket}'`;
const isOpenAgain = `UPDATE tickets SET resolved_at = NULL, resolved_by = NULL WHERE id = '${own.ticket}'`;
const anotherTicket = `INSERT INTO tickets (id, client_id, kind, number, category_id, subject, contact_id, created_at, last_message_at, last_by, turn_at) VALUES ('another-ticket', '${harbor.id}', 'support', 900, 'support-bugs', 'Another', '${dana.id}', 1, 1, 'client', 1)`;
const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path d="M0 0h80v20H0z"/></svg>';
const giveLogo = `INSERT INTO agency_logos VALUES ('light', 'image/svg+xml', CAST('${drawing}' AS BLOB), 90, 30, '0123456789abcdef', 1)`;

/** Every case stands at this instant, just after the story was told: codes of thirty seconds are drawn for it. */
const still = new Date(Date.now() + 60_000);
const [password, key] = ["a kettle under the stairs", newKey()];
const passwordHash = await hashPassword(password);
const passwordOf = ({ personId }: Member) => `UPDATE people SET password_hash = '${passwordHash}' WHERE id = '${personId}'`;
const proof = { currentPassword: password, code: TOTP.generate({ secret: Secret.fromBase32(key), timestamp: still.getTime() }) };
const factorOf = ({ personId }: Member, confirmedAt = "1") => [`INSERT OR REPLACE INTO second_factors VALUES ('${personId}', '${sealKey(personId, key)}', 0, ${still.getTime()}, ${confirmedAt})`];

const receiptEvent = "1";
const aNotice = ({ kind, id }: Contact | Member) => `INSERT OR IGNORE INTO notices (viewer_id, event_seq, ${kind}_id) SELECT '${id}', seq, '${id}' FROM events WHERE subject_id = '${own.acceptance}'`;
const aMute = ({ kind, id }: Contact | Member) => `INSERT INTO mutes (viewer_id, ${kind}_id, thread, title, muted_at) VALUES ('${id}', '${id}', 'acceptance-${own.acceptance}', 'Scope', 1)`;
const aFeed = ({ kind, personId }: Contact | Member) => `INSERT INTO calendar_feeds (id, face, person_id, created_at) VALUES ('a-feed', '${kind === "contact" ? "portal" : "staff"}', '${personId}', 1)`;

const acts: Record<string, Entry> = {
  "/portal/projects/:id/comments": {
    who: dana,
    fields: { body: "Monday works for us." },
    adds: { comments: 1, events: 1, outbox: 2 },
    right: { gone: `UPDATE contacts SET can_comment = 0 WHERE id = '${dana.id}'`, status: 403 },
    again: { fields: { body: "Tuesday, rather." }, status: 303 },
  },
  "/staff/projects/:id/comments": { who: tom, fields: { body: "The press has a gap on Monday." }, adds: { comments: 1, events: 1, outbox: 3 }, again: { fields: { body: "And on Friday." }, status: 303 } },
  "/staff/projects/new": { who: maya, fields: { name: "Spring menu", clientId: harbor.id, managerId: maya.id }, adds: { projects: 1, project_members: 1, ...oneEvent } },
  "/staff/clients/:id/projects/new": { who: maya, fields: { name: "Spring menu", managerId: maya.id }, adds: { projects: 1, project_members: 1, ...oneEvent }, not: { G3: "the client is a field of the form; the address only fills it in" } },
  "/staff/projects/:id/edit": { who: maya, fields: { name: "Winter packaging" }, adds: oneEvent },
  "/staff/projects/:id/people": { who: maya, fields: { members: tom.id, managers: tom.id }, adds: { project_members: -1, ...oneEvent } },
  "/staff/projects/:id/finish": { who: maya, adds: oneEvent, meanwhile: { done: [`UPDATE projects SET finished_at = 1 WHERE id = '${project}'`], status: 409 } },
  "/staff/projects/:id/resume": { who: maya, given: [`UPDATE projects SET finished_at = 1 WHERE id = '${project}'`], adds: oneEvent, meanwhile: { done: [`UPDATE projects SET finished_at = NULL WHERE id = '${project}'`], status: 409 } },
  "/staff/projects/:id/tasks": { who: maya, fields: { title: "Choose a varnish" }, adds: { tasks: 1, ...oneEvent }, takes: ["internalNotes"] },
  "/staff/projects/:id/tasks/:task": { who: maya, fields: { title: "Choose the varnish" }, adds: oneEvent },
  "/staff/projects/:id/tasks/:task/:move": { who: maya, from: "/staff/projects/:id/tasks", adds: oneEvent, meanwhile: { done: [`UPDATE tasks SET status = 'done' WHERE id = '${own.task}'`], status: 409 } },
  "/staff/projects/:id/tasks/:task/order/:way": {
    who: maya,
    from: "/staff/projects/:id/tasks",
    params: { task: own.hiddenTask },
    adds: oneEvent,
    meanwhile: { done: [`UPDATE tasks SET position = 3 - position WHERE project_id = '${project}'`], status: 409 },
  },
  "/staff/projects/:id/tasks/:task/place": { who: maya, fields: { place: "2" }, adds: oneEvent, meanwhile: { done: [`DELETE FROM time_entries; DELETE FROM timers; DELETE FROM tasks WHERE id = '${own.task}'`], status: 404 } },
  "/staff/projects/:id/tasks/several": {
    who: maya,
    from: "/staff/projects/:id/tasks",
    fields: { tasks: own.task, act: "finish" },
    adds: oneEvent,
    meanwhile: { done: [`DELETE FROM time_entries; DELETE FROM timers; DELETE FROM tasks WHERE id = '${own.task}'`], status: 404 },
  },
  "/staff/projects/:id/time": { who: tom, fields: { workedOn: "2026-05-05", hours: "1:30", note: "Dielines" }, adds: { time_entries: 1, ...oneEvent } },
  "/staff/projects/:id/time/:entry/removal": {
    who: tom,
    adds: { time_entries: -1, ...oneEvent },
    right: { gone: `UPDATE time_entries SET member_id = '${maya.id}' WHERE id = '${own.time}'`, status: 403 },
    meanwhile: { done: [`DELETE FROM time_entries WHERE id = '${own.time}'`], status: 404 },
  },
  "/staff/projects/:id/time/:entry": { who: tom, fields: { hours: "2:15", note: "Two rounds of corrections" }, adds: oneEvent, right: { gone: `UPDATE time_entries SET member_id = '${maya.id}' WHERE id = '${own.time}'`, status: 403 }, meanwhile: { done: [`UPDATE time_entries SET minutes = 30 WHERE id = '${own.time}'`], status: 409 } },
  "/staff/projects/:id/time/billable": {
    who: tom,
    from: "/staff/projects/:id/time",
    fields: { entries: own.time, as: "free" },
    adds: oneEvent,
    right: { gone: `UPDATE time_entries SET member_id = '${maya.id}' WHERE id = '${own.time}'`, status: 403 },
    meanwhile: { done: [`DELETE FROM time_entries WHERE id = '${own.time}'`], status: 404 },
  },
  "/staff/projects/:id/timer": { who: maya, adds: { timers: 1, ...oneEvent }, meanwhile: { done: [`INSERT INTO timers VALUES ('${maya.id}', '${project}', '${harbor.id}', NULL, 1, NULL)`], status: 409 } },
  "/staff/time": { who: tom, fields: { projectId: project, workedOn: "2026-05-05", hours: "1:30", note: "Two dielines" }, adds: { time_entries: 1, ...oneEvent }, again: { fields: { note: "Two more" }, status: 303 } },
  "/staff/timer": { who: tom, given: [timerStopped], fields: { hours: "0:45", note: "Corrected the panel" }, adds: { timers: -1, time_entries: 1, ...oneEvent }, meanwhile: { done: ["DELETE FROM timers"], status: 409 } },
  "/staff/timer/stop": { who: tom, from: "/staff/timer", adds: oneEvent, meanwhile: { done: [timerStopped], status: 409 } },
  "/staff/timer/resume": { who: tom, from: "/staff/timer", given: [timerStopped], adds: oneEvent, meanwhile: { done: ["UPDATE timers SET stopped_at = NULL"], status: 409 } },
  "/staff/timer/removal": { who: tom, adds: { timers: -1, ...oneEvent }, meanwhile: { done: ["DELETE FROM timers"], status: 404 } },
  "/staff/time/rates/:member": {
    who: maya,
    fields: { rate: "115.00" },
    adds: oneEvent,
    right: { gone: `UPDATE members SET role = 'member' WHERE id = '${maya.id}'`, status: 404 },
    meanwhile: { done: [`UPDATE members SET rate_minor = 9000 WHERE id = '${tom.id}'`], status: 409 },
  },
  "/portal/profile/password": { who: dana, fields: { password: "nine green bottles" }, from: "/portal/profile", adds: { events: 1, outbox: 1 }, not: { G1: secret } },
  "/portal/profile/sessions/:session": { who: dana, from: "/portal/profile", params: { session: "elsewhere" }, given: [sessionElsewhere(dana)], adds: oneEvent, meanwhile: { done: ["UPDATE sessions SET ended_at = 1, ended_why = 'signed_out' WHERE id = 'elsewhere'"], status: 404 } },
  "/portal/profile/sign-out-everywhere": { who: dana, from: "/portal/profile", adds: oneEvent, not: { G9: "the first press ends the session, and the second finds the door" } },
  "/staff/profile/password": { who: tom, fields: { password: "nine green bottles" }, from: "/staff/profile", adds: { events: 1, outbox: 1 }, not: { G1: secret } },
  "/staff/profile/sessions/:session": { who: tom, from: "/staff/profile", params: { session: "elsewhere" }, given: [sessionElsewhere(tom)], adds: oneEvent, meanwhile: { done: ["UPDATE sessions SET ended_at = 1, ended_why = 'signed_out' WHERE id = 'elsewhere'"], status: 404 } },
  "/staff/profile/sign-out-everywhere": { who: tom, from: "/staff/profile", adds: oneEvent, not: { G9: "the first press ends the session, and the second finds the door" } },

  "/portal/notifications/read": { who: dana, from: "/portal/notifications", given: [aNotice(dana)], adds: {} },
  "/portal/notifications/:seq/read": { who: dana, from: "/portal/notifications", params: { seq: receiptEvent }, given: [aNotice(dana)], adds: {} },
  "/staff/notifications/read": { who: tom, from: "/staff/notifications", given: [aNotice(tom)], adds: {} },
  "/staff/notifications/:seq/read": { who: tom, from: "/staff/notifications", params: { seq: receiptEvent }, given: [aNotice(tom)], adds: {} },
  "/portal/profile/letters": { who: dana, fields: { news: "daily" }, adds: { letter_choices: 1 } },
  "/staff/profile/letters": { who: tom, fields: { news: "daily" }, adds: { letter_choices: 1 } },
  "/portal/profile/letters/threads/:thread": { who: dana, adds: { mutes: 1 } },
  "/staff/profile/letters/threads/:thread": { who: tom, adds: { mutes: 1 } },
  "/portal/profile/letters/threads/:thread/return": { who: dana, from: "/portal/profile/letters", given: [aMute(dana)], adds: { mutes: -1 }, not: { G3: "it takes away what is one’s own, or nothing" } },
  "/staff/profile/letters/threads/:thread/return": { who: tom, from: "/staff/profile/letters", given: [aMute(tom)], adds: { mutes: -1 }, not: { G3: "it takes away what is one’s own, or nothing" } },
  "/portal/profile/calendar/end": { who: dana, from: "/portal/profile/calendar", given: [aFeed(dana)], adds: {} },
  "/staff/profile/calendar/end": { who: tom, from: "/staff/profile/calendar", given: [aFeed(tom)], adds: {} },
  "/staff/reminders/:client/:need": { who: maya, adds: { events: 1, outbox: 1, reminders: 1 }, meanwhile: { done: ["UPDATE acceptances SET withdrawn_at = 1"], status: 404 } },
  "/staff/profile/edit": { who: tom, fields: { title: "Head of design" }, adds: oneEvent, meanwhile: { done: [`UPDATE members SET phone = '1' WHERE id = '${tom.id}'`], status: 409 } },
  "/staff/profile/second-factor/begin": { who: tom, from: "/staff/profile/second-factor", adds: { second_factors: 1 }, meanwhile: { done: factorOf(tom), status: 409 } },
  "/staff/profile/second-factor": { who: tom, fields: proof, given: [...factorOf(tom, "NULL"), passwordOf(tom)], adds: { recovery_codes: 10, events: 1, outbox: 1 }, meanwhile: { done: ["DELETE FROM second_factors"], status: 409 }, not: { G1: secret } },
  "/staff/profile/second-factor/new-codes": { who: tom, fields: proof, given: [...factorOf(tom), passwordOf(tom)], adds: { recovery_codes: 10, events: 1 }, meanwhile: { done: ["DELETE FROM second_factors"], status: 409 }, not: { G1: secret } },
  "/staff/profile/second-factor/off": { who: tom, fields: proof, given: [...factorOf(tom), passwordOf(tom)], adds: { second_factors: -1, events: 1, outbox: 1 }, meanwhile: { done: ["DELETE FROM second_factors"], status: 409 }, not: { G1: secret } },
  "/staff/team/second-factor": { who: ruth, fields: { required: "yes" }, given: factorOf(ruth), adds: oneEvent, right: { gone: `UPDATE members SET role = 'manager' WHERE id = '${ruth.id}'`, status: 404 } },
  "/staff/team/:id/second-factor": { who: ruth, given: factorOf(maya), adds: { second_factors: -1, events: 1, outbox: 1 }, right: { gone: `UPDATE members SET role = 'manager' WHERE id = '${ruth.id}'`, status: 404 }, meanwhile: { done: ["DELETE FROM second_factors"], status: 409 } },
  "/staff/team/:id/sessions": { who: ruth, given: [sessionElsewhere(maya)], adds: oneEvent, right: { gone: `UPDATE members SET role = 'manager' WHERE id = '${ruth.id}'`, status: 404 }, meanwhile: { done: ["UPDATE sessions SET ended_at = 1, ended_why = 'signed_out' WHERE id = 'elsewhere'"], status: 409 } },
  "/staff/team/new": { who: ruth, fields: { name: "Otto Lind", email: "otto@northlight.example" }, adds: { members: 1, people: 1, events: 1, outbox: 1 } },
  "/staff/team/:id/edit": { who: ruth, fields: { name: "Maya L. Lindqvist" }, adds: oneEvent, right: { gone: `UPDATE members SET role = 'manager' WHERE id = '${ruth.id}'`, status: 403 }, meanwhile: { done: [`UPDATE members SET title = 'Producer' WHERE id = '${maya.id}'`], status: 409 } },
  "/staff/team/:id/invitation": { who: ruth, given: [`UPDATE members SET activated_at = NULL, last_seen_at = NULL WHERE id = '${maya.id}'`], adds: { events: 1, outbox: 1 }, meanwhile: { done: [`UPDATE members SET activated_at = 1 WHERE id = '${maya.id}'`], status: 409 } },
  // Two projects and a shelf, three clients and three tasks are handed over in the same act, and Ruth takes all.
  "/staff/team/:id/deactivation": { who: ruth, adds: { events: 10 }, meanwhile: { done: [`UPDATE members SET deactivated_at = 1 WHERE id = '${maya.id}'`], status: 409 } },
  "/staff/team/:id/reactivation": { who: ruth, given: [`UPDATE members SET deactivated_at = 1 WHERE id = '${maya.id}'`], adds: oneEvent, meanwhile: { done: [`UPDATE members SET deactivated_at = NULL WHERE id = '${maya.id}'`], status: 409 } },

  "/staff/clients/new": { who: maya, fields: { name: "Lantern Bakery", sinceOn: "2026-01-05" }, adds: { clients: 1, ...oneEvent } },
  "/staff/clients/:id/edit": { who: maya, fields: { name: "Harbor and Finch" }, adds: oneEvent, meanwhile: { done: [`UPDATE clients SET name = 'Harbour & Finch' WHERE id = '${harbor.id}'`], status: 409 } },
  "/staff/clients/:id/archive": { who: maya, adds: oneEvent, meanwhile: { done: [`UPDATE clients SET archived_at = 1 WHERE id = '${harbor.id}'`], status: 409 } },
  "/staff/clients/:id/restoration": { who: maya, given: [`UPDATE clients SET archived_at = 1 WHERE id = '${harbor.id}'`], adds: oneEvent, meanwhile: { done: [`UPDATE clients SET archived_at = NULL WHERE id = '${harbor.id}'`], status: 409 } },
  "/staff/clients/:id/portal-off": { who: maya, adds: oneEvent, meanwhile: { done: [`UPDATE clients SET portal_closed_at = 1 WHERE id = '${harbor.id}'`], status: 409 } },
  "/staff/clients/:id/portal-on": { who: maya, given: [`UPDATE clients SET portal_closed_at = 1 WHERE id = '${harbor.id}'`], adds: oneEvent, meanwhile: { done: [`UPDATE clients SET portal_closed_at = NULL WHERE id = '${harbor.id}'`], status: 409 } },
  "/staff/clients/:id/contacts/:contactId/preview": {
    who: maya,
    from: "/staff/clients/:id/preview",
    adds: { previews: 1, ...oneEvent },
    meanwhile: { done: [`UPDATE contacts SET deactivated_at = 1 WHERE id = '${luis.id}'`], status: 409 },
  },
  "/staff/clients/:id/contacts/new": {
    who: maya,
    fields: { name: "Rosa Field", email: "rosa@harborfinch.example" },
    adds: { contacts: 1, people: 1, events: 2, outbox: 1 },
    meanwhile: { done: [`UPDATE clients SET archived_at = 1 WHERE id = '${harbor.id}'`], status: 409 },
  },
  "/staff/clients/:id/contacts/:contactId": { who: maya, fields: { name: "Luis F. Ortega" }, adds: oneEvent, meanwhile: { done: [`UPDATE contacts SET role = 'Logistics' WHERE id = '${luis.id}'`], status: 409 } },
  "/staff/clients/:id/contacts/:contactId/permissions": { who: maya, fields: { canViewInvoices: "on" }, adds: oneEvent, meanwhile: { done: [`UPDATE contacts SET can_comment = 0 WHERE id = '${luis.id}'`], status: 409 } },
  "/staff/clients/:id/contacts/:contactId/invitation": { who: maya, given: [neverCame], adds: { events: 1, outbox: 1 }, meanwhile: { done: [`UPDATE contacts SET activated_at = 1 WHERE id = '${luis.id}'`], status: 409 } },
  "/staff/clients/:id/contacts/:contactId/deactivation": { who: maya, adds: oneEvent, meanwhile: { done: [`UPDATE contacts SET deactivated_at = 1 WHERE id = '${luis.id}'`], status: 409 } },
  "/staff/clients/:id/contacts/:contactId/reactivation": { who: maya, given: [`UPDATE contacts SET deactivated_at = 1 WHERE id = '${luis.id}'`], adds: oneEvent, meanwhile: { done: [`UPDATE contacts SET deactivated_at = NULL WHERE id = '${luis.id}'`], status: 409 } },

  "/staff/projects/:id/documents/upload": { who: tom, file: "The dielines", adds: { documents: 1, document_versions: 1, files: 1, picture_jobs: 1, events: 2, outbox: 3 } },
  "/staff/documents/:id/version": { given: nothingAsked,
    who: tom,
    file: "The dielines, again",
    adds: { document_versions: 1, files: 1, picture_jobs: 1, events: 1, outbox: 3 },
    meanwhile: { done: [`UPDATE documents SET version = 2 WHERE id = '${own.document}'`], status: 409 },
  },
  "/staff/documents/:id/edit": { who: tom, fields: { name: "The dielines" }, adds: oneEvent, meanwhile: { done: [`UPDATE documents SET label = 'Contracts' WHERE id = '${own.document}'`], status: 409 } },
  "/staff/projects/:id/labels": {
    who: tom,
    given: [`UPDATE documents SET label = 'Contracts' WHERE id = '${own.document}'`],
    fields: { label: "Contracts", to: "Signed agreements" },
    adds: oneEvent,
    meanwhile: { done: [`UPDATE documents SET label = NULL WHERE id = '${own.document}'`], status: 409 },
  },
  "/portal/proposals/:id/acceptance": {
    who: dana,
    fields: { signedName: "Dana Whitfield", consent: "on" },
    adds: { events: 1, outbox: 4, receipts: 1 },
    right: { gone: `UPDATE contacts SET can_approve_work = 0 WHERE id = '${dana.id}'`, status: 403 },
    meanwhile: { done: [`UPDATE proposal_versions SET withdrawn_at = 1 WHERE proposal_id = '${own.proposal}'`], status: 409 },
    again: { fields: { signedName: "Dana W." }, status: 409 },
    // The optional lines stand in the address, and in the form where some are chosen.
    takes: ["chosen"],
  },
  "/portal/proposals/:id/decline": {
    who: dana,
    fields: { reason: "Too dear for this year." },
    adds: { events: 1, outbox: 4, receipts: 1 },
    right: { gone: `UPDATE contacts SET can_approve_work = 0 WHERE id = '${dana.id}'`, status: 403 },
    meanwhile: { done: [`UPDATE proposal_versions SET expires_on = '2020-01-01' WHERE proposal_id = '${own.proposal}'`], status: 410 },
    again: { fields: { reason: "Too late." }, status: 409 },
  },
  "/portal/proposals/:id/question": {
    who: dana,
    fields: { body: "Is the permit part of it?" },
    adds: { questions: 1, events: 1, outbox: 1 },
    right: { gone: `UPDATE contacts SET can_comment = 0 WHERE id = '${dana.id}'`, status: 403 },
    again: { fields: { body: "And the lamp?" }, status: 303 },
  },
  "/portal/proposals/:id/more-time": {
    who: dana,
    given: [`UPDATE proposal_versions SET expires_on = '2020-01-01' WHERE proposal_id = '${own.proposal}'`],
    fields: { note: "Our landlord is away." },
    adds: { more_time_asks: 1, events: 1, outbox: 1 },
    meanwhile: { done: [`UPDATE proposal_versions SET expires_on = '2099-01-01' WHERE proposal_id = '${own.proposal}'`], status: 409 },
    again: { fields: { note: "Until June." }, status: 409 },
  },
  "/staff/proposals/new": { who: maya, fields: { clientId: harbor.id, title: "A lamp above the sign" }, adds: { proposals: 1, ...oneEvent } },
  "/staff/clients/:id/proposals/new": { who: maya, fields: { title: "A lamp above the sign" }, adds: { proposals: 1, ...oneEvent }, not: { G3: "the client is a field of the form; the address only fills it in" } },
  "/staff/proposals/:id": { who: maya, fields: { body: "Yes, the permit is part of it." }, adds: { questions: 1, events: 1, outbox: 3 }, again: { fields: { body: "And so is the lamp." }, status: 303 } },
  "/staff/proposals/:id/edit": { who: maya, fields: { title: "A better sign" }, adds: oneEvent, meanwhile: { done: [`UPDATE proposals SET title = 'Another sign' WHERE id = '${own.proposal}'`], status: 409 } },
  "/staff/proposals/:id/attachments": { who: maya, file: "%PDF-1.7 The drawings", adds: { files: 1, proposal_files: 1, ...oneEvent }, meanwhile: { done: [withdrawn], status: 409 } },
  "/staff/proposals/:id/attachments/:attachment": { who: maya, adds: oneEvent, meanwhile: { done: ["UPDATE proposal_files SET removed_at = 1"], status: 404 } },
  "/staff/proposals/:id/check": { who: maya, adds: { proposal_versions: 1, events: 1, outbox: 3 }, right: noSender, meanwhile: { done: [`UPDATE proposals SET title = 'Another sign' WHERE id = '${own.proposal}'`], status: 409 } },
  "/staff/proposals/:id/extension": { who: maya, fields: { expiresOn: "2099-02-01" }, adds: { events: 1, outbox: 3 }, right: noSender, meanwhile: { done: [withdrawn], status: 409 } },
  "/staff/proposals/:id/withdrawal": { who: maya, fields: { reason: "The landlord says no." }, adds: { events: 1, outbox: 3 }, right: noSender, meanwhile: { done: [withdrawn], status: 409 } },
  "/staff/proposals/:id/outside-answer": { who: maya, fields: { answer: "accepted", note: "Dana on the telephone." }, adds: { events: 1, outbox: 4, receipts: 1 }, right: noSender, meanwhile: { done: [withdrawn], status: 409 }, again: { fields: { answer: "declined" }, status: 409 } },
  "/staff/proposals/:id/copy": { who: maya, fields: { title: "The same for the other shop" }, adds: { proposals: 1, ...oneEvent } },
  "/staff/proposals/:id/template": { who: maya, fields: { name: "A sign" }, adds: { proposal_templates: 1, ...oneEvent }, right: noSender },
  "/staff/proposals/:id/project": {
    who: maya,
    given: [`UPDATE proposal_versions SET decision = 'accepted', decided_at = 1 WHERE proposal_id = '${own.proposal}'`],
    fields: { name: "Shopfront sign" },
    adds: { projects: 1, project_members: 1, events: 2 },
    right: noSender,
    meanwhile: { done: [`UPDATE proposals SET project_id = '${project}' WHERE id = '${own.proposal}'`], status: 409 },
    again: { fields: { name: "Another name" }, status: 409 },
  },
  "/staff/proposals/:id/removal": { who: maya, params: { id: own.draftProposal }, adds: { proposals: -1, ...oneEvent }, meanwhile: { done: [`DELETE FROM proposals WHERE id = '${own.draftProposal}'`], status: 404 } },
  "/staff/proposals/templates/:template": { who: maya, given: [aTemplate], params: { template: "a-template" }, fields: { name: "A sign of wood" }, adds: oneEvent, right: noSender, meanwhile: { done: ["UPDATE proposal_templates SET removed_at = 1"], status: 404 } },
  "/staff/proposals/templates/:template/removal": { who: maya, given: [aTemplate], params: { template: "a-template" }, adds: oneEvent, right: noSender, meanwhile: { done: ["UPDATE proposal_templates SET removed_at = 1"], status: 404 } },
  "/portal/acceptances/:id/acceptance": {
    who: dana,
    // Not as the page itself names her to others who may accept.
    fields: { signedName: "Dana E. Whitfield", consent: "on" },
    adds: { events: 1, outbox: 5, receipts: 1 },
    right: { gone: `UPDATE contacts SET can_approve_work = 0 WHERE id = '${dana.id}'`, status: 403 },
    meanwhile: { done: [`UPDATE acceptances SET withdrawn_at = 1 WHERE id = '${own.acceptance}'`], status: 409 },
    again: { fields: { signedName: "Dana W." }, status: 409 },
  },
  "/portal/acceptances/:id/question": {
    who: dana,
    fields: { body: "Is the photography part of it?" },
    adds: { questions: 1, events: 1, outbox: 2 },
    right: { gone: `UPDATE contacts SET can_comment = 0 WHERE id = '${dana.id}'`, status: 403 },
    again: { fields: { body: "And the retouching?" }, status: 303 },
  },
  "/portal/acceptances/:id/more-time": {
    who: dana,
    given: [`UPDATE acceptances SET expires_on = '2020-01-01' WHERE id = '${own.acceptance}'`],
    fields: { note: "Our lawyer is away." },
    adds: { more_time_asks: 1, events: 1, outbox: 2 },
    meanwhile: { done: [`UPDATE acceptances SET expires_on = '2099-01-01' WHERE id = '${own.acceptance}'`], status: 409 },
    again: { fields: { note: "Until June." }, status: 409 },
  },
  "/portal/approvals/:id/approval": {
    who: dana,
    fields: { signedName: "Dana Whitfield", consent: "on" },
    adds: { round_decisions: 1, events: 1, outbox: 5, receipts: 1 },
    right: { gone: `UPDATE contacts SET can_approve_work = 0 WHERE id = '${dana.id}'`, status: 403 },
    meanwhile: { done: [roundWithdrawn], status: 409 },
    again: { fields: { signedName: "Dana W." }, status: 409 },
  },
  "/portal/approvals/:id/revisions": {
    who: dana,
    fields: { note: "A little bluer." },
    adds: { round_decisions: 1, events: 1, outbox: 5, receipts: 1 },
    right: { gone: `UPDATE contacts SET can_approve_work = 0 WHERE id = '${dana.id}'`, status: 403 },
    meanwhile: { done: [`UPDATE rounds SET decision = 'approved', decided_at = 1 WHERE id = '${theRound}'`], status: 409 },
    again: { fields: { note: "Much bluer." }, status: 409 },
  },
  "/portal/approvals/:id/pin": {
    who: dana,
    fields: { body: "Closer together." },
    adds: { pins: 1, events: 1, outbox: 2 },
    right: { gone: `UPDATE contacts SET can_comment = 0 WHERE id = '${dana.id}'`, status: 403 },
    meanwhile: { done: [roundWithdrawn], status: 409 },
    again: { fields: { body: "Further apart." }, status: 303 },
    takes: ["piece", "page", "x", "y", "area", "paragraph"],
  },
  "/portal/approvals/:id/pins/:pin": {
    who: dana,
    fields: { body: "Thank you." },
    adds: { pin_replies: 1, events: 1, outbox: 2 },
    right: { gone: `UPDATE contacts SET can_comment = 0 WHERE id = '${dana.id}'`, status: 403 },
    meanwhile: { done: [roundWithdrawn], status: 409 },
    again: { fields: { body: "Thanks again." }, status: 303 },
  },
  "/portal/approvals/:id/pins/:pin/settlement": { who: dana, from: "/portal/approvals/:id/pins/:pin", adds: oneEvent, meanwhile: { done: [`UPDATE pins SET settled_at = 1, settled_by = 'x' WHERE id = '${own.pin}'`], status: 409 } },
  "/portal/approvals/:id/pins/:pin/reopening": { who: dana, from: "/portal/approvals/:id/pins/:pin", given: [`UPDATE pins SET settled_at = 1, settled_by = 'x' WHERE id = '${own.pin}'`], adds: oneEvent, meanwhile: { done: [`UPDATE pins SET settled_at = NULL, settled_by = NULL WHERE id = '${own.pin}'`], status: 409 } },
  "/staff/approvals/new": { who: tom, fields: { projectId: project, title: "Spring label" }, adds: { deliverables: 1, rounds: 1, ...oneEvent } },
  "/staff/approvals/:id/edit": { who: tom, fields: { title: "Another title" }, adds: oneEvent, meanwhile: { done: [`UPDATE deliverables SET title = 'Third title' WHERE id = '${own.deliverable}'`], status: 409 } },
  "/staff/approvals/:id/files": { who: tom, params: { id: own.draftDeliverable }, file: "A drawing", adds: { files: 1, round_pieces: 1, ...oneEvent }, meanwhile: { done: [...publishDraft], status: 409 } },
  "/staff/approvals/:id/link": { who: tom, params: { id: own.draftDeliverable }, fields: { url: "https://staging.example.com", title: "Staging" }, adds: { round_pieces: 1, ...oneEvent }, meanwhile: { done: [...publishDraft], status: 409 } },
  "/staff/approvals/:id/pieces/:piece": { who: tom, params: { id: own.draftDeliverable }, fields: { title: "Front", alt: "The front" }, adds: oneEvent, meanwhile: { done: [`DELETE FROM round_pieces WHERE id = '${own.draftPiece}'`], status: 404 } },
  "/staff/approvals/:id/pieces/:piece/removal": { who: tom, params: { id: own.draftDeliverable }, adds: { round_pieces: -1, ...oneEvent }, meanwhile: { done: [`DELETE FROM round_pieces WHERE id = '${own.draftPiece}'`], status: 404 } },
  "/staff/approvals/:id/taken-over": { who: tom, from: "/staff/approvals/:id", given: [changesAsked], adds: { rounds: 1, round_pieces: 2, events: 2 }, meanwhile: { done: [`UPDATE deliverables SET round = 2 WHERE id = '${own.deliverable}'; INSERT INTO rounds (id, deliverable_id, client_id, number, created_at, published_at, published_by) VALUES ('second', '${own.deliverable}', '${harbor.id}', 2, 1, 1, '${maya.id}')`], status: 409 } },
  "/staff/approvals/:id/publication": { who: tom, params: { id: own.draftDeliverable }, adds: { round_approvers: 2, events: 1, outbox: 3 }, meanwhile: { done: [...publishDraft], status: 409 } },
  "/staff/approvals/:id/reopening": {
    who: tom,
    given: [`UPDATE rounds SET decision = 'approved', decided_at = 1 WHERE id = '${theRound}'`, `INSERT INTO rounds (id, deliverable_id, client_id, number, created_at) VALUES ('second', '${own.deliverable}', '${harbor.id}', 2, 1)`, `INSERT INTO round_pieces (id, round_id, client_id, position, sort, file_id, title) VALUES ('second-piece', 'second', '${harbor.id}', 1, 'image', '${own.proof}', 'Second')`],
    fields: { reason: "The foil changed." },
    adds: { round_approvers: 1, events: 1, outbox: 3 },
    meanwhile: { done: [`UPDATE rounds SET published_at = 1, published_by = '${maya.id}' WHERE id = 'second'`, `UPDATE deliverables SET round = 2 WHERE id = '${own.deliverable}'`], status: 409 },
  },
  "/staff/approvals/:id/withdrawal": { who: tom, fields: { reason: "The wrong file" }, adds: { events: 1, outbox: 3 }, meanwhile: { done: [changesAsked], status: 409 }, again: { fields: { reason: "Again" }, status: 409 } },
  "/staff/approvals/:id/outside-answer": { who: maya, fields: { note: "Dana on the telephone." }, adds: { round_decisions: 1, events: 1, outbox: 5, receipts: 1 }, meanwhile: { done: [changesAsked], status: 409 }, again: { fields: { note: "Again" }, status: 409 } },
  "/staff/approvals/:id/pin": { who: tom, fields: { body: "Mind the fold." }, adds: { pins: 1, events: 1, outbox: 3 }, meanwhile: { done: [changesAsked], status: 409 }, again: { fields: { body: "And the seam." }, status: 303 }, takes: ["piece", "page", "x", "y", "area", "paragraph"] },
  "/staff/approvals/:id/pins/:pin": { who: tom, fields: { body: "Yes." }, adds: { pin_replies: 1, events: 1, outbox: 3 }, meanwhile: { done: [roundWithdrawn], status: 409 }, again: { fields: { body: "Yes, done." }, status: 303 } },
  "/staff/approvals/:id/pins/:pin/settlement": { who: tom, from: "/staff/approvals/:id/pins/:pin", adds: oneEvent, meanwhile: { done: [`UPDATE pins SET settled_at = 1, settled_by = 'x' WHERE id = '${own.pin}'`], status: 409 } },
  "/staff/approvals/:id/pins/:pin/reopening": { who: tom, from: "/staff/approvals/:id/pins/:pin", given: [`UPDATE pins SET settled_at = 1, settled_by = 'x' WHERE id = '${own.pin}'`], adds: oneEvent, meanwhile: { done: [`UPDATE pins SET settled_at = NULL, settled_by = NULL WHERE id = '${own.pin}'`], status: 409 } },
  "/portal/requests/:id/draft": {
    who: dana,
    from: "/portal/requests/:id",
    fields: { [`item-${own.item}`]: "Finch Roasters LLC" },
    adds: oneEvent,
    meanwhile: { done: [`UPDATE request_drafts SET answer = '{"words":"Another name"}', edition = 2 WHERE item_id = '${own.item}'`], status: 409 },
    again: { fields: { [`item-${own.item}`]: "Harbor and Finch" }, status: 409 },
  },
  "/portal/requests/:id/submission": {
    who: dana,
    from: "/portal/requests/:id",
    fields: { [`item-${own.item}`]: "Finch Roasters LLC" },
    adds: { request_submissions: 2, request_drafts: -1, events: 2, outbox: 4 },
    meanwhile: { done: [`UPDATE request_drafts SET answer = '{"words":"Another name"}', edition = 2 WHERE item_id = '${own.item}'`], status: 409 },
    again: { fields: { [`item-${own.item}`]: "Harbor and Finch" }, status: 409 },
  },
  "/portal/requests/:id/items/:item/draft": {
    who: dana,
    from: "/portal/requests/:id",
    fields: { [`item-${own.item}`]: "Finch Roasters LLC" },
    adds: oneEvent,
    meanwhile: { done: ["UPDATE information_requests SET cancelled_at = 1"], status: 409 },
    again: { fields: { [`item-${own.item}`]: "Harbor and Finch" }, status: 409 },
  },
  "/portal/requests/:id/items/:item/answer": {
    who: dana,
    from: "/portal/requests/:id",
    fields: { [`item-${own.item}`]: "Finch Roasters LLC" },
    adds: { request_submissions: 1, request_drafts: -1, events: 1, outbox: 2 },
    meanwhile: { done: [`UPDATE request_items SET waived_at = 1, waived_why = 'No' WHERE id = '${own.item}'`], status: 409 },
    again: { fields: { [`item-${own.item}`]: "Harbor and Finch" }, status: 409 },
  },
  "/portal/requests/:id/items/:item/none": {
    who: dana,
    from: "/portal/requests/:id/items/:item",
    fields: { note: "We never had one." },
    adds: { request_submissions: 1, request_drafts: -1, events: 1, outbox: 2 },
    meanwhile: { done: [`UPDATE request_items SET waived_at = 1, waived_why = 'No' WHERE id = '${own.item}'`], status: 409 },
    again: { fields: { note: "None at all." }, status: 409 },
  },
  "/portal/requests/:id/items/:item/files": {
    who: dana,
    from: "/portal/requests/:id/items/:item",
    params: { item: own.fileItem },
    file: "The finch, six times",
    adds: { files: 1, request_files: 1 },
    meanwhile: { done: ["UPDATE information_requests SET cancelled_at = 1"], status: 409 },
  },
  "/portal/requests/:id/items/:item/uploads/:file/removal": {
    who: dana,
    from: "/portal/requests/:id/items/:item",
    params: { item: own.fileItem },
    adds: {},
    meanwhile: { done: [`UPDATE request_files SET removed_at = 1 WHERE file_id = '${own.loose}'`], status: 409 },
  },
  "/portal/requests/:id/question": {
    who: dana,
    fields: { body: "Which of the two names?" },
    adds: { questions: 1, events: 1, outbox: 2 },
    right: { gone: `UPDATE contacts SET can_comment = 0 WHERE id = '${dana.id}'`, status: 403 },
    again: { fields: { body: "The registered one?" }, status: 303 },
  },
  "/staff/documents/:id/acceptance": { who: maya, adds: { acceptances: 1, acceptance_contacts: 2, events: 1, outbox: 3 }, meanwhile: { done: [`UPDATE documents SET shared_at = NULL WHERE id = '${own.document}'`], status: 409 }, again: { fields: { title: "Something else" }, status: 303 } },
  "/staff/acceptances/:id": { who: maya, fields: { body: "Yes, all of it." }, adds: { questions: 1, events: 1, outbox: 3 }, again: { fields: { body: "Nearly all." }, status: 303 } },
  "/staff/acceptances/:id/extension": { who: maya, fields: { expiresOn: "2099-02-01" }, adds: { events: 1, outbox: 3 }, meanwhile: { done: [`UPDATE acceptances SET withdrawn_at = 1 WHERE id = '${own.acceptance}'`], status: 409 }, again: { fields: { expiresOn: "2099-03-01" }, status: 303 } },
  "/staff/acceptances/:id/withdrawal": { who: maya, fields: { reason: "Sent by mistake" }, adds: { events: 1, outbox: 3 }, meanwhile: { done: [`UPDATE acceptances SET accepted_at = 1 WHERE id = '${own.acceptance}'`], status: 409 }, again: { fields: { reason: "Again" }, status: 409 } },
  "/staff/acceptances/:id/resend": {
    who: maya,
    given: [`UPDATE acceptances SET expires_on = '2020-01-01' WHERE id = '${own.acceptance}'`],
    adds: { acceptances: 1, acceptance_contacts: 1, events: 1, outbox: 3 },
    meanwhile: { done: [`UPDATE acceptances SET expires_on = '2099-01-01' WHERE id = '${own.acceptance}'`], status: 409 },
    again: { fields: { note: "Another try" }, status: 409 },
  },
  "/staff/requests/new": { who: maya, fields: { clientId: harbor.id, title: "What the launch needs" }, adds: { information_requests: 1, ...oneEvent }, again: { fields: { title: "Something else" }, status: 303 } },
  "/staff/clients/:id/requests/new": { who: tom, fields: { title: "What the launch needs" }, adds: { information_requests: 1, ...oneEvent }, not: { G3: "the client is a field of the form; the address only fills it in" } },
  "/staff/requests/:id": { who: tom, fields: { body: "The registered one." }, adds: { questions: 1, events: 1, outbox: 3 }, again: { fields: { body: "Either will do." }, status: 303 } },
  "/staff/requests/:id/edit": { who: maya, fields: { title: "Launch details, all of them" }, adds: oneEvent, right: noAsker, meanwhile: { done: ["UPDATE information_requests SET due_on = '2098-01-01'"], status: 409 } },
  "/staff/requests/:id/check": {
    who: maya,
    params: { id: draftRequest },
    given: [draftItems, "UPDATE information_requests SET number = 900 + number"],
    adds: { number_series: 1, events: 1, outbox: 3 },
    right: noAsker,
    meanwhile: { done: [`UPDATE request_items SET label = 'Another' WHERE id = 'first-item'`], status: 409 },
  },
  "/staff/requests/:id/reminder": { who: maya, adds: { events: 1, outbox: 3 }, right: noAsker, meanwhile: { done: [`UPDATE information_requests SET reminded_at = ${still.getTime()}`], status: 409 } },
  "/staff/requests/:id/acceptance": { who: tom, adds: oneEvent, meanwhile: { done: [newerAnswer], status: 409 } },
  "/staff/requests/:id/cancellation": { who: maya, fields: { reason: "The launch is off" }, adds: { events: 1, outbox: 3 }, right: noAsker, meanwhile: { done: [isCancelled], status: 409 }, again: { fields: { reason: "Again" }, status: 409 } },
  "/staff/requests/:id/removal": { who: tom, params: { id: draftRequest }, adds: { information_requests: -1, ...oneEvent }, meanwhile: { done: [`UPDATE information_requests SET sent_at = 1, number = 99 WHERE id = '${draftRequest}'`], status: 409 } },
  "/staff/requests/:id/template": { who: tom, fields: { name: "Before a launch" }, adds: { request_templates: 1, ...oneEvent }, again: { fields: { name: "Another name" }, status: 303 } },
  "/staff/requests/templates/:template": { who: maya, fields: { name: "Before the launch" }, adds: oneEvent, right: { gone: `UPDATE members SET role = 'member' WHERE id = '${maya.id}'`, status: 403 }, meanwhile: { done: ["UPDATE request_templates SET removed_at = 1"], status: 404 } },
  "/staff/requests/templates/:template/removal": { who: maya, adds: oneEvent, right: { gone: `UPDATE members SET role = 'member' WHERE id = '${maya.id}'`, status: 403 }, meanwhile: { done: ["UPDATE request_templates SET removed_at = 1"], status: 404 } },
  "/staff/requests/:id/items/new": { who: maya, fields: { label: "Opening hours" }, adds: { request_items: 1, events: 1, outbox: 3 }, right: noAsker, meanwhile: { done: [isCancelled], status: 409 }, again: { fields: { label: "Closing hours" }, status: 303 } },
  "/staff/requests/:id/items/:item/edit": { who: maya, fields: { label: "Registered name" }, adds: oneEvent, right: noAsker, meanwhile: { done: [`UPDATE request_items SET help = 'Another' WHERE id = '${own.item}'`], status: 409 } },
  "/staff/requests/:id/items/:item/removal": { who: tom, from: "/staff/requests/:id", params: { id: draftRequest, item: "first-item" }, given: [draftItems], adds: { request_items: -1, ...oneEvent }, meanwhile: { done: [`UPDATE information_requests SET sent_at = 1, number = 99 WHERE id = '${draftRequest}'`], status: 409 } },
  "/staff/requests/:id/items/:item/order/:way": { who: tom, from: "/staff/requests/:id", params: { id: draftRequest, item: "second-item" }, given: [draftItems], adds: oneEvent, meanwhile: { done: [`UPDATE request_items SET position = 3 - position WHERE request_id = '${draftRequest}'`], status: 409 } },
  "/staff/requests/:id/items/:item/acceptance": { who: tom, from: "/staff/requests/:id", params: { item: own.answeredItem }, adds: oneEvent, meanwhile: { done: [newerAnswer], status: 409 } },
  "/staff/requests/:id/items/:item/return": { who: tom, params: { item: own.answeredItem }, fields: { reason: "The signed one, please" }, adds: { events: 1, outbox: 3 }, meanwhile: { done: [newerAnswer], status: 409 }, again: { fields: { reason: "Once more" }, status: 409 } },
  "/staff/requests/:id/items/:item/undo": { who: tom, params: { item: own.answeredItem }, given: [isAccepted], fields: { reason: "The wrong line" }, adds: oneEvent, meanwhile: { done: ["UPDATE request_submissions SET accepted_at = NULL"], status: 409 }, again: { fields: { reason: "Once more" }, status: 409 } },
  "/staff/requests/:id/items/:item/waiver": { who: tom, params: { item: own.answeredItem }, fields: { reason: "Not needed then" }, adds: oneEvent, meanwhile: { done: [`UPDATE request_items SET waived_at = 1 WHERE id = '${own.answeredItem}'`], status: 409 }, again: { fields: { reason: "Once more" }, status: 409 } },
  "/staff/documents/:id/share": { who: tom, params: { id: own.hidden }, adds: { events: 1, outbox: 3 }, meanwhile: { done: [`UPDATE documents SET shared_at = 1 WHERE id = '${own.hidden}'`], status: 409 } },
  "/staff/documents/:id/unshare": { given: nothingAsked, who: tom, adds: oneEvent, meanwhile: { done: [`UPDATE documents SET shared_at = NULL WHERE id = '${own.document}'`], status: 409 } },
  "/staff/documents/:id/removal": { given: nothingAsked, who: tom, adds: oneEvent, meanwhile: { done: [`UPDATE documents SET removed_at = 1 WHERE id = '${own.document}'`], status: 404 } },

  "/portal/invoices/:id/question": { who: dana, fields: { body: "What is the foil test?" }, adds: { questions: 1, events: 1, outbox: 1 }, right: noInvoices, again: { fields: { body: "And the boxes?" }, status: 303 }, meanwhile: { done: [isVoid], status: 409 } },
  "/portal/invoices/:id/dispute": { who: dana, given: [undisputed], fields: { reason: "We did not order the foil." }, adds: { invoice_disputes: 1, events: 1, outbox: 1 }, right: noInvoices, again: { fields: { reason: "Nor the boxes." }, status: 409 }, meanwhile: { done: [`UPDATE invoices SET disputed_at = 1 WHERE id = '${own.invoice}'`], status: 409 } },
  "/staff/invoices/new": { who: maya, takes: ["projectId"], fields: { clientId: harbor.id }, adds: { invoices: 1, ...oneEvent }, right: noSender404 },
  "/staff/clients/:id/invoices/new": { who: maya, adds: { invoices: 1, ...oneEvent }, right: noSender404, not: { G3: "the client is a field of the form; the address only fills it in" } },
  "/staff/clients/:id/billing": { who: maya, takes: ["taxId"], fields: { currency: "EUR", name: "Harbor and Finch" }, adds: { client_billing: 1, ...oneEvent }, right: noSender404, meanwhile: { done: [`INSERT INTO client_billing (client_id, currency) VALUES ('${harbor.id}', 'JPY')`], status: 409 } },
  "/staff/clients/:id/refund": { who: maya, given: inCredit, fields: { amount: "50.00", reference: "Back to you" }, adds: { credit_refunds: 1, ...told }, right: noSender404, again: { fields: { amount: "20.00" }, status: 303 }, meanwhile: { done: [`UPDATE clients SET archived_at = 1 WHERE id = '${harbor.id}'`], status: 409 } },
  "/staff/invoices/:id": { who: maya, fields: { body: "It is for the labels." }, adds: { questions: 1, ...told }, right: noSender404, again: { fields: { body: "And for the boxes." }, status: 303 }, meanwhile: { done: [isVoid], status: 409 } },
  "/staff/invoices/:id/edit": { who: maya, params: draftInvoice, fields: { note: "With many thanks" }, adds: oneEvent, right: noSender404, meanwhile: { done: [`UPDATE invoices SET due_on = '2098-01-01' WHERE id = '${own.draftInvoice}'`], status: 409 } },
  "/staff/invoices/:id/time": { who: maya, takes: ["taxId"], params: draftInvoice, adds: oneEvent, right: noSender404, meanwhile: { done: ["UPDATE time_entries SET billable = 0"], status: 422 } },
  "/staff/invoices/:id/proposals": { who: maya, takes: ["taxId"], params: draftInvoice, given: [accepted], fields: { parts: `${own.proposal}~whole` }, adds: { invoice_sources: 1, ...oneEvent }, right: noSender404, meanwhile: { done: [`INSERT INTO invoice_sources VALUES ('${own.proposal}', 'whole', '${harbor.id}', '${own.invoice}', 'line')`], status: 409 } },
  "/staff/invoices/:id/check": { who: maya, params: draftInvoice, adds: { number_series: 1, ...told }, right: noSender404, meanwhile: { done: [`UPDATE invoices SET due_on = '2098-01-01' WHERE id = '${own.draftInvoice}'`], status: 409 } },
  "/staff/invoices/:id/removal": { who: maya, params: draftInvoice, adds: { invoices: -1, ...oneEvent }, right: noSender404, meanwhile: { done: [`DELETE FROM invoices WHERE id = '${own.draftInvoice}'`], status: 404 } },
  "/staff/invoices/:id/payment": { who: maya, fields: { amount: "25.00", reference: "Transfer of May" }, adds: { invoice_payments: 1, ...told }, right: noSender404, meanwhile: { done: [isVoid], status: 409 }, again: { fields: { amount: "30.00" }, status: 409 } },
  "/staff/invoices/:id/credit": { who: maya, given: inCredit, fields: { amount: "20.00" }, adds: { invoice_payments: 1, ...told }, right: noSender404, meanwhile: { done: [isVoid], status: 409 }, again: { fields: { amount: "10.00" }, status: 303 } },
  "/staff/invoices/:id/payments/:payment/reversal": { who: maya, fields: { reason: "It came back." }, adds: { invoice_payments: 1, ...told }, right: noSender404, meanwhile: { done: [`INSERT INTO invoice_payments (id, invoice_id, client_id, amount, method, paid_on, reverses, reason, recorded_by, recorded_at) VALUES ('back', '${own.invoice}', '${harbor.id}', 40000, 'transfer', '2026-01-06', '${own.payment}', 'x', '${maya.id}', 1)`], status: 409 }, again: { fields: { reason: "It came back again." }, status: 409 } },
  "/staff/invoices/:id/credit-note": { who: maya, fields: { amount: "10.00", reason: "A card was misprinted." }, adds: { credit_notes: 1, number_series: 1, ...told }, right: noSender404, meanwhile: { done: [`UPDATE invoices SET paid = 50000 WHERE id = '${own.invoice}'`], status: 409 } },
  "/staff/invoices/:id/void": { who: maya, given: [unpaid], fields: { reason: "It was sent twice." }, adds: told, right: noSender404, meanwhile: { done: [`UPDATE invoices SET paid = 10 WHERE id = '${own.invoice}'`], status: 409 } },
  "/staff/invoices/:id/write-off": { who: maya, fields: { reason: "They closed their doors." }, adds: { write_offs: 1, ...oneEvent }, right: noSender404, meanwhile: { done: [`UPDATE invoices SET paid = 100000 WHERE id = '${own.invoice}'`], status: 409 } },
  "/staff/invoices/:id/settlement": { who: maya, fields: { outcome: "It stays as it is." }, adds: told, right: noSender404, meanwhile: { done: ["UPDATE invoice_disputes SET settled_at = 1, settled_by = 'm-ruth'"], status: 409 } },
  "/staff/invoices/:id/pay-link": { who: maya, fields: { payLink: "https://pay.example/in/901" }, adds: oneEvent, right: noSender404, meanwhile: { done: [isVoid], status: 409 } },
  "/staff/settings/billing": { who: ruth, fields: { terms: "Thirty days, please." }, adds: oneEvent, right: noOwner, meanwhile: { done: ["UPDATE billing SET terms_days = 7"], status: 409 } },
  "/staff/settings/taxes/new": { who: ruth, takes: ["parts"], fields: { name: "Sales tax", "parts[0].name": "Sales tax", "parts[0].rate": "5.5" }, adds: { taxes: 1, ...oneEvent }, right: noOwner },
  "/staff/settings/taxes/:tax": { who: ruth, takes: ["parts"], given: [aTax], fields: { name: "State tax" }, adds: oneEvent, right: noOwner, meanwhile: { done: ["UPDATE taxes SET name = 'Other'"], status: 409 } },
  "/staff/settings/taxes/:tax/retirement": { who: ruth, given: [aTax], adds: oneEvent, right: noOwner, meanwhile: { done: ["UPDATE taxes SET retired_at = 1"], status: 409 } },
  "/staff/settings/bank": { who: ruth, fields: { holder: "Northlight Studio LLC", account: "4401227816" }, adds: { bank_details: 1, events: 1, outbox: 2 }, right: noOwner, meanwhile: { done: [aBank], status: 409 }, again: { fields: { account: "4401227817" }, status: 409 } },
  "/staff/settings/bank/:details/confirmation": { who: maya, given: [aBank], adds: { events: 2 }, right: noSender404, meanwhile: { done: ["UPDATE bank_details SET withdrawn_at = 1"], status: 409 } },
  "/staff/settings/bank/:details/withdrawal": { who: maya, given: [aBank], adds: oneEvent, right: noSender404, meanwhile: { done: ["UPDATE bank_details SET withdrawn_at = 1"], status: 409 } },
  "/staff/settings/agency": { who: ruth, fields: { name: "Northlight and Daughters" }, adds: oneEvent, right: noOwner, meanwhile: { done: ["UPDATE agency SET phone = '1'"], status: 409 } },
  "/staff/settings/colour": { who: ruth, fields: { brandColour: "#e4572e" }, adds: oneEvent, right: noOwner, meanwhile: { done: ["UPDATE agency SET brand_colour = '#000000'"], status: 409 } },
  "/staff/settings/logos/:paper": { who: ruth, file: drawing, adds: { agency_logos: 1, ...oneEvent }, right: noOwner, meanwhile: { done: [giveLogo], status: 409 }, not: { G1: "a file is chosen again" } },
  "/staff/settings/logos/:paper/removal": { who: ruth, given: [giveLogo], adds: { agency_logos: -1, ...oneEvent }, right: noOwner, meanwhile: { done: ["DELETE FROM agency_logos"], status: 404 } },
  "/staff/settings/region": { who: ruth, fields: { currency: "EUR" }, adds: oneEvent, right: noOwner, meanwhile: { done: ["UPDATE agency SET locale = 'en-GB'"], status: 409 } },
  "/staff/settings/portal": { who: ruth, fields: { proposalDays: "21" }, adds: oneEvent, right: noOwner, meanwhile: { done: ["UPDATE agency SET acceptance_days = 3"], status: 409 } },
  "/staff/settings/staff": { who: ruth, fields: { membersSeeAll: "on" }, adds: oneEvent, right: noOwner, meanwhile: { done: ["UPDATE agency SET members_see_all = 1"], status: 409 } },
  "/staff/settings/backups": { who: ruth, fields: { backupEvery: "weekly", backupHour: "4", backupsKept: "8" }, adds: oneEvent, right: noOwner, meanwhile: { done: ["UPDATE agency SET backups_kept = 3"], status: 409 } },
  "/staff/settings/backups/now": { who: ruth, from: "/staff/settings/backups", adds: oneEvent, right: noOwner, meanwhile: { done: [`INSERT INTO backups (id, kind, place, began_at) VALUES ('b-under-way', 'backup', '/b', ${Date.now()})`], status: 409 } },
  "/staff/settings/backups/rehearsal": { who: ruth, from: "/staff/settings/backups", given: ["INSERT INTO backups (id, kind, place, began_at, ended_at, good) VALUES ('b-good', 'backup', '/b', 1, 2, 1)"], adds: oneEvent, right: noOwner, meanwhile: { done: ["DELETE FROM backups"], status: 409 } },
  "/staff/settings/letters": { who: ruth, fields: { letterFooter: "Closed on Fridays." }, adds: oneEvent, right: noOwner, meanwhile: { done: ["UPDATE agency SET letter_footer = 'Hello'"], status: 409 } },
  "/staff/settings/reminders": { who: ruth, fields: { "invoice-before": "5" }, adds: oneEvent, right: noOwner, meanwhile: { done: ["UPDATE reminder_schedules SET days_before = '[2]' WHERE kind = 'invoice'"], status: 409 } },
  "/staff/audit/export": { who: tom, from: "/staff/audit", adds: oneEvent },
  "/staff/audit/verification": { who: tom, from: "/staff/audit", adds: { chain_checks: 2 } },

  "/portal/support/new": { who: dana, fields: { categoryId: "job-design", subject: "A lamp above the sign", body: "As in the drawing." }, file: "The drawing", adds: { tickets: 1, ticket_messages: 1, ticket_files: 1, files: 1, number_series: 1, events: 2, outbox: 2 }, right: noSubmitter },
  "/portal/support/:id": { who: dana, fields: { body: "It is brass." }, file: "The lamp", adds: { ticket_messages: 1, ticket_files: 1, files: 1, events: 1, outbox: 2 }, right: noSubmitter, meanwhile: { done: [`UPDATE tickets SET cancelled_at = 1 WHERE id = '${own.ticket}'`], status: 409 } },
  "/portal/support/:id/solution": { who: dana, from: "/portal/support/:id", adds: { events: 1, outbox: 2 }, right: noSubmitter, meanwhile: { done: [isResolved], status: 409 } },
  "/portal/support/:id/reopening": { who: dana, given: [isResolved], fields: { body: "It is not bright." }, adds: { ticket_messages: 1, events: 1, outbox: 2 }, right: noSubmitter, meanwhile: { done: [isOpenAgain], status: 409 } },
  "/portal/support/:id/rating": { who: dana, given: [isResolved], fields: { rating: "3", note: "Quick and kind." }, adds: { events: 1, outbox: 2 }, right: noSubmitter, meanwhile: { done: [isOpenAgain], status: 409 } },
  "/portal/support/:id/cancellation": { who: dana, adds: { events: 1, outbox: 2 }, right: noSubmitter, meanwhile: { done: [isResolved], status: 409 } },
  "/staff/support/new": { who: maya, fields: { clientId: harbor.id, categoryId: "support-bugs", subject: "The lamp flickers", body: "Luis called." }, file: "A picture of it", adds: { tickets: 1, ticket_messages: 1, ticket_files: 1, files: 1, number_series: 1, events: 1, outbox: 2 } },
  "/staff/clients/:id/support/new": { who: maya, fields: { categoryId: "support-bugs", subject: "The lamp flickers", body: "Luis called." }, file: "A picture of it", adds: { tickets: 1, ticket_messages: 1, ticket_files: 1, files: 1, number_series: 1, events: 1, outbox: 2 }, not: { G3: "the client is a field of the form; the address only fills it in" } },
  "/staff/support/several": { who: tom, from: "/staff/support", fields: { tickets: own.ticket, priority: "3" }, adds: oneEvent },
  "/staff/support/replies": { who: tom, fields: { name: "It is mended", body: "Please reload." }, adds: { canned_replies: 1, ...oneEvent } },
  "/staff/support/replies/:reply": { who: maya, fields: { name: "It is mended", body: "Please reload." }, adds: oneEvent, right: noSender, meanwhile: { done: ["UPDATE canned_replies SET body = 'Other'"], status: 409 } },
  "/staff/support/replies/:reply/removal": { who: maya, adds: oneEvent, right: noSender, meanwhile: { done: ["UPDATE canned_replies SET removed_at = 1"], status: 404 } },
  "/staff/support/:id": { who: maya, fields: { body: "It is drawn." }, file: "The lamp, drawn", adds: { ticket_messages: 1, ticket_files: 1, files: 1, events: 1, outbox: 2 }, meanwhile: { done: [`UPDATE tickets SET cancelled_at = 1 WHERE id = '${own.ticket}'`], status: 409 } },
  "/staff/support/:id/note": { who: maya, fields: { body: "We forgot the cable." }, adds: { ticket_notes: 1, events: 1, outbox: 2 }, again: { fields: { body: "And the switch." }, status: 303 } },
  "/staff/support/:id/details": { who: maya, fields: { priority: "3" }, adds: oneEvent, meanwhile: { done: [`UPDATE tickets SET priority = 0 WHERE id = '${own.ticket}'`], status: 409 } },
  "/staff/support/:id/resolution": { who: maya, from: "/staff/support/:id", adds: { events: 1, outbox: 2 }, meanwhile: { done: [isResolved], status: 409 } },
  "/staff/support/:id/decline": { who: maya, given: [`UPDATE tickets SET started_at = NULL WHERE id = '${own.ticket}'`], fields: { reason: "We are full until June." }, adds: { events: 1, outbox: 2 }, meanwhile: { done: [`UPDATE tickets SET started_at = 1 WHERE id = '${own.ticket}'`], status: 409 }, again: { fields: { reason: "Until July." }, status: 409 } },
  "/staff/support/:id/merge": { who: maya, given: [anotherTicket], fields: { into: "another-ticket" }, adds: { ticket_messages: 2, ticket_files: 1, ticket_notes: 1, ticket_followers: 1, events: 1, outbox: 2 }, meanwhile: { done: [`UPDATE tickets SET cancelled_at = 1 WHERE id = 'another-ticket'`], status: 409 } },
  "/staff/support/:id/following": { who: maya, from: "/staff/support/:id", adds: { ticket_followers: 1, ...oneEvent } },
  "/staff/support/:id/unfollowing": { who: maya, from: "/staff/support/:id", given: [`INSERT INTO ticket_followers VALUES ('${own.ticket}', '${harbor.id}', '${maya.id}', 1)`], adds: { ticket_followers: -1, ...oneEvent } },
  "/staff/settings/support": { who: ruth, fields: { ticketAnswerHours: "8" }, adds: oneEvent, right: noOwner, meanwhile: { done: ["UPDATE agency SET ticket_answer_hours = 48"], status: 409 } },
  "/staff/settings/support/categories": { who: ruth, fields: { name: "Printed matter" }, adds: { ticket_categories: 1, ...oneEvent }, right: noOwner },
  "/staff/settings/support/categories/:category": { who: ruth, fields: { name: "Advice and plans" }, adds: oneEvent, right: noOwner, meanwhile: { done: ["UPDATE ticket_categories SET name = 'Plans' WHERE id = 'job-strategy'"], status: 409 } },
  "/staff/settings/support/categories/:category/removal": { who: ruth, adds: oneEvent, right: noOwner, meanwhile: { done: ["UPDATE ticket_categories SET removed_at = 1 WHERE id = 'job-strategy'"], status: 404 } },

  "/staff/outbox/:id/again": {
    who: ruth,
    from: "/staff/outbox/:id",
    params: { id: "given-up" },
    given: [`INSERT INTO outbox (id, kind, face, contact_id, queued_at, next_attempt_at, gave_up_at) VALUES ('given-up', 'invitation', 'portal', '${luis.id}', 1, 1, 1)`],
    adds: oneEvent,
    right: { gone: `UPDATE members SET role = 'manager' WHERE id = '${ruth.id}'`, status: 404 },
    meanwhile: { done: ["UPDATE outbox SET gave_up_at = NULL WHERE id = 'given-up'"], status: 409 },
  },
};

/** Open to people who are not signed in, or have not chosen a client yet: no form key, no viewer. The tests of signing in try them one by one. */
const unsigned = [...openAddresses, "/portal/clients", "/portal/preview/leave"];
/** They answer with no redirect: what is typed is kept without a page, and a secret address is shown once. tests/pages/needs.test.ts tries their guards. */
const apart = ["/portal/drafts", "/staff/drafts", "/portal/profile/calendar", "/staff/profile/calendar"];
/** They answer every POST with 404, as they do every GET. */
const nowhere = ["/*", "/portal/*", "/staff/*"];

// There is a place for backups, or no button would ask for one.
process.env.BACKUP_TO = "/a/place/for/backups";
const { build, front, arriveAs } = await builtPortal();
front.transact((tx) => plantBelongings(tx));
const { sqlite } = front;
front.clock.standAt(still);

// Each case is undone: acts run in transactions of their own, which nest in this one.
beforeEach(() => {
  front.clock.standAt(still);
  sqlite.exec("BEGIN");
});
afterEach(() => {
  front.clock.resume();
  sqlite.exec("ROLLBACK");
});

/** Every column of these tables, as the code calls it. */
const columnsOf = (which: string) =>
  (sqlite.prepare(`SELECT DISTINCT c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND ${which}`).all() as { name: string }[]).map(({ name }) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
const columnNames = columnsOf("true");
/** A form with files takes at most a hundred fields. */
const columnsOfFiles = columnsOf("t.name IN ('documents', 'document_versions', 'files')");

const posts = addressesOf(build).filter(({ action }) => action);

test("every address that takes a POST is in this table, and nothing else is", () => {
  const taken = posts.map(({ path }) => path).filter((path) => !unsigned.includes(path) && !nowhere.includes(path) && !apart.includes(path));
  expect(taken.filter((path) => !acts[path]), "add a line to `acts`: who does it, with which fields, what it adds").toEqual([]);
  expect(Object.keys(acts).filter((path) => !taken.includes(path)), "these are gone from the build").toEqual([]);
});

for (const [path, entry] of Object.entries(acts)) {
  const { who, fields = {}, not = {} } = entry;
  const face = who.kind === "contact" ? "portal" : "staff";
  const params = { ...Object.fromEntries(paramsOf(path).map(([noun, name]) => [name, paramFor(noun, harbor)])), ...entry.params };
  const here = fill(path, params);
  const page = fill(entry.from ?? path, params);
  const typed = Object.values(fields).find((value) => value.includes(" "));

  /** Opens the page as somebody, and gives the form as it stands there with the fields filled in. */
  async function drawn(visitor: Visitor, filled = fields): Promise<FormOnPage> {
    const found = (await visitor.get(page)).form(here);
    return { ...found, fields: [...found.fields.filter(([name]) => !(name in filled)), ...Object.entries(filled)] };
  }
  const bodyOf = (fields: [string, string][]) => {
    if (!entry.file) return new URLSearchParams(fields);
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    body.append("files", new File([entry.file], "dielines.pdf", { type: "application/pdf" }));
    return body;
  };
  const press = (visitor: Visitor, form: Pick<FormOnPage, "fields">, { to = here, headers = {} }: { to?: string; headers?: Record<string, string> } = {}) => visitor.send(to, { method: "POST", body: bodyOf(form.fields), headers });
  const withKey = (form: FormOnPage, key: string): FormOnPage => ({ ...form, fields: [...form.fields.filter(([name]) => name !== "_key"), ["_key", key]] });
  const prepare = () => (entry.given ?? []).forEach((change) => sqlite.exec(change));

  describe(`POST ${path}`, () => {
    test("does what it says, once, with one event and its letters", async () => {
      prepare();
      const visitor = arriveAs(who);
      const form = await drawn(visitor);
      const before = ledger(sqlite);
      const answer = await press(visitor, form);
      expect([answer.status, answer.status === 303 ? "" : await answer.text()]).toEqual([303, ""]);
      expect(gained(before, ledger(sqlite))).toEqual(entry.adds);
    });

    test("G1: after the session ended nothing happens, what was typed is kept for the same person, and comes back", async () => {
      prepare();
      const visitor = arriveAs(who);
      const form = await drawn(visitor);
      sqlite.exec("UPDATE sessions SET ended_at = 1, ended_why = 'signed_out'");
      const before = ledger(sqlite);
      const answer = await press(visitor, form);
      expect([answer.status, answer.headers.get("Location")?.split("?")[0]]).toEqual([303, `/${face}/login`]);
      expect(ledger(sqlite).digest).toBe(before.digest);
      if (!typed) return;
      if (not.G1) return expect(ledger(sqlite).holding(typed)).toEqual([]);
      expect((await arriveAs(who).get(page)).html).toContain(typed);
      const other = who.kind === "contact" ? luis : who === ruth ? maya : ruth;
      expect((await arriveAs(other).get(page)).html).not.toContain(typed);
    });

    test("G1: a session that lay idle too long is over, to the second", async () => {
      prepare();
      const visitor = arriveAs(who);
      const form = await drawn(visitor);
      const before = ledger(sqlite);
      front.clock.standAt(new Date(front.clock.now().getTime() + (face === "portal" ? 14 * front.clock.DAY : 12 * front.clock.HOUR) + 1000));
      expect((await press(visitor, form)).headers.get("Location")).toMatch(new RegExp(`^/${face}/login`));
      expect(ledger(sqlite).digest).toBe(before.digest);
    });

    test("G2, Z7: after the access ended nothing happens, and nothing is kept", async () => {
      prepare();
      const visitor = arriveAs(who);
      const form = await drawn(visitor);
      const drafts = () => sqlite.prepare("SELECT count(*) AS n FROM drafts").get();
      sqlite.exec(`UPDATE ${who.kind}s SET deactivated_at = 1 WHERE id = '${who.id}'`);
      const [before, draftsBefore] = [ledger(sqlite), drafts()];
      const answer = await press(visitor, form);
      expect([answer.status, answer.headers.get("Location")?.split("?")[0]]).toEqual([303, `/${face}/login`]);
      expect([ledger(sqlite).digest, drafts()]).toEqual([before.digest, draftsBefore]);
    });

    if (paramsOf(path).length && !not.G3) {
      test("G3: what does not exist is not found, even with a key for it", async () => {
        prepare();
        const nowhere = fill(path, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, ["move", "way"].includes(name) ? value : "never-was"])));
        const visitor = arriveAs(who);
        const form = await drawn(visitor);
        const before = ledger(sqlite);
        const answer = await press(visitor, withKey(form, keyOf(visitor, who, nowhere)), { to: nowhere });
        expect(answer.status).toBe(404);
        expect(ledger(sqlite).digest).toBe(before.digest);
      });

      if (who.kind === "contact")
        test("G3, Z2: another client’s is not found, word for word like what never was, even with a key for it", async () => {
          prepare();
          const form = await drawn(arriveAs(who));
          for (const other of [joan, beaOfTollhouse]) {
            const visitor = arriveAs(other);
            const before = ledger(sqlite);
            const answer = await press(visitor, withKey(form, keyOf(visitor, other, here)));
            expect(answer.status).toBe(404);
            expect(await answer.text()).not.toContain("quillfeather");
            expect(ledger(sqlite).digest).toBe(before.digest);
          }
        });

      if (who.kind === "member" && paramsOf(path).length > 1)
        test("G3: a child is not found under a parent that is not its own", async () => {
          prepare();
          const [[, first]] = paramsOf(path) as [[string, string]];
          const crossed = fill(path, { ...params, [first]: paramFor(paramsOf(path)[0]![0], meridian) });
          const visitor = arriveAs(who);
          const form = await drawn(visitor);
          const before = ledger(sqlite);
          const answer = await press(visitor, withKey(form, keyOf(visitor, who, crossed)), { to: crossed });
          expect(answer.status).toBe(404);
          expect(ledger(sqlite).digest).toBe(before.digest);
        });
    }

    if (entry.right)
      test(`G4, Z6: when the right has gone since the page was drawn, ${entry.right.status}, nothing written, and the text kept`, async () => {
        prepare();
        const visitor = arriveAs(who);
        const form = await drawn(visitor);
        sqlite.exec(entry.right!.gone);
        const before = ledger(sqlite);
        const answer = await press(visitor, form);
        expect(answer.status).toBe(entry.right!.status);
        if (typed && entry.right!.status === 403) expect(await answer.text()).toContain(typed);
        expect(ledger(sqlite).digest).toBe(before.digest);
      });

    // What nobody's own role gives is gone with the role, or with the place on the project.
    if (who.kind === "member" && (isOfClient(path) || who.role !== "member"))
      test(`Z2, Z6: a member who is not on it, or no longer, may not do it: ${isOfClient(path) ? "404" : "403 or 404"}, and nothing is written`, async () => {
        prepare();
        const [visitor, other] = [arriveAs(who), arriveAs(ines)];
        const form = await drawn(visitor);
        sqlite.exec(`DELETE FROM project_members; UPDATE clients SET looked_after_by = NULL; UPDATE members SET role = 'member' WHERE id = '${who.id}'`);
        const before = ledger(sqlite);
        for (const answer of [await press(visitor, form), await press(other, withKey(form, keyOf(other, ines, here)))]) {
          expect(isOfClient(path) ? [404] : [403, 404]).toContain(answer.status);
          if (typed && answer.status === 403) expect(await answer.text()).toContain(typed);
        }
        expect(ledger(sqlite).digest).toBe(before.digest);
      });

    if (entry.meanwhile)
      test(`G5, R4: when somebody was first, ${entry.meanwhile.status}, and nothing is recorded twice`, async () => {
        prepare();
        const visitor = arriveAs(who);
        const form = await drawn(visitor);
        entry.meanwhile!.done.forEach((change) => sqlite.exec(change));
        const before = ledger(sqlite);
        expect((await press(visitor, form)).status).toBe(entry.meanwhile!.status);
        expect(ledger(sqlite).digest).toBe(before.digest);
      });

    test("G8, C1: from another site, or from no site at all, it is refused and nothing of it is shown", async () => {
      prepare();
      const visitor = arriveAs(who);
      const form = await drawn(visitor);
      const before = ledger(sqlite);
      const foreign: Record<string, string>[] = [
        { Origin: "https://elsewhere.example" },
        { Origin: "null" },
        { Origin: "http://localhost.elsewhere.example" },
        { "Sec-Fetch-Site": "cross-site" },
        { "Sec-Fetch-Site": "same-site" },
        { "Sec-Fetch-Site": "none" },
      ];
      for (const headers of foreign) {
        const answer = await press(visitor, form, { headers });
        expect([JSON.stringify(headers), answer.status]).toEqual([JSON.stringify(headers), 403]);
        if (typed) expect(await answer.text()).not.toContain(typed);
      }
      expect(ledger(sqlite).digest).toBe(before.digest);
    });

    if (!not.G9)
      test("G9, R2: pressed twice it is done once, and leads to the same place", async () => {
        prepare();
        const visitor = arriveAs(who);
        const form = await drawn(visitor);
        const before = ledger(sqlite);
        const answers = await Promise.all([press(visitor, form), press(visitor, form)]);
        const later = await press(visitor, form);
        expect([...answers, later].map(({ status }) => status)).toEqual([303, 303, 303]);
        expect(new Set([...answers, later].map(({ headers }) => headers.get("Location"))).size).toBe(1);
        expect(gained(before, ledger(sqlite))).toEqual(entry.adds);
      });

    if (entry.again)
      test("G9: the same key with other words is a new act, or meets the refusal of what was decided", async () => {
        prepare();
        const visitor = arriveAs(who);
        const form = await drawn(visitor);
        const before = ledger(sqlite);
        await press(visitor, form);
        const other = { ...form, fields: form.fields.map(([name, value]): [string, string] => [name, entry.again!.fields?.[name] ?? value]) };
        expect((await press(visitor, other)).status).toBe(entry.again!.status);
        const acts = entry.again!.status === 303 ? 2 : 1;
        expect(gained(before, ledger(sqlite))).toEqual(Object.fromEntries(Object.entries(entry.adds).map(([table, change]) => [table, change * acts])));
      });

    test("G9: without a key 400; with a key drawn for somebody else, another session or another page 409; the text kept", async () => {
      prepare();
      const visitor = arriveAs(who);
      const form = await drawn(visitor);
      const other = who.kind === "contact" ? joan : ruth;
      const strange: [string, number][] = [
        ["", 400],
        ["nonsense", 400],
        [keyOf(arriveAs(other), other, here), 409],
        [keyOf(arriveAs(who), who, here), 409],
        [keyOf(visitor, who, `/${face}/home`), 409],
        [keyOf(visitor, who, here).replace(/.$/, (last) => (last === "A" ? "B" : "A")), 409],
      ];
      const before = ledger(sqlite);
      for (const [key, status] of strange) {
        const answer = await press(visitor, withKey(form, key));
        expect([key, answer.status]).toEqual([key, status]);
        if (typed && !not.G1) expect(await answer.text()).toContain(typed);
      }
      expect(ledger(sqlite).digest).toBe(before.digest);
    });

    test("Z4: fields the form does not have are not taken, whatever they are called", async () => {
      prepare();
      const visitor = arriveAs(who);
      const form = await drawn(visitor);
      // Controls that hold nothing yet (an unticked box, a list nothing is chosen from) are the form's own all the same.
      const known = new Set((await visitor.get(page)).root.querySelectorAll("[name]").map((control) => control.getAttribute("name")));
      const intruders = (entry.file ? columnsOfFiles : columnNames).filter((name) => !known.has(name) && !entry.takes?.includes(name)).map((name): [string, string] => [name, "intruder"]);
      const before = ledger(sqlite);
      const answer = await press(visitor, { ...form, fields: [...form.fields, ...intruders] });
      expect(answer.status).toBe(303);
      const after = ledger(sqlite);
      expect(after.holding("intruder")).toEqual([]);
      expect(gained(before, after)).toEqual(entry.adds);
    });
  });
}

/** What is met at this address belongs to a client, so that who is not with the client does not even learn of it. */
function isOfClient(path: string) {
  return /^\/staff\/(clients|projects|documents)\/:/.test(path);
}

/** A key as it would have been drawn for this visitor and this form: the doors must hold even then. */
function keyOf(visitor: Visitor, who: Contact | Member, action: string) {
  const secret = Object.values(Object.values(visitor.jar)[0]!)[0]!;
  const nonce = newId();
  return `${nonce}.${sign("form", nonce, hashed(secret), who.id, action)}`;
}
