import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { willSee } from "#app/clients/audience.ts";
import { blank, done, submit } from "#app/lib/form.server.ts";
import { longDay } from "#app/lib/dates.ts";
import { stampOf } from "#app/lib/stamp.server.ts";
import { asMember } from "#app/staff/door.server.ts";
import { titled } from "#app/ui/agency.tsx";
import { Button, ErrorSummary, Form, useFormOf } from "#app/ui/form.tsx";
import { Breadcrumb, Notice, PageTitle } from "#app/ui/page.tsx";
import { hindrances as hindrancesOf, sendRequest, shownOf } from "../asking.server.ts";
import { audienceOfRequest } from "../audience.server.ts";
import { SendForm } from "../forms.server.ts";
import { staffPath } from "../paths.ts";
import { requests } from "../requests.server.ts";
import { barredFromAsking, drawn } from "./barred.server.ts";
import { Barred } from "./barred.tsx";
import { Preview } from "./preview.tsx";

export const loader = asMember(({ member, params }) => {
  const request = requests(member).find(params.id!);
  const { id, title, intro, clientName, projectName, dueOn, items } = request;
  const audience = audienceOfRequest(member, id, { sent: true });
  return drawn(barredFromAsking(member, request, "send"), {
    id,
    title,
    intro,
    clientName,
    projectName,
    dueOn,
    items: items.map(({ id, label, help, type, options, required, dueOn }) => ({ id, label, help, type, options, required, dueOn })),
    sees: willSee(audience, "when you send it"),
    letters: audience.names.length,
    hindrances: hindrancesOf(request),
    seen: stampOf(shownOf(request)),
    form: blank(SendForm, member, `${staffPath(id)}/check`),
  });
});

export const meta = titled<{ title: string }>(({ title }) => `Check ${title}`);

// After a refusal too: what would be sent now must be read.
export const shouldRevalidate = () => true;

export const action = asMember(({ member, request, params }) =>
  submit({ request, viewer: member }, SendForm, (tx, { seen }) => {
    sendRequest(tx, member, params.id!, seen);
    return done(staffPath(params.id!), "Sent. They get a letter.");
  }),
);

export default function Check() {
  const { barred, id, title, intro, clientName, projectName, dueOn, items, sees, letters, hindrances, seen, form: given } = useLoaderData<typeof loader>();
  const [form] = useFormOf(given, useActionData<typeof action>());
  if (barred && !form.handedBack) return <Barred why={barred} id={id} title={title} here="Check and send" />;
  return (
    <div className="max-w-letter">
      <Breadcrumb
        trail={[
          { to: "/staff/requests", label: "Requests" },
          { to: staffPath(id), label: title },
        ]}
        here="Check and send"
      />
      <PageTitle lead={`This is what ${clientName} will read.`}>Check and send</PageTitle>
      <Preview title={title} intro={intro} facts={[projectName ?? "", dueOn ? `Needed by ${longDay(dueOn)}` : ""].filter(Boolean)} items={items} />
      {hindrances.length > 0 || barred ? (
        <div className="mt-8">
          <ErrorSummary of={form} refused="Nothing was sent" />
          <Notice tone="move">
            <p className="font-semibold">It cannot be sent yet</p>
            <ul className="mt-1 grid gap-1">
              {hindrances.map(({ words, to, label }) => (
                <li key={words}>
                  {words}. <Link to={to}>{label}</Link>
                </li>
              ))}
              {barred && <li>{barred}</li>}
            </ul>
          </Notice>
          <a className="btn" href={staffPath(id)}>
            Go back
          </a>
        </div>
      ) : (
        <Form of={form} className="mt-8 grid gap-5" refused="Nothing was sent">
          <input type="hidden" name="seen" value={seen} />
          <p>
            {sees} {letters > 0 && (letters === 1 ? "They get a letter." : "All of them get a letter.")}
          </p>
          <div className="flex flex-wrap gap-3">
            <Button kind="brand">Send request</Button>
            <a className="btn" href={staffPath(id)}>
              Go back
            </a>
          </div>
        </Form>
      )}
    </div>
  );
}
