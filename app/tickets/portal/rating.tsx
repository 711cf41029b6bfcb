import { useActionData, useLoaderData } from "@remix-run/react";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { RatingForm } from "../forms.server.ts";
import { PORTAL_LIST, portalPath } from "../paths.ts";
import { rate } from "../settling.server.ts";
import { tickets } from "../tickets.server.ts";
import { RateIt } from "./rate.tsx";

const section = { needs: "submitRequests" as const };

export const loader = asContact(({ contact, params }) => {
  const { id, name, subject, rating, ratingNote } = tickets(contact).find(params.id!);
  return { id, name, subject, form: blank(RatingForm, contact, `${portalPath(id)}/rating`, { rating: rating ? String(rating) : "", note: ratingNote }) };
}, section);

export const meta = titled<{ subject: string }>(({ subject }) => `Rate ${subject}`);

export const action = asContact(
  ({ contact, request, params }) =>
    submit({ request, viewer: contact }, RatingForm, (tx, words) => {
      rate(tx, contact, params.id!, words);
      return done(portalPath(params.id!), "Thank you. We read every rating.");
    }),
  section,
);

export default function Rating() {
  const { id, name, subject, form } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumb
        trail={[
          { to: PORTAL_LIST, label: "Jobs & support" },
          { to: portalPath(id), label: name },
        ]}
        here="Rating"
      />
      <PageTitle>Rate {subject}</PageTitle>
      <div className="max-w-letter">
        <RateIt given={form} answer={useActionData<typeof action>()} />
      </div>
    </>
  );
}
