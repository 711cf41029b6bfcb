import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";

const MARK = Buffer.from("PARLOUR-KEYS-1\n");
/** Some 64 MB and a tenth of a second a guess. */
const COST = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 };
const keyFrom = (passphrase: string, salt: Buffer) => scryptSync(passphrase.normalize("NFC"), salt, 32, COST);

/** Encrypts what leaves the machine, by a passphrase (scrypt, then AES-256-GCM). */
export function lock(bytes: Buffer, passphrase: string): Buffer {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv("aes-256-gcm", keyFrom(passphrase, salt), nonce).setAAD(MARK);
  return Buffer.concat([MARK, salt, nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

export const isLocked = (bytes: Buffer) => bytes.subarray(0, MARK.length).equals(MARK);

/** Throws a sentence where the passphrase is another one, or a byte was changed. */
export function unlock(locked: Buffer, passphrase: string): Buffer {
  const at = MARK.length;
  const [salt, nonce, text, tag] = [locked.subarray(at, at + 16), locked.subarray(at + 16, at + 28), locked.subarray(at + 28, -16), locked.subarray(-16)];
  try {
    const decipher = createDecipheriv("aes-256-gcm", keyFrom(passphrase, salt), nonce, { authTagLength: 16 }).setAAD(MARK).setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]);
  } catch {
    throw new Error("The keys in this backup do not open: BACKUP_PASSPHRASE is another one than they were locked with, or they were changed.");
  }
}
