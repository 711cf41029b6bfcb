import { eq } from "drizzle-orm";
import { numberSeries } from "#db/schema/index.ts";
import { proposeBankDetails } from "#app/invoices/bank.server.ts";
import { addTax, changeBilling } from "#app/invoices/billing.server.ts";
import { creditInvoice } from "#app/invoices/crediting.server.ts";
import { BankForm, BillingForm, CreditNoteForm, DraftForm, PaymentForm } from "#app/invoices/forms.server.ts";
import { invoices } from "#app/invoices/invoices.server.ts";
import { checkedOf, issueInvoice, noteOverdue, noteViewed } from "#app/invoices/issuing.server.ts";
import { recordPayment } from "#app/invoices/paying.server.ts";
import { disputeInvoice } from "#app/invoices/settling.server.ts";
import { addTime, unbilledTime } from "#app/invoices/unbilled.server.ts";
import { changeDraft, draftInvoice } from "#app/invoices/writing.server.ts";
import { DAY, now } from "#app/lib/clock.ts";
import { dayIn, instantIn, daysAfter } from "#app/lib/dates.ts";
import { nextNumber } from "#app/lib/numbers.server.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { system } from "#app/people/viewer.ts";
import { type Whose, agency, contacts as guests, internal, words } from "../cast.ts";
import { type Moment, type Stage, moment } from "../stage.ts";

interface Billed {
  number: number;
  of: Whose;
  project?: string;
  /** Days before today on which it was sent, and the days it gave to pay. */
  day: number;
  terms?: number;
  lines: [description: string, quantity: string, unit: string, price: string, tax?: "tax", discount?: string][];
  note?: string;
  /** What was paid: days before today, amount, reference. */
  paid?: [day: number, amount: string, method?: string][];
  credited?: [day: number, amount: string, why: string];
  disputed?: [day: number, why: string];
}

// Sent so that their age stands at 12, 41, 64 and 94 days whenever the story is told.
const billed: Billed[] = [
  { number: 160, of: "harbor", project: "Quarterly newsletter", day: 170, lines: [["Newsletter, spring issue", "1", "", "3,200.00"], ["Interviews and recipes", "20", "h", "110.00"]], paid: [[142, "5,400.00"]] },
  { number: 163, of: "meridian", project: "Website care", day: 150, lines: [["Looking after the website, four months", "4", "months", "340.00"]], paid: [[130, "1,360.00"]] },
  { number: 168, of: "harbor", project: "Photography library", day: 142, lines: [["Photographs in the roastery, two days", "24", "h", "115.00"]], paid: [[114, "2,760.00"]] },
  { number: 171, of: "harbor", project: "Quarterly newsletter", day: 124, lines: [["Newsletter, summer issue", "1", "", "1,240.00"]] },
  { number: 176, of: "harbor", project: "Winter range packaging", day: 94, lines: [["Three directions for the winter range", "27", "h", "115.00"]], disputed: [30, "We thought the second direction was part of the fee. Can you look at the hours again?"] },
  { number: 179, of: "harbor", project: "Photography library", day: 71, lines: [["Retouching, 28 pictures", "28", "pictures", "35.00"]] },
  { number: 182, of: "tollhouse", project: "Reading list cards", day: 50, lines: [["Reading list cards, design", "6", "h", "95.00"], ["Printed cards", "500", "", "0.1925", "tax"]], paid: [[30, "671.54"]] },
  { number: 184, of: "harbor", project: "Online shop rebuild", day: 42, lines: [["Checkout, first part", "1", "", "2,150.00"]], paid: [[20, "500.00"]] },
  { number: 186, of: "meridian", project: "Appointment pages", day: 20, lines: [["Appointment pages, round 1", "28.5", "h", "110.00"]], credited: [12, "135.00", "The hour and a half of the call was ours."] },
  {
    number: 187,
    of: "harbor",
    project: "Winter range packaging",
    day: 6,
    lines: [["Label design, Winter Blend", "18.5", "h", "115.00", undefined, "10%"], ["Label design, Solstice and Decaf", "14", "h", "115.00", undefined, "10%"], ["Illustration, three finches", "1", "", "650.00"], ["Foil stamp test", "2", "", "120.00", "tax"]],
    note: "The hours are 10% less, as we said on the telephone.",
    paid: [[2, "1,000.00"]],
  },
];

const dayAgo = (days: number) => daysAfter(dayIn(agency.timeZone, now()), -days);
const at = (days: number, time: string) => instantIn(agency.timeZone, dayAgo(days), `${time}:00`);

/** What was billed, paid, credited and disputed; and a draft that waits to be checked. */
export function act(): Moment[] {
  const ids: Record<number, string> = {};
  let tax: string;
  return [
    moment(at(200, "09:10"), ({ tx, members }) => {
      changeBilling(tx, members.ruth, BillingForm.parse({ invoicePrefix: "INV-", creditPrefix: "CN-", digits: 4, termsDays: 30, taxNumber: "EIN 01-0500123", terms: "Please quote the number of the invoice with your payment." }));
      tax = addTax(tx, members.ruth, { name: "Sales tax", parts: [{ name: "Sales tax", rate: "5.5" }], note: "" });
      proposeBankDetails(tx, members.ruth, BankForm.parse({ holder: agency.name, bank: "Casco Bay Bank, Portland", routing: "011 000 390", account: "4401 227 816" }));
    }),
    ...billed.flatMap((one) => {
      const { number, of, day, paid = [], credited, disputed } = one;
      const who = (Object.keys(guests) as (keyof typeof guests)[]).find((guest) => guests[guest].of === of && (guests[guest].can as string[]).includes("viewInvoices"))!;
      return [
        moment(at(day, "10:20"), (stage) => void (ids[number] = sent(stage, one, tax))),
        moment(at(day, "16:45"), ({ tx, contacts }) => noteViewed(tx, contacts[who], ids[number]!)),
        ...paid.map(([day, amount, method = "transfer"]) => moment(at(day, "11:15"), ({ tx, members }) => void recordPayment(tx, members.ruth, ids[number]!, PaymentForm.parse({ amount, method, reference: words(of, `Transfer ${number}`), paidOn: dayIn(agency.timeZone, now()) })))),
        ...(credited ? [moment(at(credited[0], "14:10"), ({ tx, members }) => void creditInvoice(tx, members.ruth, ids[number]!, CreditNoteForm.parse({ amount: credited[1], reason: words(of, credited[2]) })))] : []),
        ...(disputed ? [moment(at(disputed[0], "09:30"), ({ tx, contacts }) => disputeInvoice(tx, contacts[who], ids[number]!, { reason: words(of, disputed[1]) }))] : []),
      ];
    }),
    ...[90, 60, 31, 13, 1].map((day) => moment(at(day, "06:00"), ({ tx }) => void noteOverdue(tx, system))),
    moment(new Date(now().getTime() - DAY / 12), (stage) => drafted(stage)),
  ];
}

function sent({ tx, members, clients, projects }: Stage, { number, of, project, terms = 30, lines, note = "" }: Billed, tax: string): string {
  const id = draftInvoice(tx, members.ruth, clients[of], { projectId: project ? (projects[project] ?? null) : null });
  const today = dayIn(agency.timeZone, now());
  changeDraft(tx, members.ruth, id, DraftForm.parse({ projectId: project && projects[project], issuedOn: today, dueOn: daysAfter(today, terms), lines: lines.map(([description, quantity, unit, price, taxed, discount]) => ({ description: words(of, description), quantity, unit, price, discount, taxId: taxed && tax })), note: note && words(of, note), terms: words(of, "Please quote the number of the invoice with your payment.") }));
  giveOthersUpTo(tx, number - 1);
  issueInvoice(tx, members.ruth, id, { seen: stampOf(checkedOf(invoices(members.ruth, tx).find(id), tx)) });
  return id;
}

/** The numbers between were given to clients who are not in the story. */
function giveOthersUpTo(tx: Stage["tx"], number: number) {
  if (!tx.select().from(numberSeries).where(eq(numberSeries.name, "invoice")).get()) nextNumber(tx, "invoice");
  tx.update(numberSeries).set({ last: number }).where(eq(numberSeries.name, "invoice")).run();
}

/** Meridian's hours of this month, reserved on a draft. */
function drafted({ tx, members, clients, projects }: Stage) {
  const id = draftInvoice(tx, members.maya, clients.meridian, { projectId: projects["Appointment pages"]! });
  const hours = unbilledTime(members.maya, { clientId: clients.meridian, projectId: projects["Appointment pages"] }, tx).slice(-6);
  addTime(tx, members.maya, id, hours.map(({ id }) => id));
  const { content, projectId, dueOn } = invoices(members.maya, tx).find(id);
  changeDraft(tx, members.maya, id, { projectId: projectId ?? undefined, dueOn: dueOn ?? undefined, lines: content.lines.map((line) => ({ id: line.id, description: internal(line.description), quantity: String(line.quantity / 10_000), unit: line.unit, price: String(line.price / 10_000) })), pricesInclude: false, note: "", terms: "" });
}
