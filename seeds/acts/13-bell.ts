import { markAllRead } from "#app/notifications/notifications.server.ts";
import { ago } from "../calendar.ts";
import { type Moment, moment } from "../stage.ts";

/** Everybody has read what stood on their bell until three days ago. */
export const act = (): Moment[] => [moment(ago(3, "07:30"), ({ tx, members, contacts }) => [...Object.values(members), ...Object.values(contacts)].forEach((viewer) => markAllRead(tx, viewer)))];
