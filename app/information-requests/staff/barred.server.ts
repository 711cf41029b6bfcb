import { data } from "@remix-run/node";
import type { Member } from "#app/people/viewer.ts";
import { isInHand, mayAsk } from "../asker.server.ts";
import { type ItemStatus, type RequestStatus, itemLife, life } from "../request.ts";
import type { Found } from "../requests.server.ts";

/** Why a page's form would be refused now: by right, or by how things stand. */
interface Barred {
  status: 403 | 409;
  words: string;
}
type Move = Parameters<typeof life.can>[1];

const notYours: Barred = { status: 403, words: "Only who manages the project, a manager or an owner may do this. Ask one of them." };
const stands = (words: string): Barred => ({ status: 409, words });

const standing: Record<RequestStatus, string> = {
  draft: "This request was not sent yet.",
  sent: "This request was sent already.",
  in_progress: "This request was sent already.",
  completed: "This request is completed, so it stays as it is.",
  cancelled: "This request was cancelled, so it stays as it is.",
};

/** Of a move that turns to the client. */
export const barredFromAsking = (member: Member, request: Found, move: Move): Barred | null => (mayAsk(member, request) ? (life.can(request.status, move) ? null : stands(standing[request.status])) : notYours);

/** Of a change: of a draft everybody's, then only theirs who may turn to the client. */
export const barredFromChange = (member: Member, request: Found, move: Move): Barred | null => (isInHand(member, request) ? (life.can(request.status, move) ? null : stands(standing[request.status])) : notYours);

const answered: Record<ItemStatus, string> = {
  pending: "Nobody has answered this item yet.",
  submitted: "The answer to this item waits for review.",
  rejected: "The answer to this item was returned, and waits for the client.",
  accepted: "The answer to this item is accepted.",
  waived: "This item was waived.",
};

/** Of a move of one item. */
export const barredFromItem = ({ status: of, sentAt }: Found, { status }: { status: ItemStatus }, move: Parameters<typeof itemLife.can>[1]): Barred | null =>
  of === "cancelled" || (!sentAt && move !== "reword") ? stands(standing[of]) : itemLife.can(status, move) ? null : stands(answered[status]);

/** Of a change of an item's words. */
export const barredFromReword = (member: Member, request: Found, item: { status: ItemStatus }): Barred | null => (isInHand(member, request) ? barredFromItem(request, item, "reword") : notYours);

/**
 * A page whose form may be refused by now, with why: drawn all the same, since who pressed its button before that finds
 * there what they had typed.
 */
export const drawn = <Page extends object>(barred: Barred | null, page: Page) => data({ ...page, barred: barred?.words ?? null }, barred?.status ?? 200);
