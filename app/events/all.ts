import { happenings as acceptances } from "#app/acceptances/acceptance.ts";
import { happenings as agency } from "#app/agency/happenings.ts";
import { happenings as clients } from "#app/clients/client.ts";
import { happenings as contacts } from "#app/clients/contact.ts";
import { happenings as comments } from "#app/comments/comment.ts";
import { happenings as deliverables } from "#app/deliverables/deliverable.ts";
import { happenings as documents } from "#app/documents/document.ts";
import { happenings as requests } from "#app/information-requests/request.ts";
import { billingHappenings as billing, happenings as invoices } from "#app/invoices/invoice.ts";
import { happenings as people } from "#app/people/happenings.ts";
import { happenings as projects } from "#app/projects/project.ts";
import { happenings as proposals } from "#app/proposals/proposal.ts";
import { happenings as questions } from "#app/questions/question.ts";
import { happenings as team } from "#app/team/member.ts";
import { happenings as tickets } from "#app/tickets/ticket.ts";
import { happenings as time } from "#app/time/time.ts";
import { happenings as reminders } from "#app/needs/reminder.ts";
import type { Happening } from "./catalogue.ts";
import { happenings as letters } from "./post.ts";
import { happenings as exports } from "./export.ts";

/** Every noun's happenings in one object: the trail, the letters and (later) the bell read from it. */
export const happenings = { ...people, ...letters, ...exports, ...agency, ...team, ...clients, ...contacts, ...projects, ...time, ...documents, ...comments, ...questions, ...proposals, ...requests, ...acceptances, ...reminders, ...deliverables, ...tickets, ...invoices, ...billing };
export type Action = keyof typeof happenings;
export const happening = (action: Action): Happening => happenings[action];
