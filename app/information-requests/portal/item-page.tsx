import type { z } from "zod";
import { KeptWords, keptOf } from "#app/comments/parts.tsx";
import { size } from "#app/lib/words.ts";
import { BadgeOf } from "#app/ui/badge.tsx";
import { ActionButton, Button, FileField, Form, Hidden, TextArea, useFormOf } from "#app/ui/form.tsx";
import { FileName } from "#app/ui/file.tsx";
import { Breadcrumb, Empty, Folio, PageTitle } from "#app/ui/page.tsx";
import { When } from "#app/ui/when.tsx";
import { markOf, seenOf, valueIn } from "../answer.ts";
import type { HaveNoneForm } from "../forms.server.ts";
import type { ItemPageGiven } from "../item-page.server.ts";
import { AnswerShown, DueBy } from "../parts.tsx";
import { itemBadge } from "../request.ts";
import { ItemField, takesFiles } from "../item-field.tsx";
import { Returned, fileAt } from "./request-item.tsx";

type Given = { of: ItemPageGiven };

/** One item of a request: to answer it or change the answer, to say that there is none, and what was sent for it before. */
export function ItemPage({ of, none, files }: Given & { none?: unknown; files?: unknown }) {
  const { id, number, item, isOver, history } = of;
  const isOpen = !isOver && item.status !== "accepted" && item.status !== "waived";
  const mayHaveNone = isOpen && item.status !== "submitted";
  // There is no form any more that could hand back what was typed, or say why a file was not taken.
  const kept = (!mayHaveNone && keptOf(none, of.none)) || (!isOpen && keptOf(files, of.upload));
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/portal/requests", label: "Requests" },
          { to: `/portal/requests/${id}`, label: number },
        ]}
        here={`Item ${item.place}`}
      />
      <PageTitle lead={isOpen && item.status === "submitted" ? "Your answer is with us. Until we check it, another one takes its place." : isOpen ? item.help : "This item takes no more answers."}>{item.label}</PageTitle>
      <p className="-mt-4 mb-8 flex flex-wrap items-center gap-x-4 gap-y-1 text-small text-ink-3">
        <BadgeOf of={itemBadge[item.status]} />
        {item.due && <DueBy of={item.due} />}
      </p>
      {kept && <div className="mb-8 max-w-letter"><KeptWords of={kept} field="note" /></div>}
      {item.status === "rejected" && item.latest && <div className="mb-8 max-w-letter"><Returned latest={item.latest} /></div>}
      {isOpen && <Folio title={item.status === "submitted" ? "Another answer" : "Your answer"}>{takesFiles(item) ? <GiveFiles of={of} answer={files} /> : <GiveAnswer of={of} />}</Folio>}
      {mayHaveNone && <NoneToGive of={of} answer={none} />}
      <Folio title="What you sent">
        {history.length ? <History of={of} /> : <Empty title="Nothing yet">Every answer you send stands here, with what we said of it.</Empty>}
      </Folio>
    </>
  );
}

function GiveAnswer({ of: { item, answer, save } }: Given) {
  const [form] = useFormOf(answer, undefined);
  return (
    <Form of={form} className="grid max-w-letter gap-4">
      <input type="hidden" name={seenOf(item.id)} value={markOf(item.shown)} />
      <ItemField item={{ ...item, help: "" }} value={valueIn(item.shown.answer)} errors={undefined} isAlone />
      <div className="flex flex-wrap gap-3">
        <Button kind="brand">Submit this answer</Button>
        {item.status !== "submitted" && <Button formAction={save.formAction} name={save.name} value={save.value}>Save for later</Button>}
      </div>
    </Form>
  );
}

function GiveFiles({ of: { item, answer: given, upload, files, limit, most }, answer }: Given & { answer: unknown }) {
  const [form, fields] = useFormOf<{ files: string }>(upload, answer);
  const [sending] = useFormOf(given, undefined);
  const isFull = item.type === "file" && files.length > 0;
  return (
    <div className="grid max-w-letter gap-6" id="files">
      {files.length > 0 && (
        <ul className="rows">
          {files.map(({ id, name, size: bytes, byName, at, removal }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
              <FileName name={name}>
                <span className="block text-small text-ink-3">
                  {size(bytes)}, added by {byName}, <When at={at} />
                </span>
              </FileName>
              <div className="flex items-center gap-4">
                <a className="inline-flex min-h-6 items-center text-small" href={fileAt(id)}>
                  Download<span className="sr-only"> {name}</span>
                </a>
                <ActionButton given={removal}>
                  Remove<span className="sr-only"> {name}</span>
                </ActionButton>
              </div>
            </li>
          ))}
        </ul>
      )}
      {isFull ? (
        <p className="hint">This item takes one file. To send another one, remove this first.</p>
      ) : (
        <Form of={form} limit={limit} className="grid gap-3 bg-desk p-4">
          <FileField of={fields.files} label={most === 1 ? "Choose a file" : "Choose files"} hint={most === 1 ? `Up to ${size(limit)}. Any kind.` : `Up to ${size(limit)} a file, ${most} at once. Any kind.`} several={most > 1} />
          <div>
            <Button>{most === 1 ? "Upload file" : "Upload files"}</Button>
          </div>
        </Form>
      )}
      {files.length > 0 && (
        <Form of={sending} className="grid gap-3">
          <input type="hidden" name={seenOf(item.id)} value={markOf(item.shown)} />
          <div>
            <Button kind="brand">{files.length === 1 ? "Submit this file" : `Submit these ${files.length} files`}</Button>
          </div>
        </Form>
      )}
    </div>
  );
}

function NoneToGive({ of: { item, none }, answer }: Given & { answer: unknown }) {
  const [form, fields] = useFormOf<z.input<typeof HaveNoneForm>>(none, answer);
  return (
    <Folio title="We don’t have this">
      <Form of={form} className="grid max-w-letter gap-4">
        <Hidden of={fields.seen} value={markOf(item.shown)} />
        <TextArea of={fields.note} label="Why not" hint="A sentence is enough. We see it at once, and look whether we can do without." rows={3} />
        <div>
          <Button>Say that you don’t have it</Button>
        </div>
      </Form>
    </Folio>
  );
}

const History = ({ of: { history } }: Given) => (
  <ol className="rows max-w-letter">
    {history.map(({ number, answer, note, by, at, acceptedAt, rejectedAt, reason, reviewer }) => (
      <li key={number} className="grid gap-2">
        <p className="text-small text-ink-3">
          {by}, <When at={at} />
          {acceptedAt && ". Accepted."}
          {number < history.length && !rejectedAt && !acceptedAt && ". Replaced by a newer one."}
        </p>
        <AnswerShown of={answer} note={note} fileAt={fileAt} />
        {rejectedAt && (
          <p className="text-small whitespace-pre-line wrap-anywhere">
            <span className="font-semibold">{reviewer} returned it:</span> {reason}
          </p>
        )}
      </li>
    ))}
  </ol>
);
