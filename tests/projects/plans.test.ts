import { afterEach, beforeEach, expect, test } from "vitest";
import { sqlite } from "#db/client.server.ts";
import { clients } from "#app/clients/clients.server.ts";
import { contacts } from "#app/clients/contacts.server.ts";
import { figuresInList, figuresOf } from "#app/clients/figures.server.ts";
import { comments } from "#app/comments/comments.server.ts";
import { unanswered } from "#app/comments/unanswered.server.ts";
import { documents } from "#app/documents/documents.server.ts";
import { trail } from "#app/events/trail.server.ts";
import { everybodyOn, managersOf, team, worksOn, yourTeam } from "#app/projects/people.server.ts";
import { projects } from "#app/projects/projects.server.ts";
import { tasks } from "#app/projects/tasks.server.ts";
import { timeOn, timeTotals } from "#app/time/time.server.ts";
import { asked, noteAsked, noteNoMore } from "../support/asked.ts";
import { dana, freshStory, harbor, maya, packaging, tom } from "../support/story.ts";

const slice = { limit: 50, offset: 0 };

beforeEach(() => {
  freshStory();
  noteAsked();
});
afterEach(noteNoMore);

/** How the database would go about each thing asked of it: every table it would read from end to end. */
function readWhole() {
  const steps = [...new Set(asked.map(({ sql }) => sql))].flatMap((sql) => {
    const given = Array.from(sql.matchAll(/\?/g), () => null);
    return (sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...given) as { detail: string }[]).map(({ detail }) => ({ sql, detail }));
  });
  return steps.filter(({ detail }) => /^SCAN (projects|tasks|time_entries|comments|documents|events)\b(?!.* USING)/.test(detail));
}

const reads = {
  "a client’s projects": () => [projects(dana).page(slice), projects(dana).page(slice, { state: "active" }), projects(dana).count(), projects(dana).find(packaging.id)],
  "all projects": () => [projects(maya).page(slice, { state: "active" }), projects(maya).page(slice, { clientId: "harbor" }), projects(maya).count({ state: "finished" }), managersOf(maya, [packaging.id])],
  "a member’s projects": () => [projects(tom).page(slice, { state: "active" }), projects(tom).page(slice, { clientId: "harbor" }), projects(tom).count(), projects(tom).find(packaging.id), documents(tom).page(slice), documents(tom).count(), unanswered(tom, 5)],
  "a member’s clients and their contacts": () => [clients(tom).page(slice), clients(tom).count(), clients(tom).find(harbor.id), contacts(tom).of(harbor.id), contacts(tom).find(dana.id), figuresInList(tom, [harbor.id]), figuresOf(tom, harbor.id, "2026-05")],
  "what a member may read of what happened": () => [trail(tom).recent(5), trail(tom).of({ kind: "project", id: packaging.id }), trail(tom).ofClient(harbor.id)],
  "who works on them": () => [team(dana, packaging.id), everybodyOn(dana, packaging.id), yourTeam(dana), worksOn(tom, maya.id, 12)],
  "tasks, their count and progress": () => [dana, maya].map((viewer) => [tasks(viewer).on(packaging.id), tasks(viewer).count(packaging.id), tasks(viewer).progress([packaging.id, "booking"])]),
  "time, its sums and months": () => [timeTotals(dana, packaging.id), timeOn(maya, packaging.id).page(slice), timeOn(maya, packaging.id).months(), timeOn(maya, packaging.id).count()],
  "comments, and a comment’s place": () => [comments(dana).on(packaging.id, slice), comments(dana).placeOf(packaging.id, "any")],
};

test.for(Object.entries(reads))("%s: no table is read from end to end", ([, read]) => {
  read();
  expect(asked.length).toBeGreaterThan(0);
  expect(readWhole()).toEqual([]);
});
