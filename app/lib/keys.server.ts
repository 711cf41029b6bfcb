import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "./env.server.ts";

let secret: string | undefined;

/** The secret that signs links and form keys: given, or made once and kept in DATA_DIR/keys with mode 0600. */
const sessionSecret = () => (secret ??= env().SESSION_SECRET ?? keptSecret(join(env().DATA_DIR, "keys")));

function keptSecret(folder: string): string {
  const file = join(folder, "session-secret");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    // "wx": of two processes that start at once, one makes it and the other reads it.
    writeFileSync(file, randomBytes(48).toString("base64url"), { mode: 0o600, flag: "wx" });
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== "EEXIST") throw problem;
  }
  return readFileSync(file, "utf8").trim();
}

/** A signature over parts, in order; `purpose` keeps one kind of signature from standing for another. */
export const sign = (purpose: string, ...parts: (string | number)[]) =>
  createHmac("sha256", sessionSecret()).update(JSON.stringify([purpose, ...parts])).digest("base64url");

export function isSigned(signature: string, purpose: string, ...parts: (string | number)[]): boolean {
  const expected = Buffer.from(sign(purpose, ...parts));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const sealing = (purpose: string) => Buffer.from(hkdfSync("sha256", sessionSecret(), "", `parlour seal: ${purpose}`, 32));

/**
 * Encrypts what the database must hold and nobody may read there (AES-256-GCM). `about` is whose it is: put into
 * somebody else's row, it does not open.
 */
export function seal(purpose: string, about: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", sealing(purpose), nonce).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]).toString("base64url");
}

/** What was sealed; undefined where it was tampered with, is somebody else's, or the key is another one now. */
export function unseal(purpose: string, about: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length < 28) return undefined;
  try {
    const decipher = createDecipheriv("aes-256-gcm", sealing(purpose), bytes.subarray(0, 12), { authTagLength: 16 }).setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}
