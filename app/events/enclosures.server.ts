import type { Mail } from "./transport.server.ts";

/** A file that goes with a letter. */
export interface Enclosure {
  name: string;
  type: string;
  bytes: Buffer;
}

type Certify = (receipt: string) => Promise<Buffer>;
let certify: Certify | undefined;
let last: { receipt: string; made: Promise<Buffer> } | undefined;

/** Says who makes a certificate out of a receipt's text: nouns lean one way, and the post comes long before receipts. */
export const certifyWith = (make: Certify) => void ((certify = make), (last = undefined));

/** The sentence a receipt's letter says of what is attached to it. */
export const ATTACHED = "Attached is receipt.json, the signed record itself, and certificate.pdf, the same to read and to print.";
export const ATTACHED_ALONE = "Attached is receipt.json, the signed record itself. The certificate could not be made this time: you find it on the receipt’s page.";

/** The letter with its receipt and certificate. Where the certificate fails the letter goes all the same, and says so. */
export async function enclose(mail: Mail, receipt: string | null): Promise<Mail> {
  if (receipt === null) return mail;
  const file = { name: "receipt.json", type: "application/json", bytes: Buffer.from(receipt) };
  try {
    return { ...mail, enclosures: [file, { name: "certificate.pdf", type: "application/pdf", bytes: await certificateFor(receipt) }] };
  } catch (problem) {
    last = undefined;
    console.error("A certificate could not be made:", problem);
    const says = mail.letter.says.map((said) => (said.words === ATTACHED ? { words: ATTACHED_ALONE } : said));
    return { ...mail, letter: { ...mail.letter, says }, enclosures: [file] };
  }
}

/** One decision makes several letters; its certificate is the same in each. */
async function certificateFor(receipt: string): Promise<Buffer> {
  if (!certify) throw new Error("Nobody makes certificates here.");
  if (last?.receipt !== receipt) last = { receipt, made: certify(receipt) };
  return last.made;
}
