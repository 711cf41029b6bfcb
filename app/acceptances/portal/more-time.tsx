import { useActionData, useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { MoreTimeForm } from "#app/questions/forms.server.ts";
import { MoreTimePage } from "#app/questions/pages.tsx";
import { titled } from "#app/ui/agency.tsx";
import { acceptances } from "../acceptances.server.ts";
import { askForTime } from "../asking.server.ts";
import { life } from "../acceptance.ts";
import { standingFor } from "../review.server.ts";
import { deadlineWords } from "../shown.server.ts";
import { Standing } from "./standing.tsx";

const pathOf = (id: string) => `/portal/acceptances/${id}`;

export const loader = asContact(({ contact, params }) => {
  const found = acceptances(contact).find(params.id!);
  const standing = standingFor(contact, found);
  const isOpen = life.can(found.status, "ask_for_time") && !standing.timeAsk && !standing.anew;
  return { id: found.id, title: found.title, until: deadlineWords(found), standing, isOpen, form: blank(MoreTimeForm, contact, `${pathOf(found.id)}/more-time`) };
});

export const meta = titled("Ask for more time");

export const action = asContact(({ viewer, request, params }) =>
  submit({ request, viewer }, MoreTimeForm, (tx, { note }) => {
    askForTime(tx, viewer, params.id!, note);
    return done(pathOf(params.id!), "We have your note, and will answer.");
  }),
);

export default function MoreTime() {
  const { id, title, until, standing, isOpen, form } = useLoaderData<typeof loader>();
  const stillOpen = (
    <p>
      It is open until {until}, so you can answer it now. <a href={pathOf(id)}>See the document</a>
    </p>
  );
  const closed = isOpen ? undefined : standing.acceptance.status === "pending" ? stillOpen : <Standing of={standing} />;
  return <MoreTimePage trail={[{ to: "/portal/acceptances", label: "Acceptances" }, { to: pathOf(id), label: title }]} passed={`The time to accept “${title}” passed on ${until}.`} form={form} answer={useActionData<typeof action>()} closed={closed} />;
}
