import { utimesSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { documents, upload as uploadIn } from "#app/documents/documents.server.ts";
import { removeDocument as removeIn } from "#app/documents/sharing.server.ts";
import { sweepFiles } from "#app/documents/sweep.server.ts";
import { DAY, HOUR, now, pass } from "#app/lib/clock.ts";
import { onDisk, received } from "../support/files.ts";
import { freshStory, inTransaction, maya, packaging } from "../support/story.ts";

const [upload, remove] = [inTransaction(uploadIn), inTransaction(removeIn)];

/** As if these bytes had been written so long ago. */
const aged = (key: string, age: number) => utimesSync(join(process.env.DATA_DIR!, "files", key.slice(0, 2), key), now(), new Date(now().getTime() - age));

beforeEach(freshStory);

test("bytes without a row go after a day, never sooner; bytes with one stay", async () => {
  const [orphan, young, kept] = [await received("orphan"), await received("young"), await received("kept")];
  upload(maya, packaging.id, { share: false }, [kept]);
  aged(orphan.key, 25 * HOUR);
  aged(young.key, 23 * HOUR);
  aged(kept.key, 400 * DAY);

  await sweepFiles();
  expect(onDisk()).toEqual(expect.arrayContaining([young.key, kept.key]));
  expect(onDisk()).not.toContain(orphan.key);
});

test("the bytes of what was removed go after thirty days, when no backup will ask for them", async () => {
  const file = await received("Proof.pdf");
  const [id] = upload(maya, packaging.id, { share: false }, [file]);
  remove(maya, id!);
  pass(29 * DAY);
  await sweepFiles();
  expect(onDisk()).toContain(file.key);
  pass(2 * DAY);
  await sweepFiles();
  expect(onDisk()).not.toContain(file.key);
  expect(documents(maya).count()).toBe(0);
});
