import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
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
