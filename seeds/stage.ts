import type { Db } from "#db/client.server.ts";
import type { Contact, Member } from "#app/people/viewer.ts";
import type { Guest, Who, Whose } from "./cast.ts";

/** What the story has made so far, under the names it is told by. */
export interface Stage {
  tx: Db;
  members: Record<Who, Member>;
  contacts: Record<Guest, Contact>;
  clients: Record<Whose, string>;
  /** Projects by name, documents by file name: their ids. */
  projects: Record<string, string>;
  documents: Record<string, string>;
  /** Ids of contacts who were invited, whether they came or not. */
  awaited: Partial<Record<Guest, string>>;
}

/** One thing that happens in the story, and when. */
export interface Moment {
  at: Date;
  happens: (stage: Stage) => void;
}

export const moment = (at: Date, happens: Moment["happens"]): Moment => ({ at, happens });

// Addresses kept for documentation: the story's people come from nowhere in particular.
export const from = { office: { address: "203.0.113.14", agent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15" }, phone: { address: "198.51.100.77", agent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1" } };
