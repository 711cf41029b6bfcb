import { useActionData, useLoaderData } from "@remix-run/react";
import { asContact } from "#app/portal/door.server.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { MoreTimeForm } from "#app/questions/forms.server.ts";
import { KeptWords, keptOf } from "#app/comments/parts.tsx";
import { AskForTime } from "#app/questions/parts.tsx";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
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
  const answer = useActionData<typeof action>();
  const kept = keptOf(answer, form);
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/portal/proposals", label: "Proposals" },
          { to: pathOf(id), label: title },
        ]}
        here="More time"
      />
      <PageTitle lead={isOpen ? `“${title}” was open until ${until}.` : undefined}>Ask for more time?</PageTitle>
      <div className="grid max-w-letter gap-6">
        {isOpen && <AskForTime given={form} answer={answer} />}
        {!isOpen && kept && <KeptWords of={kept} field="note" />}
        {!isOpen &&
          (standing.status === "sent" ? (
            <p>
              It is open until {until}, so you can answer it now. <a href={pathOf(id)}>Read the proposal</a>
            </p>
          ) : (
            <Standing of={standing} />
          ))}
      </div>
    </>
  );
}
