import { keptOf } from "#app/comments/parts.tsx";
import type { FormAnswer, FormGiven } from "#app/lib/form.server.ts";
import { Notice } from "#app/ui/page.tsx";
import { Standing, type StandingOf } from "./standing.tsx";

const handedBack = (answer: unknown) => (answer && typeof answer === "object" && "initialValue" in answer ? (answer as FormAnswer) : undefined);

/** Whether there is nothing to answer for this person any more, or not what they had read: the form would only mislead. */
export const isTooLate = ({ mine, version }: StandingOf, answer: unknown) => {
  const posted = handedBack(answer)?.initialValue?.version;
  return !mine || (posted !== undefined && Number(posted) !== version);
};

/** Why nothing was recorded, how the proposal stands, and what they had typed, to take with them. */
export function TooLate({ standing, title, answer, given, field, label }: { standing: StandingOf; title: string; answer: unknown; given: FormGiven; field: string; label: string }) {
  const refused = handedBack(answer);
  const kept = keptOf(answer, given)?.initialValue?.[field];
  const isReplaced = refused && Number(refused.initialValue?.version) !== standing.version;
  const at = `/portal/proposals/${standing.id}`;
  return (
    <div className="grid max-w-letter gap-6">
      {refused && (
        <div className="errors" role="alert" tabIndex={-1} autoFocus>
          <h2>Nothing was recorded</h2>
          <p className="mt-2">{refused.error?.[""]?.join(" ")}</p>
        </div>
      )}
      {isReplaced && standing.status === "sent" ? (
        <Notice tone="move">
          <p>
            <a href={at}>Read version {standing.version}</a> or <a href={`${at}/changes?from=${Number(refused.initialValue?.version)}&to=${standing.version}`}>see what changed</a>
          </p>
        </Notice>
      ) : (
        <Standing of={{ ...standing, mine: false }} />
      )}
      {typeof kept === "string" && kept && (
        <div className="field">
          <label htmlFor="kept">{label}</label>
          <textarea id="kept" className="input" rows={3} readOnly defaultValue={kept} />
        </div>
      )}
      <p>
        <a href={at}>Back to “{title}”</a>
      </p>
    </div>
  );
}
