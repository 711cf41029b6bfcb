import { When } from "#app/ui/when.tsx";
import { AnswerShown } from "../parts.tsx";
import { filePath } from "../paths.ts";
import type { Submitted } from "./review.server.ts";

/** The answer that is being reviewed; its form carries which one it was. */
export const Answered = ({ of: { id, answer, note, byName, submittedAt } }: { of: Submitted }) => (
  <div className="border-l-2 border-rule-2 pl-4">
    <input type="hidden" name="submission" value={id} />
    <p className="mb-1 text-small text-ink-3">
      {byName}, <When at={submittedAt} />
    </p>
    <AnswerShown of={answer} note={note} fileAt={filePath} />
  </div>
);
