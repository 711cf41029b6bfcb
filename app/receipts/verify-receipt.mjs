#!/usr/bin/env node
// Checks a receipt with nothing but Node: no network, no database, no other file of ours.
//   node verify-receipt.mjs receipt.json --key receipt-keys.json [--file document.pdf]...
// Exit code 0: everything holds. 1: something does not, and is named. 2: it could not be checked.
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";

export const FORM = "receipt/1";

const MOST_PARTS = 40;

/** What each part of a receipt is called where it is named. */
const parts = {
  act: "what was done",
  person: "who did it, and how they were signed in",
  signature: "the typed name and the consent",
  subject: "what it was about",
  snapshot: "the text that was agreed to",
  files: "the list of files",
  amount: "the amount",
  time: "the time",
  event: "its place in the record",
};

/**
 * The canonical form of JSON (RFC 8785): keys in order of their UTF-16 units, nothing that could be written two ways.
 * @param {unknown} value
 * @returns {string}
 */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one)).join(",")}]`;
  if (value !== null && typeof value === "object")
    return `{${Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
      .join(",")}}`;
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error("Not a number that JSON can hold");
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean" && value !== null) throw new Error(`JSON has no ${typeof value}`);
  return JSON.stringify(value);
}

/** SHA-256 in lower-case hex, of text (as UTF-8) or bytes. */
export const sha256 = (of) => createHash("sha256").update(of).digest("hex");

/** What the signature covers: the form, the digest of each part, the key's name. */
export const signedText = ({ form, digests, key }) => canonical({ form, digests, key });

/** The name of a public key: the first 16 hex digits of the SHA-256 of its SPKI form. */
export const keyName = (key) => sha256(key.export({ type: "spki", format: "der" })).slice(0, 16);

/**
 * Public keys by name, from a JWK Set (RFC 7517), one JWK, or PEM text. What is no Ed25519 key is left out; the name is
 * worked out from the key itself, never believed.
 * @param {string} text
 * @returns {Map<string, import("node:crypto").KeyObject>}
 */
export function keysIn(text) {
  const found = text.includes("-----BEGIN") ? [createPublicKey(text)] : [JSON.parse(text)].flatMap((set) => set.keys ?? [set]).map((key) => createPublicKey({ key, format: "jwk" }));
  return new Map(found.filter((key) => key.asymmetricKeyType === "ed25519").map((key) => [keyName(key), key]));
}

/**
 * Checks a receipt's text against keys the caller trusts, and files against its list. `holds` is true only where the
 * signature was checked and nothing failed; each finding names a part and says in words what holds (true), does not
 * (false), or could not be checked (null).
 * @param {string} text
 * @param {{ keys?: Map<string, import("node:crypto").KeyObject>, files?: { name: string, sha256: string }[] }} given
 */
export function check(text, { keys = new Map(), files = [] } = {}) {
  /** @type {{ part: string, holds: boolean | null, words: string }[]} */
  const findings = [];
  const say = (part, holds, words) => void findings.push({ part, holds, words });
  const end = (receipt) => ({ holds: findings.length > 0 && findings.every(({ holds }) => holds === true), findings, receipt });

  let envelope;
  try {
    envelope = JSON.parse(text);
    // Nested so deep that it cannot be walked, it is none either.
    canonical(envelope);
  } catch {
    say("file", false, "This is not a receipt file: it cannot be read as JSON. It may be cut short or damaged.");
    return end(null);
  }
  const { form, receipt, digests, key, signature } = isObject(envelope) ? envelope : {};
  const isReceipt = form === FORM && isObject(receipt) && isObject(digests) && typeof key === "string" && typeof signature === "string";
  // Nobody needs to be told of a thousand parts that are none.
  if (!isReceipt || Object.keys(receipt).length > MOST_PARTS || Object.keys(digests).length > MOST_PARTS) {
    say("file", false, `This is not a receipt of the form ${FORM}.`);
    return end(null);
  }
  // The file as it was given out is in canonical form, so any other byte, a doubled key too, shows here.
  if (text === canonical(envelope)) say("file", true, "The file is exactly as it was given out.");
  else if (text.trim() === canonical(envelope)) say("file", true, "The file is as it was given out, but for blank space around it.");
  else say("file", false, "The file was written anew or changed since it was given out: its bytes are not in the original form.");

  for (const name of new Set([...Object.keys(parts), ...Object.keys(receipt), ...Object.keys(digests)])) {
    const called = parts[name] ?? `a part named “${shown(name)}”`;
    if (!Object.hasOwn(receipt, name)) say(name, false, `Missing: ${called}.`);
    else if (!Object.hasOwn(digests, name)) say(name, false, `Added since: ${called}.`);
    else if (digests[name] !== sha256(canonical(receipt[name]))) say(name, false, `Changed since it was signed: ${called}.`);
    else say(name, true, `Unchanged: ${called}.`);
  }

  const trusted = keys.get(key);
  if (keys.size === 0) say("key", null, "No public key was given, so the signature was not checked. Get the agency’s key from the agency, not from the receipt.");
  else if (!trusted) say("key", false, `It names the key ${shown(key)}, which is not among the keys you trust.`);
  else if (isBase64Url(signature) && verify(null, Buffer.from(signedText({ form, digests, key })), trusted, Buffer.from(signature, "base64url"))) say("key", true, `Signed with the key ${key}, which you trust.`);
  else say("key", false, "The signature does not fit: the list of digests, or the signature itself, was changed.");

  const { event, snapshot, subject } = receipt;
  if (isObject(event) && isObject(event.row)) {
    const fits = event.hash === sha256(canonical(event.row));
    say("chain", fits, fits ? `It names event ${shown(event.row.seq)} of the record, and the event’s hash fits.` : "The hash of the event it names does not fit.");
  } else say("chain", false, "It names no event of the record.");
  if (isObject(subject)) {
    const fits = subject.snapshot === sha256(canonical(snapshot ?? null));
    say("frozen", fits, fits ? "The text in it is the text whose fingerprint was signed." : "The text in it is not the text whose fingerprint was signed.");
  }

  const listed = Array.isArray(receipt.files) ? receipt.files.filter(isObject) : [];
  for (const file of files) {
    const match = listed.find(({ sha256 }) => sha256 === file.sha256);
    if (match) say("document", true, `${shown(file.name)} is, byte for byte, the file “${shown(match.name)}” of this receipt.`);
    else if (sha256(canonical(snapshot ?? null)) === file.sha256) say("document", true, `${shown(file.name)} is the frozen text of this receipt.`);
    else say("document", false, `${shown(file.name)} is not one of this receipt’s files: its SHA-256 is ${file.sha256}.`);
  }
  return end(receipt);
}

/** Words out of a file nobody vouches for: short, and nothing that could turn a line around or steer a terminal. */
const shown = (value) => (typeof value === "string" || typeof value === "number" ? String(value) : "…").replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "�").slice(0, 200);
// Text that decodes to the same bytes is not yet the same text.
const isBase64Url = (text) => Buffer.from(text, "base64url").toString("base64url") === text;
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

function main(given) {
  const named = { "--key": [], "--file": [] };
  const rest = [];
  while (given.length) {
    const word = given.shift();
    if (word in named && given.length) named[word].push(given.shift());
    else rest.push(word);
  }
  if (rest.length !== 1 || rest[0].startsWith("-") || named["--key"].length === 0) {
    console.error("Give a receipt and the agency’s public key: node verify-receipt.mjs receipt.json --key receipt-keys.json [--file document.pdf]");
    return 2;
  }
  try {
    const keys = new Map(named["--key"].flatMap((file) => [...keysIn(readFileSync(file, "utf8"))]));
    if (keys.size === 0) throw new Error("there is no Ed25519 public key in what was given with --key");
    const files = named["--file"].map((file) => ({ name: basename(file), sha256: sha256(readFileSync(file)) }));
    const { holds, findings, receipt } = check(readFileSync(rest[0], "utf8"), { keys, files });
    if (typeof receipt?.act?.words === "string") console.log(`${holds ? "It says" : "It says, but does not prove"}: ${shown(receipt.act.words)}\n`);
    for (const { holds, words } of findings) console.log(`${holds === true ? "holds" : holds === false ? "FAILS" : "     "}  ${words}`);
    console.log(holds ? "\nEverything holds." : "\nThis receipt does not hold.");
    return holds ? 0 : 1;
  } catch (problem) {
    console.error(`It could not be checked: ${problem.message}`);
    return 2;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = main(process.argv.slice(2));
