import { agency } from "#app/agency/agency.server.ts";
import type { Message } from "#app/comments/parts.tsx";
import type { SignedIn } from "#app/people/viewer.ts";
import { type Asked, questionsOn } from "./questions.server.ts";

/** The talk about a subject the viewer has found, as it is drawn: who is "you", and which side the others are on. */
export const threadAbout = (viewer: SignedIn, asked: Asked, clientName: string): Message[] =>
  questionsOn(viewer, asked).map(({ id, body, at, name, byAgency, you }) => ({ id, body, at, name, side: byAgency ? agency().name : clientName, you }));
