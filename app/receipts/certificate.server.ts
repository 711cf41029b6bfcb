import { letterhead } from "#app/agency/letterhead.server.ts";
import { exactMoment, offsetIn } from "#app/lib/dates.ts";
import { env } from "#app/lib/env.server.ts";
import { type Paper, paper } from "#app/lib/paper/paper.server.ts";
import { size } from "#app/lib/words.ts";
import { worth } from "./frozen.ts";
import { frozenOf } from "./frozen.server.ts";
import { type Receipt, calledAs, given } from "./receipt.ts";

/** A receipt's file as a paper to read and to print: PDF on the agency's letterhead. The proof stays the file itself, and it says so. */
export async function certificateOf(body: string): Promise<Buffer> {
  const { receipt, key } = JSON.parse(body) as { receipt: Receipt; key: string };
  const { subject, time } = receipt;
  const head = { ...(await letterhead()), title: subject.title, reference: `Receipt: ${calledAs(subject)}`, at: new Date(time.utc) };
  return paper(head, (page) => {
    decision(page, receipt);
    page.heading("What was in front of them");
    for (const piece of frozenOf(receipt)) {
      if (piece.kind === "heading") page.heading(piece.words, 3);
      else if (piece.kind === "prose") page.prose(piece.blocks);
      else if (piece.kind === "facts") page.facts(piece.pairs);
      else page.table(piece.columns, piece.rows, piece.foot);
    }
    files(page, receipt);
    proof(page, receipt, key);
  });
}

function decision(page: Paper, { act, person, signature, amount, subject, time }: Receipt) {
  const kind = given({ signature, subject });
  const at = new Date(time.utc);
  const moment = `${exactMoment(time.zone, at)} (${offsetIn(time.zone, at)}, ${time.zone})`;
  page.text(act.words, { strong: true });
  if ("name" in signature) {
    page.text(signature.consent);
    page.signature(signature.name, [[person.name, person.role, person.company].filter(Boolean).join(", "), moment]);
  } else if ("reason" in signature) {
    if (signature.reason) page.facts([[kind === "requested" ? "What should change" : "Why", signature.reason]]);
  } else page.facts([["Their answer, as recorded", signature.outside]]);
  page.facts([
    [act.recordedBy === "agency" ? "Recorded by" : "Who", [person.name, person.role, person.company].filter(Boolean).join(", ")],
    ...(person.email ? [["Email address", person.email] as [string, string]] : []),
    ...(person.signedInBy ? [["Signed in by", person.signedInBy] as [string, string]] : []),
    ...(act.recordedBy === "client" ? [["May", person.permission] as [string, string]] : []),
    ...(person.address ? [["From address", person.address] as [string, string]] : []),
    ["Button pressed", act.verb],
    ...(amount ? [["Amount", amount.shown] as [string, string]] : []),
    ["When", moment],
    ["When, in UTC", time.utc],
  ]);
  page.text(worth[kind], { small: true });
}

function files(page: Paper, { files }: Receipt) {
  if (files.length === 0) return;
  page.heading("Files that belong to it");
  page.table([{ head: "File", share: 3 }, { head: "Size", share: 1, right: true }, { head: "SHA-256", share: 4 }], files.map(({ name, size: bytes, sha256 }) => [name, size(bytes), sha256]));
}

function proof(page: Paper, { subject, event }: Receipt, key: string) {
  page.heading("How to check it");
  page.text(`This paper repeats what the receipt file says; the proof is the file. Check it at ${new URL("/verify", env().PUBLIC_URL).href}, or without the portal, with the verifier that page offers and the agency’s public key.`);
  page.facts([
    ["Fingerprint of the text", subject.snapshot],
    ["Event", `${event.row.seq}, ${event.hash}`],
    ["Signed with key", `${key} (Ed25519)`],
  ]);
}
