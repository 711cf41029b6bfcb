import { type KeyObject, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from "node:fs";
import { join } from "node:path";
import { env } from "#app/lib/env.server.ts";
import { newId } from "#app/lib/id.server.ts";
import { keysKeptIn } from "./checking.server.ts";
import { keyName } from "./verify-receipt.mjs";

const folder = () => join(env().DATA_DIR, "keys");
const CURRENT = "receipts.private.pem";

let current: { id: string; key: KeyObject } | undefined;

/**
 * The key that signs receipts (Ed25519): made once, kept in DATA_DIR/keys with mode 0600. Its public half is kept beside
 * it for ever under its own name, also when a new one takes its place.
 */
function signingKey() {
  if (current) return current;
  mkdirSync(folder(), { recursive: true, mode: 0o700 });
  const file = join(folder(), CURRENT);
  if (!existsSync(file)) keep(CURRENT, generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }) as string, 0o600);
  const key = createPrivateKey(readFileSync(file, "utf8"));
  const publicKey = createPublicKey(key);
  const id = keyName(publicKey);
  if (!existsSync(join(folder(), publicName(id)))) keep(publicName(id), publicKey.export({ type: "spki", format: "pem" }) as string, 0o644);
  return (current = { id, key });
}

const publicName = (id: string) => `receipts-${id}.public.pem`;

/** Writes a file whole or not at all, and never over another: of two processes that start at once, one makes the key and both read it. */
function keep(name: string, text: string, mode: number) {
  const draft = join(folder(), `.${newId()}`);
  const file = openSync(draft, "wx", mode);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(draft, join(folder(), name));
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== "EEXIST") throw problem;
  } finally {
    unlinkSync(draft);
  }
}

/** The name of the key that signs now. */
export const currentKey = () => signingKey().id;

/** Signs text with the current key: base64url of Ed25519 (RFC 8032). Synchronous, so that it can stand in a transaction. */
export const signReceipt = (text: string) => sign(null, Buffer.from(text), signingKey().key).toString("base64url");

/** Every public key that ever signed a receipt here, by name: old ones are kept for ever. */
export function publicKeys(): Map<string, KeyObject> {
  signingKey();
  return keysKeptIn(folder());
}

/** The same as a JWK Set (RFC 7517, RFC 8037), for others to verify with. */
export const keySet = () => ({ keys: [...publicKeys()].map(([kid, key]) => ({ ...key.export({ format: "jwk" }), kid, use: "sig", alg: "EdDSA" })) });
