import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { NoFields, done, submit } from "#app/lib/form.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb } from "#app/ui/page.tsx";
import { calendarPage, calendarPath, feedAddress, startFeed } from "../calendar.server.ts";
import { CalendarPage } from "../calendar-parts.tsx";

export const meta = titled("Your calendar");

export const loader = asMember(({ viewer }) => calendarPage(viewer));

/** The answer is the page itself: what it shows once stands in no address, no cookie and no record. */
export const action = asMember(async ({ viewer, request }) => {
  let secret: string | undefined;
  const answer = await submit({ request, viewer }, NoFields, (tx) => {
    secret = startFeed(tx, viewer);
    return done(calendarPath(viewer));
  });
  return secret && answer instanceof Response ? data({ address: feedAddress(secret) }) : answer;
});

export default function Calendar() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as { address?: string } | undefined;
  const [form] = useFormOf(page.make, answer);
  return (
    <>
      <Breadcrumb trail={[{ to: "/staff/profile", label: "Profile" }]} here="Your calendar" />
      <CalendarPage page={page} form={form} address={answer?.address ?? null} holds="It holds what clients are to do and by when, of the work you see." />
    </>
  );
}
