import { createRequestHandler } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import { beforeAll, expect, test } from "vitest";
import { branchFinder, prunedTo, treeOf } from "#app/server/branches.ts";
import { belongingsOf, plantBelongings } from "../support/belongings.ts";
import { dana, harbor, maya } from "../support/cast.ts";
import { addressesOf } from "../support/map.ts";
import { builtPortal } from "../support/portal.ts";

const { build, front, arriveAs } = await builtPortal();
const find = branchFinder(build);
const whole = createRequestHandler(build, "test");
const told = { nonce: "always-the-same", clientAddress: "203.0.113.7", requestId: "one" };

const patterns = [...new Set(addressesOf(build).filter(({ isLayout }) => !isLayout).map(({ path }) => path))].filter((path) => !path.includes("*"));
const own = Object.entries(belongingsOf(harbor));
/** Something real where the word before tells what it is, else a word that belongs to nothing. */
const filled = (pattern: string) => pattern.replace(/\/([\w-]+)\/:(\w+)/g, (_, noun: string) => `/${noun}/${own.find(([name]) => noun.startsWith(name))?.[1] ?? "nothing"}`).replace(/:\w+/g, "nothing");

const jars = {
  "a stranger": {} as Record<string, string>,
  "Dana": { Cookie: Object.entries(arriveAs(dana).jar["/portal"]!).map((pair) => pair.join("=")).join("; ") },
  "Maya": { Cookie: Object.entries(arriveAs(maya).jar["/staff"]!).map((pair) => pair.join("=")).join("; ") },
};

beforeAll(() => {
  front.transact((tx) => plantBelongings(tx));
  front.clock.standAt(new Date("2026-06-01T12:00:00Z"));
});

/** What is new with each drawing, made the same: the keys of forms, the links to files. */
const alike = (text: string) => text.replace(/[\w-]{16,36}\.[\w-]{43}/g, "a form's key").replace(/\b(link|signature)=[\w-]+/g, "$1=new");

/** All of an answer. */
async function answerOf(handler: typeof whole, request: Request) {
  const response = await handler(request, { ...told });
  return { status: response.status, headers: [...response.headers].filter(([name]) => name !== "set-cookie").map(([name, value]) => [name, alike(value)]), body: alike(await response.text()) };
}

test.for(patterns)("a branch answers as the whole build does: %s", async (pattern) => {
  for (const headers of Object.values(jars))
    for (const path of [filled(pattern), `${filled(pattern)}.data`.replace(/^\/\.data/, "/_root.data"), `${filled(pattern)}?index`, `${filled(pattern)}/`.replace("//", "/")])
      for (const method of ["GET", "HEAD"]) {
        const url = `http://localhost${path}`;
        const branch = find(path);
        expect(branch, `${path} has a branch`).toBeDefined();
        const pruned = createRequestHandler(prunedTo(branch!, build), "test");
        const [given, expected] = [await answerOf(pruned, new Request(url, { method, headers })), await answerOf(whole, new Request(url, { method, headers }))];
        expect(given, `${method} ${path}`).toEqual(expected);
      }
});

test("the tree and the router agree on every address that can be made of the words of the map", { timeout: 240_000 }, () => {
  const tree = treeOf(build.routes);
  const parts = patterns.map((pattern) => pattern.split("/").filter(Boolean));
  // Each word in every place where the map has a word at all: a neighbour's word, not every word of the map.
  const wordsAt = (at: number) => [...new Set(parts.map((segments) => segments[at]).filter((word) => word && !word.startsWith(":"))), "Anything-else", "NEW", "a.b"] as string[];
  const paths = new Set(parts.flatMap((segments) => [...segments.keys()].flatMap((at) => wordsAt(at).map((word) => `/${segments.with(at, word).map((segment) => (segment.startsWith(":") ? "some-id" : segment)).join("/")}`))));
  let asked = 0;
  for (const path of paths) {
    const branch = find(path);
    if (!branch) continue;
    expect([path, ...branch]).toEqual([path, ...matchRoutes(tree as Parameters<typeof matchRoutes>[0], path)!.map(({ route }) => route.id!)]);
    asked += 1;
  }
  expect(asked).toBeGreaterThan(500);
});

test("what is unusual is left to the whole build", () => {
  for (const path of ["/__manifest?p=%2Fstaff", "/nowhere/at/all", "/portal//home", "/%70ortal/home", "/portal/home?_data=root", "/portal/%zz", "/portal/../staff/home"]) expect([path, find(path)]).toEqual([path, undefined]);
});
