import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { queueLetter as queueLetterIn } from "#app/events/outbox.server.ts";
import { deliverDue } from "#app/events/post.server.ts";
import { files } from "#app/events/transport.server.ts";
import { lettersIn } from "../support/letters.ts";
import { dana, freshStory, inTransaction } from "../support/story.ts";

const queueLetter = inTransaction(queueLetterIn);
let folder: string;

beforeEach(() => {
  freshStory();
  folder = mkdtempSync(join(tmpdir(), "parlour-letters-"));
});

const deliver = async () => ({ ...(await deliverDue({ transport: files(folder) })), letters: lettersIn(folder) });

test("a sign-in link goes to who asked for it, as a letter in the folder", async () => {
  queueLetter({ kind: "sign_in", face: "portal", askedFor: dana.email });
  const { sent, letters } = await deliver();
  expect(sent).toBe(1);
  expect(letters[0]!.headers.to).toBe("Dana Whitfield <dana@harborfinch.example>");
  expect(letters[0]!.links[0]).toMatch(/^http:\/\/portal\.test\/portal\/link\/[\w-]{43}$/);
  expect(letters[0]!.html).toContain(letters[0]!.links[0]);
});
