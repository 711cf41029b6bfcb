import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { env } from "#app/lib/env.server.ts";
import { keySet } from "#app/receipts/keys.server.ts";
import { type Decision, decide as decideIn, receipts } from "#app/receipts/receipts.server.ts";
import { sha256 } from "#app/receipts/verify-receipt.mjs";
import { dana, freshStory, harbor, inTransaction, packaging } from "../support/story.ts";

const decide = inTransaction(decideIn);
beforeEach(freshStory);

const offer: Decision = {
  action: "acceptance.accepted",
  says: "accepted Scope of work, version 3",
  verb: "Accept document",
  subject: { kind: "acceptance", id: "scope", clientId: harbor.id, projectId: packaging.id, title: "Scope of work" },
  number: null,
  version: 3,
  snapshot: { title: "Scope of work" },
  files: [{ name: "scope.pdf", size: 5, sha256: sha256("scope") }],
  amount: null,
  permission: "approveWork",
};
const signed = { signedName: "Dana Whitfield", consent: "I have read version 3 and accept it." };

/** An empty folder somewhere else, with what a stranger would have: the verifier, the receipt, the keys. No packages, nothing of ours. */
function given() {
  const folder = mkdtempSync(join(tmpdir(), "receipt-alone-"));
  copyFileSync("app/receipts/verify-receipt.mjs", join(folder, "verify-receipt.mjs"));
  const { body } = receipts(dana).find(decide(dana, offer, signed));
  writeFileSync(join(folder, "receipt.json"), body);
  writeFileSync(join(folder, "keys.json"), JSON.stringify(keySet()));
  writeFileSync(join(folder, "scope.pdf"), "scope");
  writeFileSync(join(folder, "other.pdf"), "other");
  const run = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: "utf8", env: { PATH: process.env.PATH, INIT_CWD: folder } as unknown as NodeJS.ProcessEnv });
    return { status, said: stdout + stderr };
  };
  return { folder, body, run };
}

test("the verifier, copied alone into an empty folder, says with plain Node that a receipt holds, and the document with it", () => {
  const { run } = given();
  expect(run("verify-receipt.mjs", "receipt.json", "--key", "keys.json", "--file", "scope.pdf")).toEqual({ status: 0, said: expect.stringMatching(/Dana Whitfield accepted Scope of work, version 3\.[\s\S]*scope\.pdf is, byte for byte[\s\S]*Everything holds\.\n$/) });
  expect(run("verify-receipt.mjs", "receipt.json", "--key", "keys.json", "--file", "other.pdf")).toEqual({ status: 1, said: expect.stringContaining("FAILS  other.pdf is not one of this receipt’s files") });
  expect(run("verify-receipt.mjs", "receipt.json").status).toBe(2);
  expect(run("verify-receipt.mjs", "gone.json", "--key", "keys.json").status).toBe(2);
});

test("a changed byte ends with 1, and names the part", () => {
  const { folder, body, run } = given();
  for (const [from, to, part] of [["Dana Whitfield\"}", "Dana Whitfielb\"}", "the typed name and the consent"], ["version 3 and", "version 4 and", "the typed name and the consent"], ["harborfinch", "harborfimch", "who did it"], ["Accept document", "Accept documents", "what was done"]] as const) {
    if (!body.includes(from)) continue;
    writeFileSync(join(folder, "receipt.json"), body.replace(from, to));
    const { status, said } = run("verify-receipt.mjs", "receipt.json", "--key", "keys.json");
    expect([status, said]).toEqual([1, expect.stringContaining(`FAILS  Changed since it was signed: ${part}`)]);
    expect(said).toContain("This receipt does not hold.");
  }
});

test("npm run verify -- receipt.json does the same, where nothing is installed and nothing is built", () => {
  const { folder, body, run } = given();
  mkdirSync(join(folder, "portal/app/receipts"), { recursive: true });
  copyFileSync("start.mjs", join(folder, "portal/start.mjs"));
  copyFileSync("app/receipts/verify-receipt.mjs", join(folder, "portal/app/receipts/verify-receipt.mjs"));
  const verify = (...words: string[]) => run("portal/start.mjs", "--verify", ...words);
  expect(verify("receipt.json", "--key", "keys.json", "--file", "scope.pdf")).toEqual({ status: 0, said: expect.stringContaining("Everything holds.") });
  writeFileSync(join(folder, "receipt.json"), body.replace("Whitfield", "Whitfeild"));
  expect(verify("receipt.json", "--key", "keys.json").status).toBe(1);
  expect(verify("receipt.json").status).toBe(2);
  // Without a receipt it is the record that is asked for, and that needs a build.
  expect(verify()).toEqual({ status: 2, said: expect.stringContaining("Nothing is built yet") });
});

test("a receipt of an old key still verifies after a new one took its place, on its page, and offline with the keys of today", async () => {
  const { folder, run } = given();
  const keys = join(env().DATA_DIR, "keys");
  const old = keySet().keys[0]!.kid;
  renameSync(join(keys, "receipts.private.pem"), join(keys, "receipts.old.pem"));
  vi.resetModules();
  const afresh = await import("#app/receipts/keys.server.ts");
  const now = afresh.currentKey();
  expect(now).not.toBe(old);
  expect([...afresh.publicKeys().keys()]).toEqual(expect.arrayContaining([old, now]));
  writeFileSync(join(folder, "keys.json"), JSON.stringify(afresh.keySet()));
  expect(run("verify-receipt.mjs", "receipt.json", "--key", "keys.json")).toEqual({ status: 0, said: expect.stringContaining(`Signed with the key ${old}`) });
  // And a key that is nobody's does not do.
  writeFileSync(join(folder, "keys.json"), JSON.stringify({ keys: afresh.keySet().keys.filter(({ kid }) => kid === now) }));
  expect(run("verify-receipt.mjs", "receipt.json", "--key", "keys.json")).toEqual({ status: 1, said: expect.stringContaining("not among the keys you trust") });
  expect(readdirSync(keys).filter((name) => name.endsWith(".public.pem")).length).toBeGreaterThanOrEqual(2);
  expect(readFileSync(join(keys, "receipts.private.pem"), "utf8")).toContain("PRIVATE KEY");
});
