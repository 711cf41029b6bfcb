import { attachmentNamed } from "#app/lib/attachment.server.ts";
import { offsetIn } from "#app/lib/dates.ts";
import type { SignedIn } from "#app/people/viewer.ts";
import { certificateOf } from "./certificate.server.ts";
import { frozenOf } from "./frozen.server.ts";
import { publicKeys } from "./keys.server.ts";
import { fileNameOf, given } from "./receipt.ts";
import { receipts } from "./receipts.server.ts";
import { check } from "./verify-receipt.mjs";

/** A receipt as its page shows it: read from the file that is given out, and held against our keys as it is read. Throws NotFound. */
export function receiptPage(viewer: SignedIn, id: string) {
  const { receipt, keyId, body } = receipts(viewer).find(id);
  const { act, person, signature, subject, files, amount, time, event } = receipt;
  const at = new Date(time.utc);
  const { holds, findings } = check(body, { keys: publicKeys() });
  return {
    id,
    kind: given(receipt),
    act,
    person,
    signature,
    subject,
    files,
    amount,
    time: { ...time, offset: offsetIn(time.zone, at) },
    event: { seq: Number(event.row.seq), hash: event.hash },
    keyId,
    frozen: frozenOf(receipt),
    faults: holds ? [] : findings.filter(({ holds }) => holds !== true).map(({ words }) => words),
  };
}
export type ReceiptPage = ReturnType<typeof receiptPage>;

/** The receipt itself, byte for byte as it was signed. Throws NotFound. */
export function receiptFile(viewer: SignedIn, id: string): Response {
  const { body, receipt } = receipts(viewer).find(id);
  return attached(Buffer.from(body), "application/json", fileNameOf(receipt, "json"));
}

/** The same to read and to print. Throws NotFound. */
export async function certificateFile(viewer: SignedIn, id: string): Promise<Response> {
  const found = receipts(viewer).find(id);
  return attached(await certificateOf(found.body), "application/pdf", fileNameOf(found.receipt, "pdf"));
}

const attached = (bytes: Buffer, type: string, name: string) =>
  new Response(new Uint8Array(bytes), { headers: { "Content-Type": type, "Content-Length": String(bytes.length), "Content-Disposition": attachmentNamed(name), "Content-Security-Policy": "sandbox", "Cache-Control": "private, no-store" } });
