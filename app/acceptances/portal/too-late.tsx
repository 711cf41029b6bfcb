import { keptOf } from "#app/comments/parts.tsx";
import type { FormGiven } from "#app/lib/form.server.ts";
import { Standing } from "./standing.tsx";

/** Why nothing was recorded, how the acceptance stands, and the name that was typed, to take along. */
export function TooLate({ standing, answer, given }: { standing: React.ComponentProps<typeof Standing>["of"]; answer: unknown; given: FormGiven }) {
  const kept = keptOf(answer, given);
  const name = kept?.initialValue?.signedName;
  return (
    <div className="grid max-w-letter gap-6">
      {kept?.error && (
        <div className="errors" role="alert" tabIndex={-1} autoFocus>
          <h2>Nothing was recorded</h2>
          <p className="mt-2">{kept.error[""]?.join(" ")}</p>
        </div>
      )}
      <Standing of={{ ...standing, mine: false }} />
      {typeof name === "string" && name && (
        <div className="field">
          <label htmlFor="kept">The name you typed</label>
          <textarea id="kept" className="input" rows={1} readOnly defaultValue={name} />
        </div>
      )}
      <p>
        <a href={`/portal/acceptances/${standing.acceptance.id}`}>Back to “{standing.acceptance.title}”</a>
      </p>
    </div>
  );
}
