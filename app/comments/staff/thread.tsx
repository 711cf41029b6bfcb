import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { asMember } from "#app/staff/door.server.ts";
import { type FormGiven, blank, done, submit } from "#app/lib/form.server.ts";
import { Button, Form, TextArea, useFormOf } from "#app/ui/form.tsx";
import { Empty } from "#app/ui/page.tsx";
import { post } from "../comments.server.ts";
import { MemberCommentForm } from "../forms.server.ts";
import { AwaitsReply, Thread } from "../parts.tsx";
import { threadFor } from "../thread.server.ts";

const pathOf = (id: string) => `/staff/projects/${id}/comments`;

export const loader = asMember(({ member, request, params }) => ({
  thread: threadFor(member, params.id!, request),
  form: blank(MemberCommentForm, member, pathOf(params.id!)),
}));

export const action = asMember(({ viewer, request, params }) =>
  submit({ request, viewer }, MemberCommentForm, (tx, comment) => {
    const id = post(tx, viewer, params.id!, comment);
    return done(`${pathOf(params.id!)}#comment-${id}`);
  }),
);

export default function Comments() {
  const { thread, form } = useLoaderData<typeof loader>();
  return (
    <div className="mb-16 max-w-letter">
      <h2 className="sr-only">Comments</h2>
      {thread.messages.length ? <Thread of={thread} /> : <Empty title="No comments yet">Questions and answers about this project stand here, where everyone on it can read them.</Empty>}
      <CommentOn given={form} />
    </div>
  );
}

function CommentOn({ given }: { given: FormGiven }) {
  const [form, fields] = useFormOf<z.input<typeof MemberCommentForm>>(given, useActionData<typeof action>());
  return (
    <Form of={form} className="mt-2 grid gap-4 border-t border-line pt-6">
      <TextArea of={fields.body} label="Add a comment" hint="Up to 2,000 characters. The client’s contacts can read it, and get a letter." />
      <AwaitsReply of={fields.awaitsReply} />
      <div>
        <Button kind="brand">Post comment</Button>
      </div>
    </Form>
  );
}
