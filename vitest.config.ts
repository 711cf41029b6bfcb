import { defineConfig } from "vitest/config";

// A worker for each core; what is killed and filled up comes after the others, one at a time.
const abreast = { maxWorkers: "100%", sequence: { groupOrder: 0 } };
const alone = { maxWorkers: 1, sequence: { groupOrder: 1 } };

export default defineConfig({
  test: {
    globalSetup: ["tests/support/machine.setup.ts"],
    projects: [
      { test: { name: "domain", include: ["tests/*/*.test.ts"], exclude: ["tests/pages/**", "tests/shape/**", "tests/browser/**", "tests/faults/**"], setupFiles: ["tests/support/domain.setup.ts"], pool: "threads", ...abreast, testTimeout: 30_000 } },
      { test: { name: "shape", include: ["tests/shape/*.test.ts"], setupFiles: ["tests/support/built.setup.ts"], pool: "forks", ...abreast, testTimeout: 30_000 } },
      { test: { name: "pages", include: ["tests/pages/*.test.ts"], setupFiles: ["tests/support/built.setup.ts"], pool: "forks", ...abreast, testTimeout: 60_000, hookTimeout: 60_000 } },
      // What people do with files, once more with a store elsewhere; what our own front says in its headers is of the folder alone.
      { test: { name: "elsewhere", include: ["documents", "requests", "support", "approvals", "acceptances"].map((name) => `tests/pages/${name}.test.ts`), setupFiles: ["tests/support/elsewhere.setup.ts"], pool: "forks", ...abreast, testTimeout: 180_000, hookTimeout: 120_000 } },
      // Processes that are killed, disks that fill up: one after the other, and patient with a loaded machine.
      { test: { name: "faults", include: ["tests/faults/*.test.ts"], setupFiles: ["tests/support/built.setup.ts"], pool: "forks", fileParallelism: false, ...alone, testTimeout: 240_000, hookTimeout: 120_000 } },
    ],
  },
});
