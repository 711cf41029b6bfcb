import { expect, test } from "vitest";
import { type Action, happening, happenings } from "#app/events/all.ts";
import { kinds } from "#app/events/kinds.ts";
import { codeOf, sourcesIn, textOf } from "../support/sources.ts";

/** Happenings whose act is still to come. */
const planned: Action[] = ["acceptance.viewed", "proposal.viewed"];

const doing = sourcesIn("app").filter((file) => file.endsWith(".server.ts")).map((file) => codeOf(textOf(file)));
const actions = Object.keys(happenings) as Action[];

/** Named where things are done: in the file that records, or in one that hands the word to it. */
const isRecorded = (action: Action) => doing.some((code) => code.includes(`"${action}"`));

test("L3: every happening of the catalogue is recorded by some act; none stands there in vain", () => {
  expect(actions.filter((action) => !isRecorded(action) && !planned.includes(action))).toEqual([]);
  expect(isRecorded("nothing.happened" as Action)).toBe(false);
});

test("L3: sign-ins, refusals, downloads, permissions and exports are of the catalogue, and each is found as a kind", () => {
  const expected = { "Sign-ins": "session.started", "Refused sign-ins": "session.refused", Downloads: "document.downloaded", Permissions: "contact.permissions_changed", Exports: "trail.exported" } as const;
  for (const [label, action] of Object.entries(expected)) expect(kinds.find((kind) => kind.label === label)?.actions).toContain(action);
});

test("L3: every happening says something: who, then what, as one sentence without its full stop", () => {
  expect(actions.filter((action) => !/^[a-z].*[^.]$/s.test(happening(action).says))).toEqual([]);
});

test("L3: whatever records names a happening of the catalogue", () => {
  const named = doing.flatMap((code) => [...code.matchAll(/\brecord\(\s*\w+,[^"()]*(?:\{[^}]*\}[^"()]*)?"([a-z_]+\.[a-z_]+)"/g)].map(([, action]) => action!));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((action) => !(action in happenings))).toEqual([]);
});
