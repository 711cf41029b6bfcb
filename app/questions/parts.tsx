import type { z } from "zod";
import { Thread, type Message } from "#app/comments/parts.tsx";
import type { FormGiven } from "#app/lib/form.server.ts";
import { AwaitsReply } from "#app/comments/parts.tsx";
import { TextArea } from "#app/ui/field.tsx";
import { Button, Form, usePlainFormOf } from "#app/ui/posting.tsx";
import type { AnswerForm, MoreTimeForm, QuestionForm } from "./forms.server.ts";

/** What was asked and answered about something, oldest first. */
export const Questions = ({ of }: { of: Message[] }) => <Thread of={{ messages: of, earlier: null, later: null }} />;

/** The same above the form that asks more, where no heading stands between them and the page's title. */
export const AskedSoFar = ({ of }: { of: Message[] }) => (
  <section>
    <h2 className="sr-only">Asked so far</h2>
    <Questions of={of} />
  </section>
);

/** Asks about something; its own address, so that a refusal keeps the words. */
export function AskQuestion({ given, answer, who }: { given: FormGiven; answer: unknown; who: string }) {
  const [form, fields] = usePlainFormOf<z.input<typeof QuestionForm>>(given, answer);
  return (
    <Form of={form} className="grid gap-4">
      <TextArea of={fields.body} label="Your question" hint={`${who} reads it, and everyone at your company can.`} rows={5} />
      <div>
        <Button kind="brand">Send question</Button>
      </div>
    </Form>
  );
}

export function AnswerQuestion({ given, answer, client }: { given: FormGiven; answer: unknown; client: string }) {
  const [form, fields] = usePlainFormOf<z.input<typeof AnswerForm>>(given, answer);
  return (
    <Form of={form} className="grid gap-4">
      <TextArea of={fields.body} label={`Answer ${client}`} hint="Its contacts get a letter." rows={4} />
      <AwaitsReply of={fields.awaitsReply} />
      <div>
        <Button>Send answer</Button>
      </div>
    </Form>
  );
}

export function AskForTime({ given, answer }: { given: FormGiven; answer: unknown }) {
  const [form, fields] = usePlainFormOf<z.input<typeof MoreTimeForm>>(given, answer);
  return (
    <Form of={form} className="grid gap-4">
      <TextArea of={fields.note} label="Is there anything we should know?" hint="Until when you need, for example." optional />
      <div>
        <Button kind="brand">Ask for more time</Button>
      </div>
    </Form>
  );
}
