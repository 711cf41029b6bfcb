import { afterAll, beforeEach } from "vitest";
import "./built.setup.ts";
import { noSwift, startSwift } from "./swift.ts";

// Tests of the built portal once more, with its files in a store elsewhere: a real S3 server.
const without = noSwift();
const swift = without ? undefined : await startSwift();
Object.assign(process.env, swift?.settings);
beforeEach(({ task, skip }) => {
  if (!without) return;
  Object.assign(task.meta, { notTried: without });
  skip(without);
});
afterAll(() => swift?.stop());
