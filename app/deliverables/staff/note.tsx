import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, blank, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { ReplyForm } from "../forms.server.ts";
import { reply } from "../pins.server.ts";
import { NotePage } from "../pinning.tsx";
import type { Note } from "../proof.tsx";
import { pinFor } from "../review.server.ts";

const pathOf = (id: string) => `/staff/approvals/${id}`;

export const loader = asMember(({ viewer, params }) => {
  const { found, pin } = pinFor(viewer, params.id!, params.pin!);
  const at = `${pathOf(found.id)}/pins/${pin.id}`;
  const form = blank(ReplyForm, viewer, at);
  return { id: found.id, title: found.title, pin, at: pin.round === found.round ? pathOf(found.id) : `${pathOf(found.id)}/rounds/${pin.round}`, form: pin.mayReply ? form : null, empty: { ...form, key: "" }, close: pin.maySettle ? blank(NoFields, viewer, `${at}/${pin.settled ? "reopening" : "settlement"}`) : null };
});

export const meta = titled<{ title: string; pin: { number: number } }>(({ title, pin }) => `Pin ${pin.number} on ${title}`);

export const action = asMember(({ viewer, request, params }) =>
  submit({ request, viewer }, ReplyForm, (tx, words) => {
    reply(tx, viewer, params.id!, params.pin!, words);
    return done(`${pathOf(params.id!)}/pins/${params.pin!}`, "Your answer is sent.");
  }),
);

export default function Pinned() {
  const { id, title, pin, at, form, empty, close } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/staff/approvals", label: "Approvals" },
          { to: pathOf(id), label: title },
        ]}
        here={`Pin ${pin.number}`}
      />
      <PageTitle lead={<a href={`${at}${pin.seenAt}#pin-${pin.number}`}>See it on the work, round {pin.round}</a>}>Pin {pin.number}</PageTitle>
      <NotePage of={pin as Note} at={at} given={answer ? empty : form} answer={answer} close={close} />
    </>
  );
}
