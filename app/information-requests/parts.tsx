import { longDay } from "#app/lib/dates.ts";
import { figure, size } from "#app/lib/words.ts";
import { FileName } from "#app/ui/file.tsx";
import { Icon } from "#app/ui/icon.tsx";
import type { Answer, progressOf } from "./request.ts";

type Progress = ReturnType<typeof progressOf>;

/** Accepted of all, as marks beside words that say the same. */
export const Ticks = ({ of: { accepted, submitted, returned, needed } }: { of: Progress }) => (
  <span className="ticks" aria-hidden="true">
    {[...Array<string>(accepted).fill("is-done"), ...Array<string>(submitted).fill("is-sent"), ...Array<undefined | string>(returned).fill("is-back"), ...Array<undefined>(Math.max(0, needed)).fill(undefined)].map((mark, index) => (
      <i key={index} className={mark} />
    ))}
  </span>
);

export const acceptedOf = ({ accepted, all }: Progress) => `${figure(accepted)} of ${figure(all)} accepted`;
/** "2 with us, 1 returned, 3 still needed": what stands where, for the client. */
export const standing = ({ submitted, returned, needed }: Progress) => [submitted ? `${figure(submitted)} with us` : "", returned ? `${figure(returned)} returned` : "", needed ? `${figure(needed)} still needed` : ""].filter(Boolean).join(", ");

/** When it is needed; amber and in words once little time is left, or none. */
export const DueBy = ({ of: { day, soon, over } }: { of: { day: string; soon: boolean; over: boolean } }) =>
  soon || over ? (
    <span className="tone t-soon">
      <Icon name="clock" />
      {over ? "Was needed by " : "Needed by "}
      <time dateTime={day}>{longDay(day)}</time>
    </span>
  ) : (
    <>
      Needed by <time dateTime={day}>{longDay(day)}</time>
    </>
  );

/** What was answered, to be read. `fileAt` gives where a file is downloaded. */
export function AnswerShown({ of: answer, note, fileAt }: { of: Answer | null; note: string; fileAt: (id: string) => string }) {
  if (!answer) return <p className="wrap-anywhere whitespace-pre-line"><span className="text-ink-3">Not available. </span>{note}</p>;
  if ("files" in answer) return <Files of={answer.files} fileAt={fileAt} />;
  if ("chosen" in answer)
    return answer.chosen.length > 1 ? (
      <ul className="list-disc pl-5">
        {answer.chosen.map((one) => (
          <li key={one} className="wrap-anywhere">{one}</li>
        ))}
      </ul>
    ) : (
      <p className="wrap-anywhere">{answer.chosen[0]}</p>
    );
  if ("day" in answer) return <p><time dateTime={answer.day}>{longDay(answer.day)}</time></p>;
  return <p className="wrap-anywhere whitespace-pre-line">{"number" in answer ? answer.number : answer.words}</p>;
}

export const Files = ({ of: files, fileAt }: { of: { id: string; name: string; size: number }[]; fileAt: (id: string) => string }) => (
  <ul className="grid gap-2">
    {files.map(({ id, name, size: bytes }) => (
      <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <FileName name={name}>
          <span className="ml-2 whitespace-nowrap text-small text-ink-3">{size(bytes)}</span>
        </FileName>
        <a className="noprint inline-flex min-h-6 items-center text-small" href={fileAt(id)}>
          Download<span className="sr-only"> {name}</span>
        </a>
      </li>
    ))}
  </ul>
);
