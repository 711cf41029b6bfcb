import type { FormAnswer } from "#app/lib/form.server.ts";
import { count, list } from "#app/lib/words.ts";
import { BadgeOf } from "#app/ui/badge.tsx";
import { Button, Form, type FormOf } from "#app/ui/form.tsx";
import { Breadcrumb, Folio, Notice } from "#app/ui/page.tsx";
import { Questions } from "#app/questions/parts.tsx";
import { Day } from "#app/ui/when.tsx";
import { fieldOf } from "../answer.ts";
import type { Filling } from "../filling.server.ts";
import { DueBy, Ticks, acceptedOf, standing } from "../parts.tsx";
import { badge } from "../request.ts";
import { RequestItem } from "./request-item.tsx";
import { standingOf } from "./standing.ts";

/** The page of a request: every item, and one form whose buttons have addresses of their own. The same page answers each of them when it is refused. */
export function FillingPage({ of, answer, submits = false }: { of: Filling; answer?: unknown; submits?: boolean }) {
  const refused = answer && typeof answer === "object" && "initialValue" in answer ? (answer as FormAnswer) : undefined;
  const isOver = of.status === "cancelled";
  const posted = refused?.initialValue ?? of.kept;
  const items = of.items.map((item) => ({ item, standing: standingOf(item, posted, { isOver, meansAll: submits && refused !== undefined }) }));
  const isOpen = items.some(({ standing: { isOpen } }) => isOpen);
  const allErrors = Object.fromEntries(Object.entries(refused?.error ?? {}).flatMap(([name, lines]) => (lines ? [[name, lines]] : [])));
  const form: FormOf = { id: "answers", errors: allErrors[""], allErrors, handedBack: refused !== undefined, props: { id: "answers" }, given: { id: "answers", action: of.save.formAction, key: "", constraint: {}, values: {}, restored: !refused && of.kept !== null && isOpen } };
  const drawn = (
    <ol>
      {items.map(({ item, standing }) => (
        <RequestItem key={item.id} item={item} standing={standing} errors={allErrors[fieldOf(item.id)]} path={`/portal/requests/${of.id}`} />
      ))}
    </ol>
  );
  return (
    <>
      <Breadcrumb trail={[{ to: "/portal/requests", label: "Requests" }]} here={of.number} />
      <Head of={of} isOpen={isOpen} />
      <div className="grid gap-x-12 gap-y-8 border-t border-line pt-5 lg:grid-cols-[11rem_minmax(0,1fr)]">
        <Margin of={of} />
        <div className="max-w-letter min-w-0">
          <h2 className="sr-only">Items</h2>
          {isOver && refused && <Notice tone="stop">{allErrors[""]?.join(" ") ?? "Nothing was recorded."}</Notice>}
          {isOpen ? (
            <Form of={form} className="block [&>.errors]:mb-6">
              {/* Whoever presses Enter in a field saves: browsers take the first button. */}
              <Button className="sr-only" {...of.save}>
                Save for later
              </Button>
              {drawn}
              <div className="slip mt-4">
                <div className="flex flex-wrap items-center gap-3">
                  <Button kind="brand" {...of.submit}>
                    Submit what is filled in
                  </Button>
                  <Button {...of.save}>Save for later</Button>
                </div>
                <p className="hint mt-3">
                  Empty items stay open. {of.others.length > 0 && `${list(of.others)} can also fill this in.`}
                </p>
              </div>
            </Form>
          ) : (
            <>
              {refused && !isOver && <Notice tone="stop">{allErrors[""]?.join(" ") ?? "Nothing was recorded."}</Notice>}
              {drawn}
            </>
          )}
        </div>
      </div>
      <Talk of={of} />
    </>
  );
}

/** What was asked about the request, and the way to ask: on a page of its own, so that nothing typed above is lost to it. */
const Talk = ({ of: { id, talk, mayAsk, agencyName } }: { of: Filling }) =>
  talk.length > 0 || mayAsk ? (
    <div className="mt-12 md:mt-16">
    <Folio title="Questions">
      {talk.length > 0 && <Questions of={talk} />}
      {mayAsk && (
        <p className="noprint">
          {talk.length === 0 && "Is something unclear? "}
          <a href={`/portal/requests/${id}/question`}>Ask {agencyName}</a>
        </p>
      )}
    </Folio>
    </div>
  ) : null;

const Head = ({ of: { status, title, intro, cancelled, items }, isOpen }: { of: Filling; isOpen: boolean }) => (
  <div className="mb-8 max-w-letter md:mb-10">
    <p className="mb-3">
      <BadgeOf of={badge[status]} />
    </p>
    <h1 className="wrap-anywhere">{title}</h1>
    <p className="mt-2 text-lead text-ink-2">
      {cancelled ? "We cancelled this request. There is nothing to do; what you sent stays here." : isOpen ? "Answer in any order. Save as often as you like; we see an answer when you submit it." : status === "completed" ? `All in: ${count(items.length, "item")}, nothing left to do. Thank you.` : "Everything is with us. We write to you if something is missing."}
    </p>
    {cancelled && (
      <p className="mt-2 whitespace-pre-line wrap-anywhere">
        {cancelled.why} <span className="text-small text-ink-3"><Day at={cancelled.at} /></span>
      </p>
    )}
    {intro && !cancelled && <p className="mt-4 whitespace-pre-line wrap-anywhere">{intro}</p>}
  </div>
);

const Margin = ({ of: { progress, number, project, askedBy, sentAt, due, status } }: { of: Filling }) => (
  <div className="lg:sticky lg:top-6 lg:self-start">
    <div className="mb-6 max-w-note">
      <Ticks of={progress} />
      <p className="mt-2 text-small">
        <strong className="num">{acceptedOf(progress)}</strong>
        <br />
        <span className="text-ink-3">{status !== "cancelled" && standing(progress)}</span>
      </p>
    </div>
    <dl className="facts facts-margin">
      <div>
        <dt>Request</dt>
        <dd>{number}</dd>
      </div>
      {project && (
        <div>
          <dt>Project</dt>
          <dd className="wrap-anywhere">
            <a href={`/portal/projects/${project.id}`}>{project.name}</a>
          </dd>
        </div>
      )}
      <div>
        <dt>Asked by</dt>
        <dd className="wrap-anywhere">{askedBy}</dd>
      </div>
      <div>
        <dt>Sent</dt>
        <dd>
          <Day at={sentAt} />
        </dd>
      </div>
      {due && (
        <div>
          <dt>Needed by</dt>
          <dd>{(due.soon || due.over) && (status === "sent" || status === "in_progress") ? <DueBy of={due} /> : <Day at={due.day} />}</dd>
        </div>
      )}
    </dl>
  </div>
);
