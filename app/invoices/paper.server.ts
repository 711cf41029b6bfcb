import { letterhead } from "#app/agency/letterhead.server.ts";
import { attachmentNamed } from "#app/lib/attachment.server.ts";
import { longDay } from "#app/lib/dates.ts";
import { money } from "#app/lib/money.ts";
import { type Paper, type PaperColumn, paper } from "#app/lib/paper/paper.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { type Snapshot, creditNotesOf, invoices } from "./invoices.server.ts";
import { howToPay, movementsOf } from "./owing.server.ts";
import { paperOf } from "./reading.server.ts";

const columns: PaperColumn[] = [{ head: "Description", share: 3.4 }, { head: "Quantity", share: 1.1, right: true }, { head: "Price", share: 1.2, right: true }, { head: "Amount", share: 1.3, right: true }];
const row = (label: string, amount: string) => [label, "", "", amount];

const headOf = async ({ agency: frozen, kind, number }: Snapshot, at: Date) => {
  const { agency, ...rest } = await letterhead();
  const title = `${kind === "invoice" ? "Invoice" : "Credit note"} ${number}`;
  return { ...rest, agency: { ...agency, name: frozen.name, address: frozen.address }, title, reference: [number, frozen.taxNumber].filter(Boolean).join(", "), at };
};

const partyOf = ({ name, address, taxNumber }: Snapshot["client"]) => [name, ...address.split("\n"), taxNumber].filter(Boolean).join("\n");

function lines(page: Paper, snapshot: Snapshot, since: { label: string; amount: string }[], outstanding: string | null) {
  const of = paperOf(snapshot);
  const sums = [row("Subtotal", of.subtotal), ...(of.discount ? [row(of.discount.label, of.discount.amount)] : []), ...of.taxes.map(({ label, amount }) => row(label, amount)), row("Total", of.total)];
  const after = outstanding === null ? [] : [...since.map(({ label, amount }) => row(label, amount)), row("Outstanding", outstanding)];
  page.table(columns, of.lines.map(({ description, quantity, price, off, amount }) => [off ? `${description}\n${off}` : description, quantity, price, amount]), [...sums, ...after], { tight: true });
  for (const words of [...of.notes, of.note, of.terms].filter(Boolean)) page.text(words);
}

/**
 * An invoice on the agency's letterhead as it was sent, with what was paid and credited since, where to pay, and what is
 * still owed. The same facts give the same bytes. Throws NotFound, also for a draft.
 */
export async function invoicePaper(viewer: SignedIn, id: string): Promise<{ bytes: Buffer; name: string }> {
  const found = invoices(viewer).find(id);
  const { snapshot, sentAt, voidedAt, writtenOffAt, balance, total, sha256 } = found;
  if (!snapshot || !sentAt) throw new NotFound();
  const { since, last } = movementsOf(viewer, found);
  const pay = howToPay(found);
  const says = (minor: number) => money(minor, snapshot.currency, snapshot.locale);
  const at = new Date(Math.max(sentAt.getTime(), last, pay?.changedAt?.getTime() ?? 0, voidedAt?.getTime() ?? 0));
  const bytes = await paper(await headOf(snapshot, at), (page) => {
    if (voidedAt) page.text("This invoice is void: there is nothing to pay.", { strong: true });
    if (writtenOffAt) page.text("What was left of this invoice is no longer asked for.", { strong: true });
    page.facts([["To", partyOf(snapshot.client)], ["Issued", `${longDay(snapshot.issuedOn)}, due ${longDay(snapshot.dueOn!)}`], ...(snapshot.project ? [["Project", snapshot.project] as [string, string]] : [])]);
    lines(page, snapshot, since, since.length || balance !== total ? (balance ? says(balance) : "None") : null);
    if (pay) {
      page.heading("How to pay", 3);
      if (pay.changedAt) page.text("Our bank details have changed since we sent this invoice. Pay to the account below, not to one you saved earlier.", { strong: true });
      if (pay.code) page.code(pay.code, 72, `QR code of a transfer of ${says(balance)} for ${pay.reference}`, { aside: true });
      page.facts(([["To", [pay.holder, pay.bank].filter(Boolean).join(", ")], ["IBAN", [pay.iban, pay.bic && `BIC ${pay.bic}`].filter(Boolean).join(", ")], ["Account", [pay.account, pay.routing && `routing ${pay.routing}`].filter(Boolean).join(", ")], ["Quote", pay.reference], ["Code", pay.code ? "Scan it with your banking app: it fills in the transfer." : ""]] as [string, string][]).filter(([, value]) => value), pay.code ? 100 : 0);
    }
    page.text(`Fingerprint of what was sent (SHA-256): ${sha256}`, { small: true });
  });
  return { bytes, name: `${snapshot.number}.pdf` };
}

/** A credit note as it was issued. Throws NotFound. */
export async function creditNotePaper(viewer: SignedIn, id: string, note: string): Promise<{ bytes: Buffer; name: string }> {
  const found = creditNotesOf(invoices(viewer).find(id)).find((one) => one.id === note);
  if (!found) throw new NotFound();
  const { snapshot, issuedAt, sha256 } = found;
  const bytes = await paper(await headOf(snapshot, issuedAt), (page) => {
    page.facts([["To", partyOf(snapshot.client)], ["Issued", longDay(snapshot.issuedOn)], ["For invoice", snapshot.about!], ...(snapshot.project ? [["Project", snapshot.project] as [string, string]] : [])]);
    lines(page, snapshot, [], null);
    page.text(`Fingerprint of what was issued (SHA-256): ${sha256}`, { small: true });
  });
  return { bytes, name: `${snapshot.number}.pdf` };
}

/** A paper as a download. */
export const paperAnswer = ({ bytes, name }: { bytes: Buffer; name: string }) =>
  new Response(new Uint8Array(bytes), { headers: { "Content-Type": "application/pdf", "Content-Length": String(bytes.length), "Content-Disposition": attachmentNamed(name), "Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store" } });
