import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { importsOf, sourcesIn } from "../support/sources.ts";

/** Each noun leans on those before it, never on those after it. A new noun takes its place here. */
const order = ["people", "events", "agency", "notifications", "access", "team", "clients", "projects", "time", "pictures", "documents", "comments", "receipts", "questions", "proposals", "information-requests", "acceptances", "deliverables", "tickets", "invoices", "backups", "needs", "search"];
/** What is no noun: the two frames, the ground, what both faces are drawn with, the front. */
const frames = ["portal", "staff", "lib", "ui", "server"];

const nounOf = (path: string) => /^app\/([^/]+)\//.exec(path)?.[1];
const isPage = (file: string) => /^app\/[^/]+\/(portal|staff)\//.test(file);
/** The one place where every noun's happenings come together. */
const gathers = ["app/events/all.ts"];

const leansForward = (file: string, to: string) => {
  const [from, target] = [order.indexOf(nounOf(file) ?? ""), order.indexOf(nounOf(to) ?? "")];
  return from >= 0 && target > from;
};

test("every folder of app is a noun in its place, or one of the frames", () => {
  const folders = readdirSync("app", { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(folders.filter((folder) => ![...order, ...frames].includes(folder))).toEqual([]);
});

test("nouns lean one way: what is done with one never needs a later one", () => {
  const broken = sourcesIn("app")
    .filter((file) => !isPage(file) && !gathers.includes(file))
    .flatMap((file) => importsOf(file).filter((to) => leansForward(file, to)).map((to) => `${file} → ${to}`));
  expect(broken).toEqual([]);
});

test("…and the rule sees it when it is broken", () => {
  expect(leansForward("app/projects/projects.server.ts", "app/comments/comments.server.ts")).toBe(true);
  expect(leansForward("app/comments/comments.server.ts", "app/projects/projects.server.ts")).toBe(false);
});
