import type { Catalogue } from "#app/events/catalogue.ts";
import type { Badge } from "#app/lib/badge.ts";
import { dayIn, daysBetween } from "#app/lib/dates.ts";
import { type MoveOf, type StatusOf, lifecycle } from "#app/lib/lifecycle.ts";
import { type Discount, standing } from "./totals.ts";

export * from "./totals.ts";

/** What may be done with an invoice that was sent, however late it is. */
const owed = { pay: "paid", ask: "sent", dispute: "sent", settle: "sent", credit: "sent" } as const;

/**
 * domain.md §3, Invoice. What is paid, late or void is read from facts, so a move says where it may begin; where it ends
 * the facts say. A payment on one that is paid becomes the client's credit.
 */
export const life = lifecycle({
  draft: { change: "draft", discard: "draft", issue: "sent" },
  sent: { ...owed, void: "void" },
  overdue: { ...owed, void: "void", write_off: "written_off" },
  partially_paid: { ...owed, reverse: "sent", write_off: "written_off" },
  overdue_partially_paid: { ...owed, reverse: "overdue", write_off: "written_off" },
  paid: { ...owed, reverse: "sent" },
  written_off: { pay: "paid", ask: "written_off", settle: "written_off" },
  void: {},
});
export type InvoiceStatus = StatusOf<typeof life>;
export type InvoiceMove = MoveOf<typeof life.table>;

/** What is stored of an invoice that its status is read from. Amounts in minor units. */
export interface Facts {
  sentAt: Date | null;
  dueOn: string | null;
  total: number | null;
  paid: number;
  credited: number;
  voidedAt: Date | null;
  writtenOffAt: Date | null;
  firstViewedAt?: Date | null;
}

/** What is still owed: nothing of a draft, of a void one or of one written off. */
export const balanceOf = ({ sentAt, total, paid, credited, voidedAt, writtenOffAt }: Facts) => (!sentAt || voidedAt || writtenOffAt ? 0 : standing({ total: total ?? 0, paid, credited }).balance);

/** Whole days past the due date, in the agency's zone; 0 where nothing is owed. Due today is not overdue. */
export const daysLate = (facts: Facts, timeZone: string, present: Date) => (balanceOf(facts) > 0 && facts.dueOn ? Math.max(0, daysBetween(facts.dueOn, dayIn(timeZone, present))) : 0);

/** Facts are stored; a status is what they say at an instant. */
export function statusOf(facts: Facts, timeZone: string, present: Date): InvoiceStatus {
  if (!facts.sentAt) return "draft";
  if (facts.voidedAt) return "void";
  if (facts.writtenOffAt) return "written_off";
  if (balanceOf(facts) === 0) return "paid";
  const late = daysLate(facts, timeZone, present) > 0;
  if (facts.paid > 0) return late ? "overdue_partially_paid" : "partially_paid";
  return late ? "overdue" : "sent";
}

const badge = {
  draft: { label: "Draft", tone: "idle", icon: "draft" },
  sent: { label: "Due", tone: "wait", icon: "clock", open: true },
  partially_paid: { label: "Part paid", tone: "move", icon: "half", open: true },
  paid: { label: "Paid", tone: "done", icon: "done" },
  written_off: { label: "Written off", tone: "idle", icon: "slash" },
  void: { label: "Void", tone: "idle", icon: "slash" },
} satisfies Partial<Record<InvoiceStatus, Badge>>;

/** "At least so many days late": 1 to 29 Overdue, 30 to 59 30d, 60 to 89 60d, 90 and over 90+d. Undefined where it is not late. */
export function lateBadge(days: number): Badge | undefined {
  if (days >= 90) return { label: "90+d", tone: "stop", icon: "alert", open: true };
  if (days >= 60) return { label: "60d", tone: "late", icon: "alert", open: true };
  if (days >= 30) return { label: "30d", tone: "soon", icon: "alert", open: true };
  return days > 0 ? { label: "Overdue", tone: "wait", icon: "alert", open: true } : undefined;
}

/** The badges of an invoice: late and part paid both, when both. What was credited whole and never paid says so. */
export function badgesOf(facts: Facts, timeZone: string, present: Date): Badge[] {
  const status = statusOf(facts, timeZone, present);
  const late = lateBadge(daysLate(facts, timeZone, present));
  if (status === "overdue") return [late!];
  if (status === "overdue_partially_paid") return [late!, badge.partially_paid];
  return [status === "paid" && facts.paid === 0 && facts.credited > 0 ? { label: "Credited", tone: "idle", icon: "back" } : badge[status]];
}
/** As the agency reads them: what is with the client is Sent, or Viewed once somebody there opened it. */
export function staffBadgesOf(facts: Facts, timeZone: string, present: Date): Badge[] {
  if (statusOf(facts, timeZone, present) !== "sent") return badgesOf(facts, timeZone, present);
  return [facts.firstViewedAt ? { label: "Viewed", tone: "move", icon: "eye" } : { label: "Sent", tone: "move", icon: "sent" }];
}
export const disputedBadge: Badge = { label: "Disputed", tone: "stop", icon: "flag", open: true };

/** The columns of statements and of the ageing report, in days past the due date. */
export const buckets = ["current", "to30", "to60", "to90", "over90"] as const;
export type Bucket = (typeof buckets)[number];
export const bucketWords: Record<Bucket, string> = { current: "Current", to30: "1–30 days", to60: "31–60 days", to90: "61–90 days", over90: "Over 90 days" };
export const bucketOf = (days: number): Bucket => (days <= 0 ? "current" : days <= 30 ? "to30" : days <= 60 ? "to60" : days <= 90 ? "to90" : "over90");

/** Where a line came from, so that nothing is billed twice. */
export type Source = { proposalId: string; part: string };

/** A line as it is written. `taxId` names a tax of the settings; what it says is frozen when the invoice is issued. */
export interface Line {
  id: string;
  description: string;
  quantity: number;
  unit: string;
  price: number;
  discount: Discount;
  taxId: string | null;
}

/** An invoice's words and prices, as they are written. */
export interface Content {
  lines: Line[];
  discount: Discount;
  pricesInclude: boolean;
  note: string;
  terms: string;
}

export const methods = { transfer: "Bank transfer", card: "Card", cheque: "Cheque", direct_debit: "Direct debit", cash: "Cash", other: "Other" } as const;
export type Method = keyof typeof methods;
/** "by transfer", in the middle of a sentence. */
export const methodWords = (method: Method | "credit") => (method === "credit" ? "from credit" : method === "other" ? "otherwise" : `by ${methods[method].toLowerCase().replace(/^bank /, "")}`);

/** "INV-0187", "INV-2026-0007": how a number of a series is written. */
export const numberIn = ({ prefix, digits, year }: { prefix: string; digits: number; year: string | null }, number: number) => `${prefix}${year ? `${year}-` : ""}${String(number).padStart(digits, "0")}`;

export const happenings = {
  "invoice.drafted": { says: "began {subject}", tells: "no one" },
  "invoice.changed": { says: "changed {subject}", tells: "no one" },
  "invoice.discarded": { says: "deleted {subject}", tells: "no one" },
  "invoice.sent": { says: "sent the invoice {subject} for {total}, due {due}", tells: "client", ask: "Invoice {subject} for {total}, due {due}", portal: true, needs: "viewInvoices" },
  "invoice.viewed": { says: "opened the invoice {subject}", tells: "no one" },
  "invoice.paid": { says: "recorded a payment of {amount} for the invoice {subject}", tells: "client", ask: "Payment received for {subject}: {amount}", portal: true, needs: "viewInvoices" },
  "invoice.credit_used": { says: "paid {amount} of the invoice {subject} from credit", tells: "client", ask: "{amount} of your credit paid towards {subject}", portal: true, needs: "viewInvoices" },
  "invoice.payment_reversed": { says: "reversed a payment of {amount} for the invoice {subject}", tells: "client", ask: "A payment for {subject} was reversed: {amount}", portal: true, needs: "viewInvoices" },
  "invoice.credited": { says: "issued the credit note {note} of {amount} for the invoice {subject}", tells: "client", ask: "Credit note {note} for {subject}: {amount}", portal: true, needs: "viewInvoices" },
  "invoice.voided": { says: "voided the invoice {subject}", tells: "client", ask: "The invoice {subject} is void", portal: true, needs: "viewInvoices" },
  "invoice.written_off": { says: "wrote off {amount} of the invoice {subject}", tells: "no one" },
  "invoice.reopened": { says: "reopened the invoice {subject}, which had been written off", tells: "no one" },
  "invoice.disputed": { says: "disputed the invoice {subject}", tells: "agency", ask: "{actor} disputes {subject}", portal: true, needs: "viewInvoices" },
  "invoice.dispute_settled": { says: "settled the dispute about the invoice {subject}", tells: "client", ask: "Your dispute about {subject} is settled", portal: true, needs: "viewInvoices" },
  "invoice.overdue": { says: "noted that the invoice {subject} is overdue", tells: "both", ask: "The invoice {subject} is overdue", portal: true, needs: "viewInvoices" },
  "invoice.pay_link_changed": { says: "changed where the invoice {subject} can be paid online", tells: "no one" },
  "invoice.bank_changed": { says: "changed the bank details the invoice {subject} is paid to", tells: "client", ask: "Our bank details have changed: please read before paying {subject}", portal: true, needs: "viewInvoices" },
  "credit.refunded": { says: "paid back {amount} of credit to {subject}", tells: "client", ask: "{amount} of your credit was paid back", portal: true, needs: "viewInvoices" },
} satisfies Catalogue;

/** Of the agency's own books: no client's. */
export const billingHappenings = {
  "billing.changed": { says: "changed how invoices are made: {changes}", tells: "no one", kind: "Billing" },
  "billing.client_changed": { says: "changed how {subject} is billed", tells: "no one", kind: "Billing" },
  "billing.tax_added": { says: "added the tax {subject}", tells: "no one", kind: "Billing" },
  "billing.tax_changed": { says: "changed the tax {before} to {subject}", tells: "no one", kind: "Billing" },
  "billing.tax_retired": { says: "retired the tax {subject}", tells: "no one", kind: "Billing" },
  "bank.proposed": { says: "proposed new bank details, {subject}", tells: "no one", kind: "Bank details" },
  "bank.confirmed": { says: "confirmed new bank details, {subject}", tells: "no one", kind: "Bank details" },
  "bank.withdrawn": { says: "withdrew the proposed bank details, {subject}", tells: "no one", kind: "Bank details" },
  "bank.in_force": { says: "noted that new bank details are in force, {subject}", tells: "no one", kind: "Bank details" },
} satisfies Catalogue;
