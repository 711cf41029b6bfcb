import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { env } from "#app/lib/env.server.ts";
import { count } from "#app/lib/words.ts";
import { begin } from "./backups.server.ts";
import { restore } from "./restoring.server.ts";

/** Restores the newest backup into a temporary folder, as it would be done in earnest, says whether it would work, and takes the folder away. Throws a sentence where it would not. */
export async function rehearse(from: string, say: (line: string) => unknown): Promise<string> {
  const noted = begin("rehearsal", from);
  const into = await mkdtemp(join(env().DATA_DIR, "rehearsal-"));
  try {
    const { name, manifest } = await restore({ from, into, passphrase: env().BACKUP_PASSPHRASE, say });
    const says = `Backup ${name} would restore: ${count(manifest.files.length, "file")}, every hash right, every receipt verified.`;
    noted.end(true, says);
    return says;
  } catch (problem) {
    noted.end(false, (problem as Error).message);
    throw problem;
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}
