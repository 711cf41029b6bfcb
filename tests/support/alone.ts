import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An empty folder somewhere else, with what a stranger would have: the verifier, these files, and plain Node. No packages, nothing of ours. */
export function alone(files: Record<string, string | Uint8Array>) {
  const folder = mkdtempSync(join(tmpdir(), "receipt-alone-"));
  copyFileSync("app/receipts/verify-receipt.mjs", join(folder, "verify-receipt.mjs"));
  const write = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
  for (const [name, content] of Object.entries(files)) write(name, content);
  return {
    folder,
    write,
    run(...words: string[]) {
      const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: "utf8", env: { PATH: process.env.PATH, INIT_CWD: folder } as unknown as NodeJS.ProcessEnv });
      return { status, said: stdout + stderr };
    },
  };
}
