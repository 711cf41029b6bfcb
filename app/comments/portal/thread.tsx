import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { asContact } from "#app/portal/door.server.ts";
import { type FormGiven, blank, done, submit } from "#app/lib/form.server.ts";
import { Button, Form, TextArea, useFormOf } from "#app/ui/form.tsx";
import { Empty } from "#app/ui/page.tsx";
import { post } from "../comments.server.ts";
import { CommentForm } from "../forms.server.ts";
import { KeptWords, Thread } from "../parts.tsx";
import { threadFor } from "../thread.server.ts";

const pathOf = (id: string) => `/portal/projects/${id}/comments`;

export const loader = asContact(({ contact, request, params }) => ({
  thread: threadFor(contact, params.id!, request),
  form: contact.can.comment ? blank(CommentForm, contact, pathOf(params.id!)) : null,
}));

export const action = asContact(({ viewer, request, params }) =>
  submit({ request, viewer }, CommentForm, (tx, comment) => {
    const id = post(tx, viewer, params.id!, comment);
    return done(`${pathOf(params.id!)}#comment-${id}`);
  }),
);

export default function Comments() {
  const { thread, form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <div className="mb-16 max-w-letter">
      <h2 className="sr-only">Comments</h2>
      {thread.messages.length ? <Thread of={thread} /> : <Empty title="No comments yet">Questions and answers about this project stand here, where everyone on it can read them.</Empty>}
      {form ? <CommentOn given={form} /> : answer && "initialValue" in answer && <KeptWords of={answer} />}
    </div>
  );
}

function CommentOn({ given }: { given: FormGiven }) {
  const [form, fields] = useFormOf<z.input<typeof CommentForm>>(given, useActionData<typeof action>());
  return (
    <Form of={form} className="mt-2 grid gap-4 border-t border-line pt-6">
      <TextArea of={fields.body} label="Add a comment" hint="Up to 2,000 characters. Everyone on this project can read it." />
      <div>
        <Button kind="brand">Post comment</Button>
      </div>
    </Form>
  );
}
