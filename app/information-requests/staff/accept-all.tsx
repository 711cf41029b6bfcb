import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { count } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Confirm } from "#app/ui/confirm.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { Empty } from "#app/ui/page.tsx";
import { When } from "#app/ui/when.tsx";
import { AcceptAllForm } from "../forms.server.ts";
import { AnswerShown } from "../parts.tsx";
import { filePath, staffPath } from "../paths.ts";
import { requests } from "../requests.server.ts";
import { acceptAll } from "../reviewing.server.ts";

const pathOf = (id: string) => `${staffPath(id)}/acceptance`;

export const loader = asMember(({ member, params }) => {
  const { id, title, status, items } = requests(member).find(params.id!);
  const waiting = status === "cancelled" ? [] : items.flatMap(({ id, label, status, latest }) => (status === "submitted" && latest ? [{ id, label, latest }] : []));
  return { id, title, waiting, form: blank(AcceptAllForm, member, pathOf(id)) };
});

export const meta = titled<{ title: string }>(({ title }) => `Accept all that wait: ${title}`);

// After a refusal too: the answers that count now must be read.
export const shouldRevalidate = () => true;

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, AcceptAllForm, (tx, { shown }) => {
    acceptAll(tx, member, params.id!, shown.map((one) => one.split(":")).map(([itemId, submission]) => ({ itemId: itemId!, submission: submission! })));
    return done(staffPath(params.id!), shown.length === 1 ? "One answer is accepted." : `${shown.length} answers are accepted.`);
  }),
);

export default function AcceptAll() {
  const { id, title, waiting, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  if (waiting.length === 0) return <Empty title="Nothing waits for review" action={<Link to={staffPath(id)}>{title}</Link>} />;
  return (
    <Confirm of={form} kind="brand" question={`Accept ${waiting.length === 1 ? "the answer" : `all ${count(waiting.length, "answer")}`}?`} consequence={`Everything of ${title} that waits for review, as it stands here. The client can no longer change it then.`} verb="Accept them all" back={staffPath(id)}>
      <ol className="grid gap-5">
        {waiting.map(({ id: item, label, latest }) => (
          <li key={item} className="border-l-2 border-rule-2 pl-4">
            <input type="hidden" name="shown" value={`${item}:${latest.id}`} />
            <h2 className="text-base font-semibold wrap-anywhere">{label}</h2>
            <p className="mb-1 text-small text-ink-3">
              {latest.byName}, <When at={latest.submittedAt} />
            </p>
            <AnswerShown of={latest.answer} note={latest.note} fileAt={filePath} />
          </li>
        ))}
      </ol>
    </Confirm>
  );
}
