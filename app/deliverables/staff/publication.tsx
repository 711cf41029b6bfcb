import { useActionData, useLoaderData } from "@remix-run/react";
import { willSee } from "#app/clients/audience.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { list } from "#app/lib/words.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, Notice, PageTitle } from "#app/ui/page.tsx";
import { audienceOnceSent } from "../audience.server.ts";
import { PublicationForm } from "../forms.server.ts";
import { publishRound } from "../publishing.server.ts";
import { choicesFor } from "./choices.server.ts";
import { Publishing } from "./publishing.tsx";

const pathOf = (id: string) => `/staff/approvals/${id}`;

export const loader = asMember(({ member, params }) => {
  const choices = choicesFor(member, params.id!);
  const { id, next, asked, policy } = choices;
  return { ...choices, audience: audienceOnceSent(member, id), form: blank(PublicationForm, member, `${pathOf(id)}/publication`, { round: next, approvers: asked, policy }) };
});

export const meta = titled<{ title: string; next: number }>(({ title, next }) => `Publish round ${next} of ${title}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, PublicationForm, (tx, words) => {
    publishRound(tx, member, params.id!, words);
    return done(pathOf(params.id!), "It is with them, and they get a letter.");
  }),
);

export default function Page() {
  const { id, title, next, meter, files, people, hindrance, audience, form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/staff/approvals", label: "Approvals" },
          { to: pathOf(id), label: title },
        ]}
        here="Publish"
      />
      <PageTitle lead={`${meter}. From then on its files and words stay as they are.`}>Publish round {next}</PageTitle>
      {hindrance ? (
        <Notice tone="move">
          {hindrance.words} <a href={hindrance.to}>{hindrance.label}</a>
        </Notice>
      ) : (
        <>
          <p className="mb-2 text-ink-2 wrap-anywhere">It shows {list(files)}.</p>
          <p className="mb-5 text-ink-2">{willSee(audience)}</p>
          <Publishing given={form} answer={answer} people={people} verb={`Publish round ${next}`} back={pathOf(id)} />
        </>
      )}
    </>
  );
}
