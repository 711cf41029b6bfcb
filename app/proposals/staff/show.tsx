import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { WhoSees } from "#app/clients/audience.tsx";
import { Trail } from "#app/events/parts.tsx";
import { trail } from "#app/events/trail.server.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { AnswerForm } from "#app/questions/forms.server.ts";
import { AnswerQuestion, Questions } from "#app/questions/parts.tsx";
import { ask } from "#app/questions/questions.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { BadgeOf } from "#app/ui/badge.tsx";
import { Breadcrumb, Folio, PageTitle } from "#app/ui/page.tsx";
import { proposals, subjectOf } from "../proposals.server.ts";
import { standing } from "../standing.server.ts";
import { Doings, Further } from "./doings.tsx";
import { Offered } from "./offered.tsx";
import { shown } from "./shown.server.ts";
import { Facts, Hurry, Notices } from "./standing.tsx";
import { Versions } from "./versions.tsx";

const pathOf = (id: string) => `/staff/proposals/${id}`;

export const loader = asMember(({ member, params }) => {
  const { found, subject, ...rest } = standing(member, params.id!);
  return { proposal: { ...shown(found), projectId: found.projectId, reason: found.sent?.reason ?? "" }, ...rest, form: blank(AnswerForm, member, pathOf(found.id)), history: trail(member).of(subject, 50) };
});

export const meta = titled<{ proposal: { title: string } }>(({ proposal: { title } }) => title);

export const action = asMember(({ viewer, request, params }) =>
  submit({ request, viewer }, AnswerForm, (tx, words) => {
    const id = ask(tx, viewer, subjectOf(proposals(viewer, tx).find(params.id!)), words);
    return done(`${pathOf(params.id!)}#comment-${id}`, "Your answer is sent.");
  }),
);

export default function Proposal() {
  const { proposal, offer, files, versions, decided, revised, timeAsk, thread, audience, later, may, form, history } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { id, title, number, version, clientId, clientName } = proposal;
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/proposals", label: "Proposals" }, { to: `/staff/clients/${clientId}`, label: clientName }]} here={number ?? "Draft"} />
      <p className="mb-3 flex flex-wrap gap-2">
        <BadgeOf of={proposal.badge} />
        <Hurry of={proposal} />
      </p>
      <PageTitle actions={<Doings id={id} may={may} revised={revised} />}>{title}</PageTitle>
      <WhoSees of={audience} because={version ? "the portal is closed to them" : "it is a draft"} later={later} />
      <Notices proposal={proposal} decided={decided} revised={revised} timeAsk={timeAsk} mayExtend={may.extend} />
      <Folio title="At a glance">
        <Facts of={proposal} />
      </Folio>
      <Folio title={version ? "As they read it" : "As they will read it"}>
        <Offered offer={offer} files={files.map(({ id: file, ...rest }) => ({ ...rest, to: `${pathOf(id)}/files/${file}` }))} />
      </Folio>
      {versions.length > 0 && (
        <Folio title="Versions">
          <Versions of={versions} />
          {(versions.length > 1 || revised) && (
            <p className="mt-3">
              <Link to={`${pathOf(id)}/changes${revised ? "?to=draft" : ""}`}>{revised ? `See what the draft changes in version ${version}` : "See what changed from the version before"}</Link>
            </p>
          )}
        </Folio>
      )}
      {version > 0 && (
        <Folio title="Questions">
          <div className="grid max-w-letter gap-6">
            {thread.length > 0 ? <Questions of={thread} /> : <p className="text-ink-3">Nobody asked anything.</p>}
            <AnswerQuestion given={form} answer={answer} client={clientName} />
          </div>
        </Folio>
      )}
      <Folio title="More">
        <Further id={id} may={may} />
      </Folio>
      <Folio title="History">
        <Trail entries={history} />
      </Folio>
    </>
  );
}
