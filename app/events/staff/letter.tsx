import { useLoaderData } from "@remix-run/react";
import { asMember } from "#app/staff/door.server.ts";
import { NoFields, blank } from "#app/lib/form.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { BadgeOf } from "#app/ui/badge.tsx";
import { ActionButton } from "#app/ui/form.tsx";
import { Breadcrumb, Folio, PageTitle } from "#app/ui/page.tsx";
import { Exactly } from "#app/ui/when.tsx";
import { type Listed, letterbook } from "../letterbook.server.ts";
import { letterBadge } from "../post.ts";

export const meta = titled<Listed>(({ about }) => about);

export const loader = asMember(
  ({ member, params }) => {
    const letter = letterbook(member).find(params.id!);
    return { ...letter, again: letter.state === "gave_up" ? blank(NoFields, member, `/staff/outbox/${letter.id}/again`) : null };
  },
  { only: ["owner"] },
);

export default function Letter() {
  const { about, to, address, state, why, attempts, queuedAt, nextAttemptAt, sentAt, text, links, again } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/outbox", label: "Letters" }]} here={about} />
      <p className="mb-1.5">
        <BadgeOf of={letterBadge[state]} />
      </p>
      <PageTitle actions={again && <ActionButton given={again}>Try this letter again</ActionButton>}>{about}</PageTitle>
      <Folio title="What became of it">
        <dl className="facts">
          <Fact label="To"><span className="wide">{to ? `${to}, ${address}` : address}</span></Fact>
          <Fact label="Asked for">
            <Exactly at={queuedAt} />
          </Fact>
          {sentAt && (
            <Fact label="Sent">
              <Exactly at={sentAt} />
            </Fact>
          )}
          {state === "waiting" && (
            <Fact label={attempts ? "Next attempt" : "Goes out"}>
              <Exactly at={nextAttemptAt} />
            </Fact>
          )}
          {attempts > 0 && <Fact label="Attempts">{attempts}</Fact>}
          {why && <Fact label="Why">{why}</Fact>}
        </dl>
      </Folio>
      <Folio title="The letter" hint={links ? "As it lies in the outbox folder. Its links work: anyone who opens one acts as the person it is for." : "As it reads today. Links that work once are not shown."}>
        {text ? <div className="max-w-letter break-words whitespace-pre-wrap">{links ? linked(text) : text}</div> : <p className="text-ink-2">No letter was written.</p>}
      </Folio>
    </>
  );
}

const Fact = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd className="break-words">{children}</dd>
  </div>
);

/** The letter's own addresses as links. */
const linked = (text: string) =>
  text.split(/(https?:\/\/\S+)/).map((words, index) =>
    index % 2 ? (
      <a key={index} href={words}>
        {words}
      </a>
    ) : (
      words
    ),
  );
