import { useLoaderData } from "@remix-run/react";
import { titled } from "#app/ui/agency.tsx";
import { Folio, PageTitle } from "#app/ui/page.tsx";
import { asMember } from "./door.server.ts";
import { sections } from "./sections.ts";
import { shortcuts } from "./shortcuts.ts";

export const meta = titled("Keyboard shortcuts");

export const loader = asMember(({ member }) => ({
  // To what is closed to this role, no key leads.
  shortcuts: shortcuts.filter(({ to }) => sections.find((section) => section.to === to)?.only?.includes(member.role) ?? true),
}));

/** Every key that leads somewhere. None is a single letter, so none gets in the way of dictation (WCAG 2.1.4). */
export default function Shortcuts() {
  const { shortcuts } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lead="Each holds from everywhere on the staff pages, also while you are writing. On a Mac, hold Control and Option.">Keyboard shortcuts</PageTitle>
      <Folio title="Go to">
        <dl className="facts max-w-letter sm:grid-cols-2">
          {shortcuts.map(({ key, label, to }) => (
            <div key={key}>
              <dt>
                <kbd>Control</kbd> + <kbd>Alt</kbd> + <kbd>{key}</kbd>
              </dt>
              <dd>
                <a href={to}>{label}</a>
              </dd>
            </div>
          ))}
        </dl>
      </Folio>
      <Folio title="Jobs and tickets">
        <p className="max-w-letter">
          On the page of one: <kbd>Control</kbd> + <kbd>Alt</kbd> + <kbd>J</kbd> leads to the next of the view you came from, <kbd>Control</kbd> + <kbd>Alt</kbd> + <kbd>K</kbd> to the one before.
        </p>
      </Folio>
      <Folio title="Find">
        <p className="max-w-letter">
          <kbd>Control</kbd> + <kbd>K</kbd>, or <kbd>Command</kbd> + <kbd>K</kbd>, leads to the search field.
        </p>
      </Folio>
    </>
  );
}
