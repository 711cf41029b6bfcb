import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Breadcrumb, Folio, Notice, PageTitle } from "#app/ui/page.tsx";
import { Exactly } from "#app/ui/when.tsx";
import { audit } from "../audit.server.ts";
import { Deed } from "./log-table.tsx";
import { figure } from "#app/lib/words.ts";

/** Particulars with a place of their own on the page. */
const placed = ["actorName", "address", "agent", "title"];

export const loader = asMember(({ member, params }) => {
  const { line, fault, older, newer } = audit(member).find(Number(params.seq));
  const { particulars, at, ...rest } = line;
  const more = Object.entries(particulars ?? {}).filter(([name, value]) => !placed.includes(name) && value !== null && value !== "");
  return { line: { ...rest, at, iso: at.toISOString() }, more: more.map(([name, value]) => ({ label: inWords(name), value: value === true ? "Yes" : value === false ? "No" : String(value) })), fault, older, newer };
});

export const meta = titled<{ line: { seq: number } }>(({ line }) => `Event ${line.seq}`);

export default function Event() {
  const { line, more, fault, older, newer } = useLoaderData<typeof loader>();
  const { seq, at, iso, erased, actor, role, company, actorKind, actorId, kind, client, clientId, project, projectId, address, agent, device, subjectKind, subjectId, action, hash, previousHash, commitment, form } = line;
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/audit", label: "Audit log" }]} here={`Event ${seq}`} />
      <PageTitle lead={<Exactly at={at} zone />}>{erased ? "Particulars erased" : actor}: <Deed of={{ ...line, to: null }} /></PageTitle>
      {fault ? (
        <Notice tone="stop">This event does not stand. {fault}</Notice>
      ) : (
        <p className="mb-6 flex items-center gap-2">
          <span className="text-done">
            <Icon name="done" />
          </span>
          It stands as it was recorded, and follows the event before it.
        </p>
      )}
      {erased && <Notice tone="move">A person’s details were erased from the record. Names, addresses and words of this event are gone for good; that it happened, and when, stays, and the chain still holds.</Notice>}
      <Folio title="What happened">
        <dl className="facts">
          <Fact label="Who">{erased ? "Erased" : [actor, role, company].filter(Boolean).join(", ")}</Fact>
          <Fact label="Did">
            <Deed of={line} />
          </Fact>
          <Fact label="Kind">{kind}</Fact>
          {client && (
            <Fact label="Client">
              <a href={`/staff/clients/${clientId}`}>{client}</a>
            </Fact>
          )}
          {project && (
            <Fact label="Project">
              <a href={`/staff/projects/${projectId}`}>{project}</a>
            </Fact>
          )}
          {more.map(({ label, value }) => (
            <Fact key={label} label={label}>
              <span className="whitespace-pre-line">{value}</span>
            </Fact>
          ))}
        </dl>
      </Folio>
      <Folio title="From where">
        <dl className="facts">
          <Fact label="Address">{erased ? "Erased" : address || "None: it was not asked over the network"}</Fact>
          <Fact label="Device">{erased ? "Erased" : device || "None"}</Fact>
          {agent && (
            <Fact label="As the browser names itself">
              <span className="wide">{agent}</span>
            </Fact>
          )}
          <Fact label="In UTC">
            <span className="num">{iso}</span>
          </Fact>
        </dl>
      </Folio>
      <Folio title="In the chain" hint="The hash covers everything in this part, and the hash before it. Names and words are covered by the commitment.">
        <dl className="grid gap-4">
          <Fact label="Number">{figure(seq)}</Fact>
          <Fact label="Hash">
            <Digits>{hash}</Digits>
          </Fact>
          <Fact label="Hash of the event before it">
            <Digits>{previousHash}</Digits>
          </Fact>
          <Fact label="Commitment to its particulars">
            <Digits>{commitment}</Digits>
          </Fact>
          <Fact label="Action, and form of the record">
            <Digits>
              {action}, {form}
            </Digits>
          </Fact>
          <Fact label="By, and on">
            <Digits>
              {actorKind} {actorId}, {subjectKind} {subjectId}
            </Digits>
          </Fact>
        </dl>
      </Folio>
      <nav className="mt-6 flex flex-wrap justify-between gap-x-6 gap-y-2 text-small" aria-label="Events beside this one">
        <a href={`/staff/audit?person=${encodeURIComponent(actorId)}`}>Everything by {actorKind === "stranger" ? "people who are not signed in" : erased ? "this person" : actor}</a>
        <p className="flex gap-5">
          {newer && <Beside to={newer} rel="prev" label="Newer" />}
          {older && <Beside to={older} rel="next" label="Older" />}
        </p>
      </nav>
    </>
  );
}

const Beside = ({ to, rel, label }: { to: number; rel: "prev" | "next"; label: string }) => (
  <a href={`/staff/audit/${to}`} rel={rel} className="inline-flex min-h-6 items-center gap-1">
    {rel === "prev" && <Icon name="prev" />}
    {label}: {figure(to)}
    {rel === "next" && <Icon name="next" />}
  </a>
);

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt className="text-fine text-ink-3">{label}</dt>
    <dd className="wrap-anywhere">{children}</dd>
  </div>
);

const Digits = ({ children }: { children: ReactNode }) => <span className="font-mono text-fine break-all">{children}</span>;

/** "Signed by" of "signedBy". */
const inWords = (name: string) => {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll("_", " ");
  return words[0]!.toUpperCase() + words.slice(1);
};
