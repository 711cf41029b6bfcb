import { type Db, db } from "#db/client.server.ts";
import { NoFields, blank } from "#app/lib/form.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { type OnClient, keyOf } from "#app/lib/waits.ts";
import { inOneLine } from "#app/events/reminder-letters.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { lastReminders, remindNow, remindable } from "./reminding.server.ts";
import { askedOfClients } from "./waiting.server.ts";

/** As many as are looked through for one: nobody has more open with clients at once. */
const MOST = 1000;

export const reminderPath = (row: OnClient) => `/staff/reminders/${row.clientId}/${encodeURIComponent(keyOf(row))}`;

/** What waits on a client, by its key, as far as a member sees. Throws NotFound. */
function waitingOn(member: Member, clientId: string, key: string): OnClient {
  const found = askedOfClients(member, MOST).rows.find((row) => row.clientId === clientId && keyOf(row) === key);
  if (!found) throw new NotFound();
  return found;
}

const whyWords = { today: "had a reminder today", muted: "wants no letters about this", off: "wants no reminders", paused: "is not reminded while this is disputed" };

/** Who would be reminded, of what, in which words, before anything is sent. Throws NotFound, or Refused 403 for who may not turn to the client with it. */
export function reminderPreview(member: Member, clientId: string, key: string, tx: Db = db) {
  const row = waitingOn(member, clientId, key);
  requireMay(row);
  const found = remindable(tx, clientId, key);
  const people = found?.people ?? [];
  return {
    title: row.title,
    label: row.label,
    clientName: row.clientName,
    to: row.to,
    last: lastReminders(member, [row.id], tx).get(row.id) ?? null,
    gets: people.filter(({ why }) => why === null).map(({ contact }) => contact.name),
    not: people.flatMap(({ contact, why }) => (why ? [`${contact.name} ${whyWords[why]}.`] : [])),
    words: found ? inOneLine(found.need) : null,
    form: blank(NoFields, member, reminderPath(row)),
  };
}

/** Reminds of it now. Gives the names of who gets a letter. Throws NotFound, Refused 403, 409. */
export function remindOfRow(tx: Db, member: Member, clientId: string, key: string): { names: string[]; to: string } {
  const row = waitingOn(member, clientId, key);
  requireMay(row);
  return { names: remindNow(tx, member, clientId, key), to: row.to };
}

function requireMay({ mayRemind }: OnClient) {
  if (!mayRemind) throw new Refused(403, "Only who manages the project, a manager or an owner may do this. Ask one of them. Nothing was sent.");
}

/** Everything that waits on clients, by client, the nearest deadline first, each with its last reminder. */
export function reminderList(member: Member, tx: Db = db) {
  const { total, rows } = askedOfClients(member, MOST);
  const last = lastReminders(member, rows.map(({ id }) => id), tx);
  const byClient = new Map<string, { id: string; name: string; rows: ReturnType<typeof shownRow>[] }>();
  for (const row of rows) {
    const client = byClient.get(row.clientId) ?? { id: row.clientId, name: row.clientName, rows: [] };
    byClient.set(row.clientId, client);
    client.rows.push(shownRow(row, last.get(row.id) ?? null));
  }
  return { total, clients: [...byClient.values()] };
}

export const shownRow = (row: OnClient, last: Date | null) => ({ key: keyOf(row), title: row.title, to: row.to, label: row.label, state: row.state, since: row.since, last, remind: row.mayRemind ? reminderPath(row) : null });
