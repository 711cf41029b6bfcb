import type { Permission } from "#app/people/viewer.ts";

/** Who is told of a happening: the client's contacts, the project's members, both, or nobody. */
export type Audience = "client" | "agency" | "both" | "no one";

/**
 * One kind of thing that happens: what the trail says (after the actor's name; {subject} is its title, {client} the
 * client's name, {project} the project's), and who gets a letter. `ask` is the letter's subject line; `portal` says that
 * a client's contacts may read it in their own trail and be written to about it: what does not say so stays with us.
 */
export interface Happening {
  says: string;
  tells: Audience;
  ask?: string;
  portal?: true;
  /** The permission without which a contact is neither told of it nor reads of it: that of the section it belongs to. */
  needs?: Permission;
  /** How pressing it is, for whoever chooses when letters come: see topics.ts. Where nobody says, talk is talk and the rest is news. */
  topic?: "asks" | "talk" | "news";
  /** What it is looked for under in the audit log, where that is not its noun. */
  kind?: string;
}
export type Catalogue = Record<`${string}.${string}`, Happening>;

/** Letters that no happening of a noun causes, but an act of signing in. */
export type LetterKind = "event" | "reminder" | "sign_in" | "invitation" | "reset" | "receipt" | SecurityLetter;

/** Word to somebody that what they sign in with, or where the agency is paid, has changed: if it was not they, they learn of it. */
export type SecurityLetter = "password_changed" | "second_factor_on" | "second_factor_off" | "second_factor_reset" | "recovery_code_used" | "bank_details_proposed";

/** What stands beside the chain, and may be erased: names, addresses, words. */
export type Particulars = Record<string, string | number | boolean | null>;

/** What an event is about. `project` also says which members are told. */
export interface Subject {
  kind: "agency" | "person" | "member" | "client" | "contact" | "project" | "task" | "time_entry" | "comment" | "document" | "file" | "session" | "letter" | "proposal" | "information_request" | "acceptance" | "deliverable" | "receipt" | "template" | "ticket" | "ticket_category" | "invoice" | "billing";
  id: string;
  clientId: string | null;
  projectId?: string | null;
  title: string;
}
