import type { Catalogue } from "#app/events/catalogue.ts";

export const happenings = {
  "project.started": { says: "started {subject}", tells: "no one", portal: true },
  "project.changed": { says: "changed the details of {subject}", tells: "no one" },
  "project.finished": { says: "finished {subject}", tells: "no one", portal: true },
  "project.resumed": { says: "took {subject} up again", tells: "no one", portal: true },
  "project.people_changed": { says: "changed who works on {subject}", tells: "no one" },
  "project.handed_over": { says: "gave {subject} to {to} to manage", tells: "no one" },
  "task.handed_over": { says: "gave the task {subject} to {to}", tells: "no one" },
  "task.added": { says: "added the task {subject}", tells: "no one" },
  "task.changed": { says: "changed the task {subject}", tells: "no one" },
  "task.moved": { says: "moved the task {subject}", tells: "no one" },
  "task.status_changed": { says: "marked {subject} as {status}", tells: "no one" },
} satisfies Catalogue;
