import { hash, verify } from "@node-rs/argon2";
import commonPasswords from "fxa-common-password-list";
import { isLoopback } from "#app/lib/env.server.ts";
import { Refused } from "#app/lib/refused.ts";

/** The password of everyone in the demo story. It opens nothing where Parlour is served to more than this machine. */
export const DEMO_PASSWORD = "parlour-demo";

/** Argon2id: memory in KiB, passes, threads. */
export const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of 40 random bytes that nobody kept: what an unknown account's password is compared with, at the same cost. */
export const nobodys = "$argon2id$v=19$m=19456,t=2,p=1$jp2wwzjEaSCmIyoUlvEeFA$o8x05lgVXhDslk54sOrG6PeHF9dHfbfeub6pqZ977PE";

/** A password's hash, for its row. Slow by design: never inside a transaction. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost);

/** Whether this is the password behind `stored`. Takes as long where there is no account, or no password, as where there is. */
export async function isRightPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const right = await verify(stored ?? nobodys, password);
  return right && Boolean(stored) && (password !== DEMO_PASSWORD || isLoopback());
}

/** Throws Refused 422 for a password that is among the first to be tried: common ones, and words about this person or firm. */
export function requireUncommon(password: string, about: string[] = []) {
  if (isCommon(password.toLowerCase(), [...about, "parlour", "portal"])) throw new Refused(422, "This password is easy to guess. Use several words that have nothing to do with you or with us", { field: "password" });
}

function isCommon(password: string, about: string[]) {
  const letters = password.replace(/[\d\s\p{P}\p{S}]+$/u, "");
  const names = about.flatMap((words) => words.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length > 3);
  const rest = names.reduce((left, name) => left.replaceAll(name, ""), password).replace(/[\d\s\p{P}\p{S}]+/gu, "");
  return commonPasswords.test(password) || commonPasswords.test(letters) || new Set(password).size < 5 || isRepeated(password) || (names.some((name) => password.includes(name)) && [...rest].length < 5);
}

/** "passwordpassword": the same few characters again and again. */
const isRepeated = (password: string) => /^(.{1,8})\1+$/su.test(password);
