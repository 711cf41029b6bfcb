import type { SerializeFrom } from "@remix-run/node";
import { Form as RemixForm } from "@remix-run/react";
import { useId } from "react";
import type { z } from "zod";
import type { FormGiven } from "#app/lib/form.server.ts";
import { Select, TextArea } from "#app/ui/field.tsx";
import { Button, Form, usePlainFormOf } from "#app/ui/posting.tsx";
import type { AnswerForm } from "../forms.server.ts";
import { Attach } from "../parts.tsx";
import { staffPath } from "../paths.ts";
import type { Page } from "./page.server.ts";

/** A word to the client, and what becomes of the ticket with it. */
export function Reply({ of: { ticket, queue, replyTo, replies, canned, limit, may }, given, answer }: { of: SerializeFrom<Page>; given: FormGiven; answer: unknown }) {
  const [form, fields] = usePlainFormOf<z.input<typeof AnswerForm> & { files: string }>(given, answer);
  const next = [{ value: "", label: nextWords[ticket.status] ?? "Leave it as it is" }, ...(may.ask ? [{ value: "ask", label: "Wait for the client’s answer" }] : []), ...(may.resolve ? [{ value: "resolve", label: "Resolve it" }] : [])];
  return (
    <section id="reply" tabIndex={-1} className="mt-2 border-t border-line pt-5" aria-label="Reply">
      {replies.length > 0 && <KeptReply id={ticket.id} view={queue.view} replies={replies} canned={canned} into={`${given.id}-body`} />}
      {/* Another kept reply is another text in the field. */}
      <Form key={canned} of={form} limit={limit} className="grid gap-4">
        <TextArea of={fields.body} label={`Reply to ${replyTo}`} hint="The client reads it. @ and a name calls a colleague." rows={4} />
        {next.length > 1 && <Select of={fields.next} label="After that" className="max-w-note" options={next} />}
        {/* Last: what a form says arrives before its files. */}
        <Attach of={fields.files} limit={limit} />
        <div>
          <Button kind="brand">Send reply</Button>
        </div>
      </Form>
    </section>
  );
}

const nextWords: Record<string, string> = { new: "Begin the work", in_progress: "Go on with the work", waiting: "Go on waiting for the client" };

/** Puts a kept reply in the field: at once where JavaScript runs, else by asking for the page with it. */
function KeptReply({ id, view, replies, canned, into }: { id: string; view: string | null; replies: { id: string; name: string; body: string }[]; canned: string | null; into: string }) {
  const field = useId();
  const insert = (event: React.FormEvent<HTMLFormElement>) => {
    const words = replies.find((one) => one.id === new FormData(event.currentTarget).get("reply"))?.body;
    const target = document.getElementById(into);
    if (!words || !(target instanceof HTMLTextAreaElement)) return;
    event.preventDefault();
    // As if it were typed there, so that it can be taken back.
    target.focus();
    target.setRangeText(words, target.selectionStart, target.selectionEnd, "end");
  };
  return (
    <RemixForm method="get" action={staffPath(id)} className="mb-4 flex flex-wrap items-end gap-3" preventScrollReset onSubmit={insert}>
      {view && <input type="hidden" name="in" value={view} />}
      <div className="field">
        <label htmlFor={field}>Kept reply</label>
        <select id={field} name="reply" className="input" defaultValue={canned ?? ""}>
          {replies.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <button className="btn">Insert</button>
    </RemixForm>
  );
}
