import { useActionData, useLoaderData } from "@remix-run/react";
import { willSee } from "#app/clients/audience.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, Folio, PageTitle } from "#app/ui/page.tsx";
import { Day } from "#app/ui/when.tsx";
import { checked } from "../checking.server.ts";
import { SendForm } from "../forms.server.ts";
import { sendProposal } from "../sending.server.ts";
import { Offered } from "./offered.tsx";
import { Missing, Sending } from "./sending.tsx";
import { Steps } from "./steps.tsx";

const pathOf = (id: string) => `/staff/proposals/${id}`;

export const loader = asMember(({ member, params }) => {
  const { values, ...found } = checked(member, params.id!);
  return { ...found, values, form: found.missing.length || !found.maySend ? null : blank(SendForm, member, `${pathOf(params.id!)}/check`, values) };
});

export const meta = titled<{ proposal: { title: string } }>(({ proposal }) => `Check ${proposal.title}`);

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, SendForm, (tx, asked) => {
    const version = sendProposal(tx, member, params.id!, asked);
    return done(pathOf(params.id!), version === 1 ? "Sent. They get a letter." : `Version ${version} is sent. They get a letter.`);
  }),
);

export default function Check() {
  const { proposal, offer, audience, letters, missing, maySend, values, form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { id, title, number, version, clientName, attachments } = proposal;
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/proposals", label: "Proposals" }, { to: pathOf(id), label: title }]} here="Check" />
      <PageTitle lead={version ? `${number}, version ${version + 1}. It takes the place of version ${version}; the earlier text stays on record.` : "Nothing is sent until you press Send."}>Check and send</PageTitle>
      <Steps at="check" />
      <div className="max-w-5xl">
        <Folio title="Who reads it">
          <div className="max-w-letter">
            <p>{willSee(audience)}</p>
            {audience.names.length > 0 && <p className="mt-1 text-ink-2">{letters ? `The letter goes to ${letters}.` : "All of them get a letter."}</p>}
            <p className="mt-1 text-ink-2">
              Open until <Day at={values.expiresOn} />, to the end of that day.
            </p>
          </div>
        </Folio>
        {version > 0 && (
          <Folio title="What changes">
            <p>
              <a href={`${pathOf(id)}/changes?to=draft`}>Side by side with version {version}</a>, which they read now.
            </p>
          </Folio>
        )}
        <Folio title="As they read it">
          <Offered offer={offer} files={attachments.map(({ id: file, ...rest }) => ({ ...rest, to: `${pathOf(id)}/files/${file}` }))} />
        </Folio>
        {form ? <Sending given={form} answer={answer} back={`${pathOf(id)}/edit`} verb={version ? `Send version ${version + 1} to ${clientName}` : `Send to ${clientName}`} /> : <Missing of={missing} maySend={maySend} back={`${pathOf(id)}/edit`} />}
      </div>
    </>
  );
}
