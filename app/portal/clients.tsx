import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chooseClient, clientsOf } from "#app/access/choice.server.ts";
import { ChoiceForm } from "#app/access/forms.server.ts";
import { asStranger } from "#app/access/stranger.server.ts";
import { contactInPreview } from "#app/clients/previews.server.ts";
import { submitUnsigned } from "#app/lib/form.server.ts";
import { ownPath } from "#app/lib/request.server.ts";
import { titled, useAgency } from "#app/ui/agency.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { needsAs } from "#app/needs/needs.server.ts";
import { type ShownNeed, shown } from "#app/needs/shown.server.ts";
import { OuterFrame } from "./frame.tsx";
import { portalSession } from "./session.server.ts";

export const meta = titled("Choose a client");

/** Whoever is signed in, whether they have chosen a client yet or not. Throws to the sign-in page. */
function sessionOf(request: Request) {
  const found = portalSession(request);
  if (found.state !== "alive") throw redirect(`/portal/login?to=${encodeURIComponent("/portal/clients")}`, 303);
  return found.session;
}

export const loader = asStranger(({ request, context }) => {
  // Whoever looks as one contact learns nothing of that person's other clients, nor mistakes their own choice for it.
  if (contactInPreview(request, context)) throw redirect("/portal/home", 303);
  const session = sessionOf(request);
  const to = new URL(request.url).searchParams.get("to");
  const { clients, wanted } = clientsOf(session, to);
  return { clients: clients.map(({ contactId, ...client }) => ({ ...client, needs: needsAs(contactId, session.personId).map(shown) })), wanted, to: ownPath(to, "portal") };
});

export const action = asStranger(({ request, viewer }) => {
  const session = sessionOf(request);
  return submitUnsigned(request, ChoiceForm, (chosen) => chooseClient(session, viewer, chosen));
});

/** For a person of several clients: one choice, one button each. */
export default function Clients() {
  const { clients, wanted, to } = useLoaderData<typeof loader>();
  const { name } = useAgency();
  return (
    <OuterFrame>
      <div className="border-t border-line pt-6 md:mt-6 md:pt-8">
        <div className="max-w-note">
          <h1>Who are you here for?</h1>
          <p className="mt-3 text-lead text-ink-2">{wanted ? `What you opened belongs to ${wanted}. Go on for them to see it.` : `You work with ${name} for more than one client.`}</p>
          <ul className="mt-6 border-t border-rule">
            {clients.map(({ id, name, current, isWanted, needs }) => (
              <li key={id} className="border-b border-rule py-3.5">
                <form method="post" action="/portal/clients" className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2">
                  <input type="hidden" name="client" value={id} />
                  <input type="hidden" name="to" value={to} />
                  <span>
                    <span className="font-semibold">{name}</span>
                    {current && (
                      <span className="flex items-center gap-1.5 text-small text-ink-3">
                        <Icon name="check" />
                        You are here for them now
                      </span>
                    )}
                  </span>
                  <button className={isWanted ? "btn btn-brand" : "btn"}>
                    Go on<span className="sr-only"> for {name}</span>
                  </button>
                </form>
                {needs.length > 0 && <NeedsAt client={id} of={needs} />}
              </li>
            ))}
          </ul>
          <form method="post" action="/portal/logout" className="mt-6">
            <button className="btn-text">Sign out</button>
          </form>
        </div>
      </div>
    </OuterFrame>
  );
}

/** What waits for the person there, each leading to its page by way of the choice. */
const NeedsAt = ({ client, of }: { client: string; of: ShownNeed[] }) => (
  <ul className="mt-2 grid gap-2 text-small" aria-label="What waits for you there">
    {of.slice(0, 5).map(({ key, label, title, to, hurry }) => (
      <li key={key} className="wrap-anywhere">
        <a href={addressed(to, client)}>{title}</a>
        <span className="block text-ink-3">
          {label}
          {hurry && (
            <>
              , <span className={`tone t-${hurry.tone}`}>{hurry.words}</span>
            </>
          )}
        </span>
      </li>
    ))}
    {of.length > 5 && <li className="text-ink-3">And {of.length - 5} more.</li>}
  </ul>
);

/** The address as a letter would have it: with its client, so that whoever is elsewhere is asked to switch. */
const addressed = (to: string, client: string) => to.replace(/^([^?#]*)/, `$1?client=${encodeURIComponent(client)}`);
