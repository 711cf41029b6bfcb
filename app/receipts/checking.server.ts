import { type KeyObject, createPublicKey } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { Db } from "#db/client.server.ts";
import type { Receipt } from "./receipt.ts";
import { canonical, check, keyName, sha256 } from "./verify-receipt.mjs";

interface Stored {
  id: string;
  seq: number;
  clientId: string;
  subjectId: string;
  version: number;
  recordedBy: string;
  keyId: string;
  body: string;
  hash: string | null;
  particulars: string | null;
}
/** What is wrong with a receipt, by the number of its event. */
export interface Fault {
  seq: number;
  why: string;
}

/** Every public key kept in a folder of keys; none where there is no such folder. Makes and changes nothing. */
export function keysKeptIn(folder: string): Map<string, KeyObject> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder).filter((name) => /^receipts-[0-9a-f]{16}\.public\.pem$/.test(name));
  return new Map(names.map((name) => createPublicKey(readFileSync(join(folder, name), "utf8"))).map((key) => [keyName(key), key]));
}

const PAGE = 50;

/**
 * Reads on through the receipts after an event, a page at a time: each holds by itself, stands beside the event it names,
 * and is the one that event carries the digest of. Gives how far it came, how many, and the first fault.
 */
export function checkReceipts(tx: Db, keys: Map<string, KeyObject>, after = 0): { to: number; checked: number; fault?: Fault; ended: boolean } {
  const page = tx.all<Stored>(sql`
    select r.id, r.event_seq seq, r.client_id clientId, r.subject_id subjectId, r.version, r.recorded_by recordedBy, r.key_id keyId, r.body, e.hash, p.particulars
    from receipts r left join events e on e.seq = r.event_seq left join event_particulars p on p.seq = r.event_seq
    where r.event_seq > ${after} order by r.event_seq limit ${PAGE}`);
  let [to, checked] = [after, 0];
  for (const stored of page) {
    const why = faultOf(stored, keys);
    if (why) return { to, checked, fault: { seq: stored.seq, why }, ended: false };
    [to, checked] = [stored.seq, checked + 1];
  }
  return { to, checked, ended: page.length < PAGE };
}

/** The first event that carries a receipt's digest, where that receipt is gone or stands beside another. */
export function missingReceipt(tx: Db): Fault | undefined {
  const found = tx.get<{ seq: number } | undefined>(sql`
    select p.seq from event_particulars p left join receipts r on r.event_seq = p.seq
    where json_valid(p.particulars) and json_extract(p.particulars, '$.evidence') is not null and (r.id is null or r.id <> json_extract(p.particulars, '$.receipt')) order by p.seq limit 1`);
  return found && { seq: found.seq, why: "The receipt it carries the digest of is gone." };
}

function faultOf({ body, hash, particulars, keyId, ...row }: Stored, keys: Map<string, KeyObject>): string | undefined {
  const { findings, receipt: read } = check(body, { keys });
  const failing = findings.find(({ holds, part }) => holds === false || (part !== "key" && holds !== true));
  if (failing) return `Its receipt does not hold. ${failing.words}`;
  const { event, time: _time, ...proof } = read as Receipt;
  const { act, subject } = proof;
  if (event.row.seq !== row.seq || event.hash !== hash) return "Its receipt names another event.";
  if (event.row.clientId !== row.clientId || subject.id !== row.subjectId || subject.version !== row.version || act.recordedBy !== row.recordedBy || (JSON.parse(body) as { key: string }).key !== keyId) return "Its receipt is kept under another subject than it names.";
  // Gone with an erasure, which the chain itself verifies: the receipt then stands by its signature.
  if (particulars === null) return undefined;
  const { receipt, evidence } = JSON.parse(particulars) as { receipt?: string; evidence?: string };
  return receipt === row.id && evidence === sha256(canonical(proof)) ? undefined : "It does not carry the digest of its receipt.";
}

/** All of them, with a breath between two pages for those who are being served. Gives how many stand, and the first fault. A database from before there were receipts has none. */
export function* everyReceipt(tx: Db, keys: Map<string, KeyObject>): Generator<void, { checked: number; fault?: Fault }> {
  let [to, checked] = [0, 0];
  if (!tx.get(sql`select 1 from sqlite_master where name = 'receipts'`)) return { checked };
  for (;;) {
    const page = checkReceipts(tx, keys, to);
    checked += page.checked;
    if (page.fault) return { checked, fault: page.fault };
    if (page.ended) return { checked, fault: missingReceipt(tx) };
    to = page.to;
    yield;
  }
}

/** The same at one go, for a program that has time. */
export function checkAllReceipts(tx: Db, keys: Map<string, KeyObject>): { checked: number; fault?: Fault } {
  const all = everyReceipt(tx, keys);
  for (;;) {
    const { done, value } = all.next();
    if (done) return value;
  }
}
