import { eq } from "drizzle-orm";
import { db } from "#db/client.server.ts";
import { proposals as table } from "#db/schema/index.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import * as answering from "#app/proposals/answering.server.ts";
import { DraftForm } from "#app/proposals/forms.server.ts";
import { proposals } from "#app/proposals/proposals.server.ts";
import * as sending from "#app/proposals/sending.server.ts";
import * as writing from "#app/proposals/writing.server.ts";
import { dana, harbor, inTransaction, luis, maya } from "../support/story.ts";

/** What somebody types who offers a sign. */
export const typed = {
  title: "Shopfront sign, Exchange Street",
  sections: [{ id: "s1", heading: "What we will do", body: "Design the fascia, in **two rounds**." }],
  lines: [
    { id: "design", description: "Design, two rounds", quantity: "1", unit: "", price: "2,600.00" },
    { id: "fitting", description: "Fabrication and fitting", quantity: "1", unit: "", price: "2,900.00" },
    { id: "lamp", description: "A lamp above it", quantity: "2", unit: "lamp", price: "450", optional: true },
  ],
  terms: "Half is due on acceptance.",
};

export const draft = inTransaction(writing.draftProposal);
export const write = inTransaction(writing.changeDraft);
export const discard = inTransaction(writing.discardProposal);
export const send = inTransaction(sending.sendProposal);
export const extend = inTransaction(sending.extendProposal);
export const withdraw = inTransaction(sending.withdrawProposal);
export const recordOutside = inTransaction(sending.recordOutsideAnswer);
export const note = inTransaction(sending.noteExpired);
export const noteEnding = inTransaction(sending.noteEnding);
export const accept = inTransaction(answering.accept);
export const decline = inTransaction(answering.decline);
export const askForTime = inTransaction(answering.askForTime);
export const askAbout = inTransaction(answering.askAbout);

/** A draft with these words, as the form would give them. */
export function written(words: object = {}, client = harbor): string {
  const id = draft(maya, client.id, typed.title);
  write(maya, id, DraftForm.parse({ ...typed, ...words }));
  return id;
}

/** The mark of what the check page shows now. */
export const seenOf = (id: string) => stampOf(writing.draftOf(writing.workingDraft(db, maya, id)));
export const sendNow = (id: string, more: object = {}) => send(maya, id, { seen: seenOf(id), expiresOn: "2026-03-31", recipients: [dana.id, luis.id], ...more });
export const sent = (words: object = {}) => {
  const id = written(words);
  sendNow(id);
  return id;
};

export const statusNow = (id: string) => proposals(maya).find(id).status;
export const rowOf = (id: string) => db.select().from(table).where(eq(table.id, id)).get();
/** Dana's answer: everything but the lamp, for $5,500.00. */
export const yes = { version: 1, chosen: [] as string[], amount: 550000, signedName: "Dana Whitfield", consent: "on" as const };
