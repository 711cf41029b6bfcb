import type { SerializeFrom } from "@remix-run/node";
import type { z } from "zod";
import type { FormGiven } from "#app/lib/form.server.ts";
import { ActionButton, Button, Form, usePlainFormOf } from "#app/ui/posting.tsx";
import type { ReplyForm } from "../forms.server.ts";
import { WordsAndFiles } from "../parts.tsx";
import { PORTAL_LIST, portalPath } from "../paths.ts";
import type { TicketStatus } from "../ticket.ts";
import type { Page } from "./page.server.ts";

/** The answer slip: a reply, and beside it what else can be said of the request. */
export function Answering({ of: { ticket, reply, solve, may, limit, beginsNew }, answer }: { of: SerializeFrom<Page>; answer: unknown }) {
  const kept = answer && typeof answer === "object" && "initialValue" in answer;
  if (!reply && !kept)
    return (
      <p className="mt-6">
        <a className="btn" href={`${PORTAL_LIST}/new`}>
          New request
        </a>
      </p>
    );
  return (
    <>
      {reply && <Reply given={reply} answer={answer} limit={limit} hint={hintFor(ticket.status, beginsNew)} />}
      {(solve ?? may.cancel) && (
        <div className="mt-6 flex flex-wrap items-center gap-x-5 gap-y-3 border-t border-rule pt-5">
          {solve && (
            <ActionButton given={solve} small={false}>
              This is solved
            </ActionButton>
          )}
          {may.cancel && (
            <a className="inline-flex min-h-6 items-center" href={`${portalPath(ticket.id)}/cancellation`}>
              Cancel this request…
            </a>
          )}
        </div>
      )}
    </>
  );
}

const hintFor = (status: TicketStatus, beginsNew: boolean) =>
  status === "waiting" ? "We wait for your answer before we go on." : beginsNew ? "This was closed long ago: your words begin a new request, linked to it." : status === "resolved" || status === "closed" ? "A reply opens it again." : undefined;

function Reply({ given, answer, limit, hint }: { given: FormGiven; answer: unknown; limit: number; hint?: string }) {
  const [form, fields] = usePlainFormOf<z.input<typeof ReplyForm> & { files: string }>(given, answer);
  return (
    <Form of={form} limit={limit} className="mt-2 grid gap-4 border-t border-line pt-6">
      <WordsAndFiles words={fields.body} files={fields.files} label="Your reply" hint={hint} limit={limit} />
      <div>
        <Button kind="brand">Send reply</Button>
      </div>
    </Form>
  );
}
