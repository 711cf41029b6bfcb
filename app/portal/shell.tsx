import { Outlet, useLoaderData, useLocation, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { flashFrom } from "#app/lib/cookies.server.ts";
import { Logo } from "#app/ui/agency.tsx";
import { useNonce } from "#app/ui/document.ts";
import { Icon } from "#app/ui/icon.tsx";
import { closesMenu, isMenu, opensMenu } from "#app/ui/menu.ts";
import { Notice } from "#app/ui/page.tsx";
import { SearchField } from "#app/ui/seek.tsx";
import { PreviewBanner, RefusedInPreview } from "#app/ui/preview.tsx";
import { Trouble, troubleTitle } from "#app/ui/trouble.tsx";
import { Bell } from "#app/notifications/bell.tsx";
import { unread } from "#app/notifications/notifications.server.ts";
import { countsOf, needsOf } from "#app/needs/needs.server.ts";
import { hasSeveralClients } from "#app/people/sessions.server.ts";
import { asContact } from "./door.server.ts";
import { OuterFrame, PortalFooter } from "./frame.tsx";
import { sections } from "./sections.ts";

export const loader = asContact(({ contact, request }) => {
  const counts = countsOf(needsOf(contact));
  return {
    name: contact.name,
    clientName: contact.clientName,
    // What lies behind the switch is not for a member who looks as this contact.
    maySwitch: !contact.preview && hasSeveralClients(contact.personId),
    sections: sections.filter(({ needs }) => !needs || contact.can[needs]).map(({ label, to }) => ({ label, to, count: counts[to] ?? 0 })),
    flash: contact.preview ? null : (flashFrom(request, "portal") ?? null),
    unread: unread(contact),
    isPreview: contact.preview !== undefined,
  };
});

export const meta = troubleTitle;

export default function Shell() {
  return (
    <Frame {...useLoaderData<typeof loader>()}>
      <Outlet />
    </Frame>
  );
}

/** An error keeps the frame around it, where there is somebody to frame it for. */
export function ErrorBoundary() {
  const found = useRouteLoaderData<typeof loader>("portal/shell");
  const trouble = <Trouble home="/portal/home" />;
  if (found) return <Frame {...found}>{trouble}</Frame>;
  return (
    <>
      <RefusedInPreview />
      <OuterFrame>{trouble}</OuterFrame>
    </>
  );
}

interface Framed {
  name: string;
  clientName: string;
  maySwitch: boolean;
  sections: { label: string; to: string; count: number }[];
  unread: number;
  isPreview: boolean;
}

/** The client's frame: brand, sections, the page. */
const Frame = ({ flash, children, ...framed }: Framed & { flash: string | null; children: ReactNode }) => (
  <>
    {framed.isPreview && <PreviewBanner name={framed.name} clientName={framed.clientName} />}
    <Head {...framed} />
    <main id="main" className="mx-auto max-w-page px-5 pt-8 pb-16 sm:px-8 md:pt-12">
      {flash && <Notice>{flash}</Notice>}
      {children}
    </main>
    <PortalFooter />
    <ReadAhead sections={framed.sections} />
  </>
);

/**
 * Lets browsers that can fetch a page when a link to it is about to be followed: the sections' lists alone. A single
 * project fetched ahead would be shown as it was then, and would seem read by somebody who only passed over its link.
 */
const ReadAhead = ({ sections }: Pick<Framed, "sections">) => (
  <script
    type="speculationrules"
    nonce={useNonce()}
    dangerouslySetInnerHTML={{ __html: JSON.stringify({ prefetch: [{ where: { or: sections.map(({ to }) => ({ href_matches: to })) }, eagerness: "moderate" }] }) }}
  />
);

/** Whose portal this is; for a person of several clients, the way to another. */
const Client = ({ name, maySwitch }: { name: string; maySwitch: boolean }) => (
  <span className="text-small text-ink-3">
    {name}
    {maySwitch && (
      <>
        {" · "}
        <a className="link inline-flex min-h-6 items-center" href="/portal/clients">
          Switch client
        </a>
      </>
    )}
  </span>
);

function Head({ name, clientName, maySwitch, sections, unread }: Framed) {
  const { pathname } = useLocation();
  return (
    <header className="border-t-4 border-brand print:border-t-0">
      <div className="mx-auto flex max-w-page items-center justify-between gap-6 px-5 py-4 sm:px-8 md:py-6">
        <a href="/portal/home" className="block rounded-control">
          <Logo className="h-7 w-auto md:h-8" />
        </a>
        <div className="headrow hidden items-center gap-5 text-small lg:flex print:hidden">
          <SearchField action="/portal/search" label="Search your projects" />
          <Client name={clientName} maySwitch={maySwitch} />
          <Bell href="/portal/notifications" count={unread} />
          <a className="link inline-flex min-h-6 items-center" href="/portal/profile">
            {name}
          </a>
          <SignOut />
        </div>
        <button type="button" className="btn btn-small lg:hidden print:hidden" {...opensMenu}>
          <Icon name="menu" />
          Menu
        </button>
      </div>
      <nav {...isMenu} className="menu mx-auto max-w-page" aria-label="Main">
        <div className="mb-3 flex items-center justify-between lg:hidden">
          <Client name={clientName} maySwitch={maySwitch} />
          <button type="button" className="btn btn-small" {...closesMenu}>
            Close
          </button>
        </div>
        <div className="navrow lg:mx-8">
          <div className="mb-3 lg:hidden">
            <SearchField action="/portal/search" label="Search your projects" />
          </div>
          <ul className="mainnav">
            {sections.map(({ label, to, count }) => (
              <li key={to}>
                <a href={to} aria-current={pathname === to ? "page" : pathname.startsWith(`${to}/`) ? "true" : undefined}>
                  {label}
                  {count > 0 && <NeedYou count={count} />}
                </a>
              </li>
            ))}
            <li className="lg:hidden">
              <Bell href="/portal/notifications" count={unread} />
            </li>
            <li className="lg:hidden">
              <a href="/portal/profile" aria-current={pathname === "/portal/profile" ? "page" : undefined}>
                Profile
              </a>
            </li>
            <li className="lg:hidden">
              <SignOut />
            </li>
          </ul>
        </div>
      </nav>
    </header>
  );
}

/** How many things of a section wait for whoever reads. */
const NeedYou = ({ count }: { count: number }) => (
  <>
    {" "}
    <span className="count count-you">
      {count}
      <span className="sr-only">{count === 1 ? " needs you" : " need you"}</span>
    </span>
  </>
);

const SignOut = () => (
  <form method="post" action="/portal/logout">
    <button className="btn-text">Sign out</button>
  </form>
);
