import { letterhead } from "#app/agency/letterhead.server.ts";
import { attachmentNamed } from "#app/lib/attachment.server.ts";
import { longDay } from "#app/lib/dates.ts";
import { type Paper, type PaperColumn, paper } from "#app/lib/paper/paper.server.ts";
import { size } from "#app/lib/words.ts";
import { type Offer, offerOf } from "./offer.server.ts";
import type { Chosen } from "./proposal.ts";
import { type Version, readSnapshot } from "./proposals.server.ts";

/** What a paper says of a version beyond its text: the day in the agency's zone, and who the reader may know it is from. */
export interface PaperFacts {
  sent: Version;
  sentOn: string;
  toWhom: string;
  from: string;
  /** The optional lines taken; before anybody answered, those looked at. */
  chosen: Chosen;
}

/** A version of a proposal as it was frozen, on the agency's letterhead: PDF. The same version gives the same words, whatever the draft of the next one says. */
export async function proposalPaper({ sent, sentOn, toWhom, from, chosen }: PaperFacts): Promise<Buffer> {
  const snapshot = readSnapshot(sent);
  const offer = offerOf(snapshot, chosen, from);
  const { agency, ...rest } = await letterhead();
  const head = { ...rest, agency: { ...agency, ...snapshot.agency }, title: offer.title, reference: `Proposal ${offer.number}, version ${offer.version}`, at: sent.sentAt };
  return paper(head, (page) => {
    page.facts([
      ["For", toWhom === offer.client ? offer.client : `${toWhom}, ${offer.client}`],
      ["From", from === snapshot.agency.name ? from : `${from}, ${snapshot.agency.name}`],
      ["Sent", longDay(sentOn)],
      ["Open until", longDay(sent.expiresOn)],
      ["Fee model", offer.feeModel],
      ["Fee", offer.fee],
    ]);
    for (const { heading, blocks } of offer.sections) {
      if (heading) page.heading(heading);
      page.prose(blocks);
    }
    page.heading("What it costs");
    price(page, offer.price);
    if (offer.terms.length) {
      page.heading("Terms");
      page.prose(offer.terms);
    }
    files(page, offer.files);
    page.rule();
    page.text(`Fingerprint of this version (SHA-256): ${sent.sha256}`, { small: true });
  });
}

function price(page: Paper, { facts, milestones, milestonesTogether, lines, linesTogether, single, whole, options }: Offer["price"]) {
  if (facts.length) page.facts(facts.map(({ label, amount }) => [label, amount]));
  const fee: PaperColumn = { head: "Fee", share: 1.3, right: true };
  if (milestones.length) {
    const foot = milestonesTogether ? [[milestonesTogether.label, "", milestonesTogether.amount]] : [];
    page.table([{ head: "Milestone", share: 3.4 }, { head: "Due", share: 1.3 }, fee], milestones.map(({ name, due, amount }) => [name, due, amount]), foot);
  }
  if (lines.length) {
    const columns: PaperColumn[] = single ? [{ head: "Part", share: 4 }, fee] : [{ head: "Part", share: 3 }, { head: "Quantity", share: 1.2, right: true }, { head: "Price", share: 1.2, right: true }, fee];
    const rows = lines.map(({ description, optional, quantity, each, total }) => [optional ? `${description} (optional, chosen)` : description, ...(single ? [] : [quantity, each]), total]);
    page.table(columns, rows, linesTogether ? [[linesTogether.label, ...(single ? [] : ["", ""]), linesTogether.amount]] : []);
  }
  if (whole) page.facts([[whole.label, whole.amount]]);
  const left = options.filter(({ taken }) => !taken);
  if (left.length === 0) return;
  page.heading("Optional parts, not included above", 3);
  page.table([{ head: "Part", share: 3 }, { head: "Quantity", share: 1.2, right: true }, { head: "Price", share: 1.2, right: true }, fee], left.map(({ description, quantity, each, total }) => [description, quantity, each, total]));
}

function files(page: Paper, all: Offer["files"]) {
  if (all.length === 0) return;
  page.heading("Files that go with it");
  page.facts(all.map(({ name, size: bytes }) => [size(bytes), name]));
}

/** The paper as a download. */
export async function paperAnswer(facts: PaperFacts): Promise<Response> {
  const bytes = await proposalPaper(facts);
  const { number, version, title } = readSnapshot(facts.sent);
  const name = `${number} ${title}${version > 1 ? `, version ${version}` : ""}.pdf`;
  return new Response(new Uint8Array(bytes), { headers: { "Content-Type": "application/pdf", "Content-Length": String(bytes.length), "Content-Disposition": attachmentNamed(name), "Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store" } });
}
