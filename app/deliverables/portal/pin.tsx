import { useActionData, useLoaderData } from "@remix-run/react";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { asContact } from "#app/portal/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { paragraphsFor } from "../decks.server.ts";
import { PinForm } from "../forms.server.ts";
import type { Jsonified } from "../parts.tsx";
import { leavePin } from "../pins.server.ts";
import { PinPage } from "../pinning.tsx";
import { type Pinning, pinningFor } from "../review.server.ts";

const pathOf = (id: string) => `/portal/approvals/${id}`;

export const loader = asContact(async ({ viewer, request, params }) => {
  const pinning = await pinningFor(viewer, params.id!, request);
  const { deliverable, view, spot, paragraph, mayPin, place } = pinning;
  const values = { round: deliverable.round, piece: view?.id, page: view?.picture ? view.page : undefined, ...spot, paragraph: paragraph?.number, place };
  return { pinning, form: mayPin ? blank(PinForm, viewer, `${pathOf(deliverable.id)}/pin`, values) : null, empty: { ...blank(PinForm, viewer, `${pathOf(deliverable.id)}/pin`, values), key: "" } };
});

export const meta = titled<{ pinning: { deliverable: { title: string } } }>(({ pinning: { deliverable } }) => `Add a pin to ${deliverable.title}`);

export const action = asContact(({ viewer, request, params }) =>
  submit(
    { request, viewer },
    PinForm,
    (tx, pin, paragraphs: number | undefined) => {
      const { number, place } = leavePin(tx, viewer, params.id!, pin, paragraphs);
      const query = new URLSearchParams({ ...(place > 1 ? { piece: String(place) } : {}), ...(pin.page && pin.page > 1 ? { page: String(pin.page) } : {}) });
      return done(`${pathOf(params.id!)}${query.size ? `?${query}` : ""}#pin-${number}`, `Pin ${number} is on the work.`);
    },
    ({ piece, paragraph }) => paragraphsFor(viewer, params.id!, piece, paragraph),
  ),
);

export default function Pin() {
  const { pinning, form, empty } = useLoaderData<typeof loader>();
  const { deliverable, view } = pinning;
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumb
        trail={[
          { to: "/portal/approvals", label: "Approvals" },
          { to: pathOf(deliverable.id), label: `${deliverable.title}, round ${deliverable.round}` },
        ]}
        here={view ? "Add a pin" : "Comment"}
      />
      <PageTitle>{view ? "Add a pin" : "Comment on the whole"}</PageTitle>
      <PinPage of={pinning as Jsonified<Pinning>} given={answer ? empty : form} answer={answer} />
    </>
  );
}
