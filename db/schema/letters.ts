import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Topic, When } from "#app/events/topics.ts";
import type { Face } from "#app/people/viewer.ts";
import type { ScheduledKind } from "#app/needs/schedule.ts";
import { day, flag, instant } from "./columns.ts";

const days = (name: string) => text(name, { mode: "json" }).$type<readonly number[]>();

export const letterChoices = sqliteTable("letter_choices", {
  viewerId: text().primaryKey(),
  contactId: text(),
  memberId: text(),
  topics: text({ mode: "json" }).$type<Partial<Record<Topic, When>>>().notNull(),
  timeZone: text(),
  digestAt: text().notNull(),
  /** HH:MM, both or neither. */
  quietFrom: text(),
  quietTo: text(),
  quietWeekends: flag().notNull(),
  changedAt: instant().notNull(),
});

export const mutes = sqliteTable(
  "mutes",
  { viewerId: text().notNull(), contactId: text(), memberId: text(), thread: text().notNull(), title: text().notNull(), mutedAt: instant().notNull() },
  (table) => [primaryKey({ columns: [table.viewerId, table.thread] })],
);

export const notices = sqliteTable(
  "notices",
  { viewerId: text().notNull(), eventSeq: integer().notNull(), contactId: text(), memberId: text(), place: text(), readAt: instant() },
  (table) => [primaryKey({ columns: [table.viewerId, table.eventSeq] })],
);

export const reminders = sqliteTable(
  "reminders",
  {
    contactId: text().notNull(),
    clientId: text().notNull(),
    need: text().notNull(),
    onDay: day().notNull(),
    subjectId: text().notNull(),
    dueOn: day(),
    eventSeq: integer().notNull(),
    byMember: text(),
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.contactId, table.need, table.onDay] })],
);

export const reminderSchedules = sqliteTable("reminder_schedules", {
  kind: text().$type<ScheduledKind>().primaryKey(),
  before: days("days_before").notNull(),
  after: days("days_after").notNull(),
  undated: days("days_undated").notNull(),
});

export const reminderRounds = sqliteTable("reminder_rounds", { contactId: text().primaryKey(), onDay: day().notNull() });

export const calendarFeeds = sqliteTable("calendar_feeds", {
  /** The hash of the secret in its address. */
  id: text().primaryKey(),
  face: text().$type<Face>().notNull(),
  personId: text().notNull(),
  createdAt: instant().notNull(),
  endedAt: instant(),
  readAt: instant(),
});
