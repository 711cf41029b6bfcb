import type { Subject } from "#app/events/catalogue.ts";
import type { Contact, Member } from "#app/people/viewer.ts";
import type { Badge, Tone } from "./badge.ts";

/** Little time is left, or none: told first, in words and colour. */
export interface Hurry {
  words: string;
  tone: Extract<Tone, "soon" | "late" | "stop">;
}

/** One thing that waits for a contact: what, why, until when, who else can do it, and the one verb that settles it. */
export interface Need {
  /** Of what waits: the subject that its letters hang on, that is muted and reminded of. */
  kind: Subject["kind"];
  id: string;
  /** Where one subject waits for several things: which of them. */
  part?: string;
  projectId: string | null;
  /** What the client calls its kind: "Acceptance". */
  label: string;
  title: string;
  /** Its page in the portal. */
  to: string;
  why: string;
  verb: string;
  hurry: Hurry | null;
  /** The last instant it can be done at, or is asked for; null where there is none. */
  deadline: Date | null;
  /** Whether the deadline is the end of a day, and not an hour that was named. */
  wholeDay: boolean;
  /** Since when it waits. */
  since: Date;
  /** Before everything else: sent back, and the client's turn again. */
  first?: boolean;
  /** Names of the other contacts who can do it. */
  others: string[];
  /** Nobody is reminded of it meanwhile: it is disputed, say. */
  paused?: boolean;
  /** The kind whose days it is reminded on, where that is not its own. */
  remindedAs?: Subject["kind"];
}

/** What a need is known by, as long as it stands. */
export const keyOf = ({ kind, id, part }: Pick<Need, "kind" | "id" | "part">) => part ?? `${kind}-${id}`;

/** One thing a client waits for. */
export interface OnUs {
  key: string;
  title: string;
  /** Its page on the staff side; null where this member has none. */
  to: string | null;
  /** By whom, of which client: "Question by Dana Whitfield, Harbor & Finch Coffee". */
  about: string;
  /** What is to be done, as a badge. */
  next: Badge;
  at: Date;
  projectId: string | null;
  /** Stands before what has waited longer. */
  urgent?: boolean;
  /** Whom it lies with, where that is known and not the project's manager. */
  who?: string | null;
}

/** One thing that waits on a client. */
export interface OnClient {
  kind: Subject["kind"];
  id: string;
  /** As of its need. */
  part?: string;
  label: string;
  title: string;
  /** Its page on the staff side. */
  to: string;
  clientId: string;
  clientName: string;
  projectId: string | null;
  state: Badge;
  since: Date;
  deadline: Date | null;
  /** Whether this member may turn to the client with it. */
  mayRemind: boolean;
}

/** Something of the agency's own that is due: a task, a project. */
export interface Due {
  key: string;
  title: string;
  to: string;
  about: string;
  /** A day of the agency's zone. */
  on: string;
  who: string | null;
}

/** Some of what waits, and how much there is. */
export interface Some<Row> {
  total: number;
  rows: Row[];
}

/** Several of them as one. */
export const joined = <Row>(...all: Some<Row>[]): Some<Row> => ({ total: all.reduce((sum, { total }) => sum + total, 0), rows: all.flatMap(({ rows }) => rows) });

/**
 * What a noun says of what waits; listed in app/needs/all.server.ts. The portal's home and its counts, the digest, the
 * calendar, reminders and the staff's home are all made of it. A noun says only what the viewer may know of: what a
 * contact lacks the permission for is no need of theirs.
 */
export interface Waits {
  kind: Subject["kind"];
  /** The section of the portal that counts it. */
  section?: string;
  /** What waits for this contact: at most some fifty, the most urgent if there are more. */
  needs?: (contact: Contact) => Need[];
  /** What clients wait for, as far as the member sees, longest wait first: up to `limit`, and how many there are. */
  onUs?: (member: Member, limit: number) => Some<OnUs>;
  /** What waits on clients, as far as the member sees, the nearest deadline first: up to `limit`, and how many there are. With `id`, that one alone. */
  onClients?: (member: Member, asked: { limit: number; id?: string }) => Some<OnClient>;
  /** What the agency itself has to finish by a day of its zone, the nearest first: up to `limit`, and how many there are. */
  due?: (member: Member, by: string, limit: number) => Some<Due>;
}
