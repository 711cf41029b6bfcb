import { trail } from "#app/events/trail.server.ts";
import { NoFields, blank } from "#app/lib/form.server.ts";
import type { Member } from "#app/people/viewer.ts";
import { AnswerForm } from "#app/questions/forms.server.ts";
import { openTimeAsk, viewsOf } from "#app/questions/questions.server.ts";
import { threadAbout } from "#app/questions/thread.server.ts";
import { isInHand, mayAsk } from "../asker.server.ts";
import { audienceOfRequest } from "../audience.server.ts";
import { AcceptItemForm } from "../forms.server.ts";
import { itemPath, staffPath } from "../paths.ts";
import { itemLife, itemTypes, life } from "../request.ts";
import { type Found, type ItemRow, requests, submissionsBy, subjectOf } from "../requests.server.ts";
import { dueOf } from "./row.server.ts";

/** A request as its page draws it for a member: the items, what was answered and when, and which moves stand open. */
export function requestPage(member: Member, id: string) {
  const request = requests(member).find(id);
  const { number, title, intro, clientId, clientName, projectId, projectName, authorName, status, progress, sentAt, cancelledAt, cancelledWhy, remindedAt, dueOn } = request;
  const subject = subjectOf(request);
  const [asks, inHand] = [mayAsk(member, request), isInHand(member, request)];
  const isDraft = status === "draft";
  const can = (move: Parameters<typeof life.can>[1]) => life.can(status, move);
  const answers = isDraft ? undefined : submissionsBy(request);
  return {
    request: { id, number, title, intro, clientId, clientName, projectId, projectName, authorName, status, progress, sentAt, cancelledAt, cancelledWhy, remindedAt, dueOn, due: dueOf(dueOn, status) },
    may: { send: isDraft && asks, change: can("change") && inHand, add: can(isDraft ? "change" : "add_item") && inHand, discard: can("discard"), cancel: !isDraft && can("cancel") && asks, remind: can("remind") && asks, acceptAll: status !== "cancelled" && progress.submitted > 1 },
    draft: isDraft ? request.items.map(drafted(member, request)) : null,
    items: isDraft ? null : request.items.map((item, index) => ({ ...reviewed(member, request, item, inHand), place: index + 1, answers: answers?.get(item.id) ?? [] })),
    audience: audienceOfRequest(member, id),
    views: viewsOf(request),
    timeAsk: openTimeAsk(subject) ?? null,
    thread: threadAbout(member, subject, clientName),
    question: isDraft ? null : blank(AnswerForm, member, staffPath(id)),
    history: trail(member).of(subject, 100),
  };
}

const shown = ({ id, label, help, type, options, required, dueOn }: ItemRow) => ({ id, label, help, kind: itemTypes[type], options, required, dueOn });

const drafted =
  (member: Member, { id, items }: Found) =>
  (item: ItemRow, index: number) => {
    const press = (path: string) => blank(NoFields, member, `${itemPath(id, item.id)}/${path}`);
    return { ...shown(item), place: index + 1, up: index > 0 ? press("order/up") : null, down: index < items.length - 1 ? press("order/down") : null, remove: press("removal") };
  };
export type Drafted = ReturnType<ReturnType<typeof drafted>>;

function reviewed(member: Member, { id, status: of, sentAt }: Found, item: ItemRow, inHand: boolean) {
  const can = (move: Parameters<typeof itemLife.can>[1]) => of !== "cancelled" && sentAt !== null && itemLife.can(item.status, move);
  const accepts = can("accept") && item.latest;
  return {
    ...shown(item),
    status: item.status,
    due: item.status === "pending" || item.status === "rejected" ? dueOf(item.dueOn, of) : null,
    waivedWhy: item.waivedWhy,
    accept: accepts ? { given: blank(AcceptItemForm, member, `${itemPath(id, item.id)}/acceptance`), submission: item.latest!.id } : null,
    may: { return: can("reject"), undo: can("undo"), waive: can("waive"), reword: can("reword") && inHand },
  };
}
export type Page = ReturnType<typeof requestPage>;
export type Reviewed = NonNullable<Page["items"]>[number];
