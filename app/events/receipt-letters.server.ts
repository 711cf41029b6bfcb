import { and, eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import { agency, events, projects, receipts } from "#db/schema/index.ts";
import type { Receipt } from "#app/receipts/receipt.ts";
import { ATTACHED } from "./enclosures.server.ts";
import { type Dropped, type Row, type Written, addressOf } from "./letters.server.ts";
import { type Recipient, everyLetter } from "./recipients.server.ts";
import { mayRead, unnamed } from "./trail.server.ts";

/** The letter that takes a receipt to somebody: alone, at once, with the receipt attached. What it says stands in the receipt, so it says the same after an erasure. */
export function aboutReceipt(tx: Db, recipient: Recipient, row: Row): { written: Written | null; dropped: Dropped[] } {
  const found = tx
    .select({ id: receipts.id, body: receipts.body, kind: events.subjectKind, subjectId: events.subjectId, unnamed })
    .from(receipts)
    .innerJoin(events, eq(events.seq, receipts.eventSeq))
    .innerJoin(agency, sql`1`)
    .leftJoin(projects, eq(projects.id, events.projectId))
    .where(and(eq(receipts.eventSeq, row.eventSeq!), mayRead(recipient.reader)))
    .get();
  if (!found) return { written: null, dropped: [{ rows: [row], why: "They may no longer see what it was about." }] };
  const { act, subject } = (JSON.parse(found.body) as { receipt: Receipt }).receipt;
  const to = recipient.client && found.unnamed ? { ...recipient, host: null } : recipient;
  const title = `Receipt: ${[subject.number, subject.title].filter(Boolean).join(", ")}`;
  return {
    dropped: [],
    written: {
      to,
      rows: [row],
      secret: false,
      receipt: found.body,
      thread: `${found.kind}-${found.subjectId}`,
      letter: {
        ...everyLetter(tx, to),
        subject: title,
        title,
        says: [{ words: act.words }, { words: `The fingerprint of the text, SHA-256: ${subject.snapshot}` }, { words: ATTACHED }],
        button: { label: "See the receipt", href: addressOf(`/${to.face}/receipts/${found.id}`, to) },
        fine: "The button leads to the page; sign in there as usual. Keep this letter: the attached receipt can be checked without us.",
        why: to.client ? `You get this because you are a contact of ${to.client.name}. Receipts are always sent.` : "You get this because it concerns your work. Receipts are always sent.",
      },
    },
  };
}
