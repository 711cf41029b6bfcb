import { useActionData, useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { MoreTimeForm } from "#app/questions/forms.server.ts";
import { MoreTimePage } from "#app/questions/pages.tsx";
import { titled } from "#app/ui/agency.tsx";
import { proposals } from "../proposals.server.ts";
import { askForTime } from "../answering.server.ts";
import { life } from "../proposal.ts";
import { openUntil, standingFor } from "../reading.server.ts";
import { Standing } from "./standing.tsx";

const pathOf = (id: string) => `/portal/proposals/${id}`;

export const loader = asContact(({ contact, params }) => {
  const found = proposals(contact).find(params.id!);
  const standing = standingFor(contact, found);
  const isOpen = life.can(found.status, "ask_for_time") && !standing.timeAsk;
  return { id: found.id, title: found.title, until: openUntil(found).words, standing, isOpen, form: blank(MoreTimeForm, contact, `${pathOf(found.id)}/more-time`) };
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
      It is open until {until}, so you can answer it now. <a href={pathOf(id)}>Read the proposal</a>
    </p>
  );
  const closed = isOpen ? undefined : standing.status === "sent" ? stillOpen : <Standing of={standing} />;
  return <MoreTimePage trail={[{ to: "/portal/proposals", label: "Proposals" }, { to: pathOf(id), label: title }]} passed={`“${title}” was open until ${until}.`} form={form} answer={useActionData<typeof action>()} closed={closed} />;
}
