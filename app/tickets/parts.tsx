import { extensionOf } from "#app/documents/document.ts";
import { initials, size } from "#app/lib/words.ts";
import { FileField, TextArea } from "#app/ui/field.tsx";
import type { FieldOf } from "#app/ui/field.tsx";
import { Avatar } from "#app/ui/page.tsx";
import { When } from "#app/ui/when.tsx";
import { FILES_AT_ONCE } from "./ticket.ts";

export interface Said {
  id: string;
  name: string;
  side: string;
  you: boolean;
  at: string | Date;
  body: string;
  /** Where it was written, for what came with a merge. */
  from: string | null;
  files: { id: string; name: string; size: number; to: string }[];
}

/** What both sides wrote, each at an address of its own so that a letter can lead to it. */
export const Message = ({ of: { id, name, side, you, at, body, from, files } }: { of: Said }) => (
  <article id={`message-${id}`} className="msg">
    <Avatar initials={initials(name)} you={you} />
    <div>
      <header className="flex flex-wrap items-baseline gap-x-2">
        <h3 className="font-semibold wrap-anywhere">{name}</h3>
        <p className="text-fine text-ink-3">
          {you ? "You" : side}, <When at={at} />
          {from && `, on ${from}`}
        </p>
      </header>
      <Words of={body} />
      {files.length > 0 && (
        <ul className="mt-2 grid gap-1">
          {files.map((file) => (
            <li key={file.id} className="flex items-center gap-3 text-small">
              <span className="ext" aria-hidden="true">
                {extensionOf(file.name)}
              </span>
              <a className="inline-flex min-h-6 items-center wrap-anywhere" href={file.to}>
                <span className="sr-only">Download </span>
                <bdi>{file.name}</bdi>
              </a>
              <span className="whitespace-nowrap text-ink-3">{size(file.size)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  </article>
);

export const Words = ({ of: body }: { of: string }) => (
  <div className="prose mt-1 max-w-letter wrap-anywhere">
    {body.split(/\n{2,}/).map((paragraph, index) => (
      <p key={index} className="whitespace-pre-line">
        {paragraph}
      </p>
    ))}
  </div>
);

/** The two fields of everything that is written to the other side; the files stand last. */
export const WordsAndFiles = ({ words, files, label, hint, limit, rows = 4 }: { words: FieldOf; files: FieldOf; label: string; hint?: string; limit: number; rows?: number }) => (
  <>
    <TextArea of={words} label={label} hint={hint} rows={rows} />
    <Attach of={files} limit={limit} />
  </>
);

export const Attach = ({ of, limit, label = "Attach files" }: { of: FieldOf; limit: number; label?: string }) => <FileField of={of} label={label} hint={`Up to ${FILES_AT_ONCE} files, ${size(limit)} each.`} several optional />;

/** The lists a category is chosen from: of new work, of what is wrong. */
export const categoryOptions = (categories: { id: string; kind: "job" | "support"; name: string }[]) => [
  { value: "", label: "Choose one" },
  ...categories.map(({ id, kind, name }) => ({ value: id, label: name, group: kind === "job" ? "New work" : "Something is wrong" })),
];

export const kindOptions = [
  { value: "job", label: "New work", hint: "A project, a revision, or advice." },
  { value: "support", label: "Something is wrong", hint: "Billing, access, or a bug." },
];
