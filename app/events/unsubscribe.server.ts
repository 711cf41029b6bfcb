import { eq } from "drizzle-orm";
import { type Db, db } from "#db/client.server.ts";
import { contacts, members } from "#db/schema/index.ts";
import { env } from "#app/lib/env.server.ts";
import { isSigned, sign } from "#app/lib/keys.server.ts";
import { NotFound } from "#app/lib/refused.ts";
import type { Face } from "#app/people/viewer.ts";
import { chooseTopic } from "./choosing.server.ts";
import { type Topic, topicWords, topics } from "./topics.ts";

/**
 * The address in a letter's List-Unsubscribe (RFC 8058). Its token says who and which topic, signed for this one
 * purpose: whoever holds it can end that person's letters of that topic, and nothing else. It shows nothing of anybody.
 */
export const unsubscribeAddress = (viewerId: string, topic: Topic) => `${env().PUBLIC_URL}/unsubscribe/${viewerId}.${topic}.${sign("unsubscribe", viewerId, topic)}`;

/** What a token is for. Throws NotFound for one that is not ours, or whose person is no longer here. */
export function unsubscribing(token: string, tx: Db = db) {
  const [viewerId = "", topic = "", signature = ""] = token.split(".");
  if (!(topics as readonly string[]).includes(topic) || !isSigned(signature, "unsubscribe", viewerId, topic)) throw new NotFound();
  const contact = tx.select({ id: contacts.id }).from(contacts).where(eq(contacts.id, viewerId)).get();
  const member = contact ? undefined : tx.select({ id: members.id }).from(members).where(eq(members.id, viewerId)).get();
  if (!contact && !member) throw new NotFound();
  const face: Face = contact ? "portal" : "staff";
  return { whose: contact ? { contactId: viewerId } : { memberId: viewerId }, face, topic: topic as Topic, label: topicWords[face][topic as Topic]?.label ?? "These letters" };
}

/** Ends letters of a topic, by the token alone; done twice it is the same. Throws NotFound. */
export function unsubscribe(tx: Db, token: string) {
  const { whose, topic } = unsubscribing(token, tx);
  chooseTopic(tx, whose, topic, "never");
}
