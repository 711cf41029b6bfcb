import { z } from "zod";
import { isDay } from "#app/lib/dates.ts";
import { scaledFrom } from "#app/lib/money.ts";
import { line, text } from "#app/lib/text.ts";
import { currencies, locales } from "#app/lib/zones.ts";
import { type Method, QUANTITY_DIGITS, methods } from "./invoice.ts";

const day = (error: string) => z.string({ error }).refine(isDay, error);
const seen = z.string().max(100).optional();
/** Amounts come as they were typed: what they mean depends on the invoice's currency, which the doing knows. */
const amount = z.string().max(40).optional();
const id = z.string().max(60).optional();
const method = z.enum(Object.keys(methods) as [Method], { error: "Choose how it was paid" });

const LineOf = z.object({
  id,
  description: line().max(300, "A description has at most 300 characters").default(""),
  quantity: z.string().max(20).optional().refine((typed) => typed === undefined || (scaledFrom(typed, QUANTITY_DIGITS) ?? 0) !== 0, "Enter how many, for example 2 or 1.5"),
  unit: line().max(30, "A unit has at most 30 characters").default(""),
  price: amount,
  discount: amount,
  taxId: id,
});

/** A draft as it is written: incomplete is fine, nonsense is not. Its lines grow and shrink by conform's own intents. */
export const DraftForm = z.object({
  projectId: id,
  issuedOn: day("Choose the day it is issued").optional(),
  dueOn: day("Choose the day it is due").optional(),
  lines: z.array(LineOf).max(200, "An invoice has at most 200 lines").default([]),
  discount: amount,
  pricesInclude: z.boolean().default(false),
  note: text().max(2000, "A note has at most 2,000 characters").default(""),
  terms: text().max(4000, "Terms have at most 4,000 characters").default(""),
  payLink: z
    .string()
    .trim()
    .max(500, "A link has at most 500 characters")
    .optional()
    .refine((typed) => typed === undefined || isPayLink(typed), "Enter a link that begins with https://"),
  seen,
  /** Where its writer goes once it is saved; the deed is the same. */
  next: z.enum(["check", "time", "proposals"]).optional(),
});
/** Only https, with a host: it is opened by a click on the client's page. */
export const isPayLink = (typed: string) => URL.canParse(typed) && new URL(typed).protocol === "https:" && !/[\s"'<>\\]/.test(typed) && !new URL(typed).username;

export const TimeForm = z.object({ entries: z.array(z.string().max(60)).min(1, "Choose at least one entry").max(2000, "Choose at most 2,000 entries at a time"), taxId: id });
export const SourcesForm = z.object({ parts: z.array(z.string().max(120)).min(1, "Choose at least one").max(100, "Choose at most 100 at a time"), taxId: id });
export const NewInvoiceForm = z.object({ clientId: z.string({ error: "Choose a client" }), projectId: id, /** What it begins with. */ from: z.enum(["time", "proposals"]).optional() });
/** `seen` is what the check page showed: it is sent as it was read, or not at all. */
export const IssueForm = z.object({ seen: z.string().max(100) });

export const PaymentForm = z.object({
  amount: z.string({ error: "Enter the amount that was paid" }).max(40),
  /** What it was paid in, where who records it says so: never another than the invoice's. */
  currency: z.string().max(3).optional(),
  method,
  reference: line().max(140, "A reference has at most 140 characters").default(""),
  paidOn: day("Choose the day it was paid"),
  /** Ticked after being told that the same payment stands there already. */
  again: z.boolean().default(false),
});
export const CreditUseForm = z.object({ amount: z.string({ error: "Enter how much of the credit to use" }).max(40) });
const reason = text("Say why: it stays on record").min(1, "Say why: it stays on record").max(500, "A reason has at most 500 characters");
export const ReasonForm = z.object({ reason });
export const CreditNoteForm = z.object({ amount, reason, seen });
export const RefundForm = z.object({ currency: z.string().length(3), amount: z.string({ error: "Enter the amount that was paid back" }).max(40), method, reference: line().max(140, "A reference has at most 140 characters").default(""), refundedOn: day("Choose the day it was paid back") });
export const DisputeForm = z.object({ reason: text("Write what is wrong").min(1, "Write what is wrong").max(2000, "At most 2,000 characters") });
export const SettleForm = z.object({ outcome: text("Write what was agreed").min(1, "Write what was agreed").max(2000, "At most 2,000 characters") });
export const PayLinkForm = z.object({ payLink: DraftForm.shape.payLink });

const number = z.number({ error: "Enter a number" }).int("Enter a whole number");
const prefix = z.string().trim().max(12, "A prefix has at most 12 characters").regex(/^[\p{L}\p{N}/._-]*$/u, "A prefix is made of letters, digits, - / . and _").default("");
export const BillingForm = z.object({
  invoicePrefix: prefix,
  creditPrefix: prefix,
  digits: number.min(1, "At least one digit").max(9, "At most nine digits"),
  yearly: z.boolean().default(false),
  nextInvoice: number.min(1, "Numbers begin with 1").max(999_999_999, "At most nine digits").optional(),
  nextCredit: number.min(1, "Numbers begin with 1").max(999_999_999, "At most nine digits").optional(),
  termsDays: number.min(0, "Enter days, 0 for at once").max(365, "At most 365 days"),
  pricesInclude: z.boolean().default(false),
  taxNumber: line().max(60, "At most 60 characters").default(""),
  terms: text().max(4000, "Terms have at most 4,000 characters").default(""),
  note: text().max(2000, "A note has at most 2,000 characters").default(""),
  seen,
});

export const TaxForm = z.object({
  name: line("Name it, for example Sales tax").min(1, "Name it, for example Sales tax").max(60, "A name has at most 60 characters"),
  parts: z.array(z.object({ name: line().max(60, "A name has at most 60 characters").default(""), rate: z.string().max(12).optional() })).max(4, "At most four taxes at once").default([]),
  note: text().max(300, "A note has at most 300 characters").default(""),
  seen,
});

export const ClientBillingForm = z.object({
  name: line().max(200, "A name has at most 200 characters").default(""),
  address: text().max(500, "An address has at most 500 characters").default(""),
  taxNumber: line().max(60, "At most 60 characters").default(""),
  currency: z.enum(currencies as [string]).optional(),
  locale: z.enum(locales.map(({ locale }) => locale) as [string]).optional(),
  termsDays: number.min(0, "Enter days, 0 for at once").max(365, "At most 365 days").optional(),
  taxId: id,
  seen,
});

/** Letters and digits as banks write them, spaces left out. */
const code = (most: number, error: string) => z.string().overwrite((typed) => typed.replace(/[\s-]+/g, "").toUpperCase()).max(most, error).regex(/^[A-Z0-9]*$/, error).default("");
export const BankForm = z.object({
  currency: z.enum(currencies as [string]).optional(),
  holder: line("Enter whose account it is").min(1, "Enter whose account it is").max(70, "A name has at most 70 characters"),
  bank: line().max(120, "At most 120 characters").default(""),
  iban: code(34, "Enter an IBAN, for example DE02 1203 0000 0000 2020 51").refine((iban) => iban === "" || isIban(iban), "This IBAN is mistyped: its check digits do not fit"),
  bic: code(11, "Enter a BIC of 8 or 11 characters").refine((bic) => bic === "" || /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bic), "Enter a BIC of 8 or 11 characters"),
  routing: line().max(40, "At most 40 characters").default(""),
  account: line().max(40, "At most 40 characters").default(""),
});

/** ISO 13616: the check digits fit. */
export function isIban(iban: string) {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % 97n === 1n;
}
