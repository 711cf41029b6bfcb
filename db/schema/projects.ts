import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { TaskStatus } from "#app/projects/task.ts";
import { day, flag, instant } from "./columns.ts";

export const projects = sqliteTable("projects", {
  id: text().primaryKey(),
  clientId: text().notNull(),
  name: text().notNull(),
  summary: text().notNull().default(""),
  stage: text().notNull().default(""),
  internalNotes: text().notNull().default(""),
  showTeamMembers: flag(),
  finishedAt: instant(),
  lastActivityAt: instant().notNull(),
  commentCount: integer().notNull().default(0),
  createdAt: instant().notNull(),
});

export const projectMembers = sqliteTable(
  "project_members",
  { projectId: text().notNull(), memberId: text().notNull(), manages: flag().notNull() },
  (table) => [primaryKey({ columns: [table.projectId, table.memberId] })],
);

export const tasks = sqliteTable("tasks", {
  id: text().primaryKey(),
  projectId: text().notNull(),
  clientId: text().notNull(),
  title: text().notNull(),
  internalNotes: text().notNull().default(""),
  status: text().$type<TaskStatus>().notNull(),
  assigneeId: text(),
  position: integer().notNull(),
  dueOn: day(),
  shownToClient: flag().notNull(),
  createdAt: instant().notNull(),
});
