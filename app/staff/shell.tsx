import { Outlet, useLoaderData, useLocation, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { flashFrom } from "#app/lib/cookies.server.ts";
import { Logo } from "#app/ui/agency.tsx";
import type { PageHandle } from "#app/ui/document.ts";
import { Icon } from "#app/ui/icon.tsx";
import { closesMenu, isMenu, opensMenu } from "#app/ui/menu.ts";
import { Notice } from "#app/ui/page.tsx";
import { SearchField } from "#app/ui/seek.tsx";
import { Trouble, troubleTitle } from "#app/ui/trouble.tsx";
import { TimerInBar, TimerInRail } from "#app/time/rail.tsx";
import type { TimerShown } from "#app/time/timer.ts";
import { timerShown } from "#app/time/timers.server.ts";
import { Bell } from "#app/notifications/bell.tsx";
import { unread } from "#app/notifications/notifications.server.ts";
import { asMember } from "./door.server.ts";
import { sections } from "./sections.ts";
import { keysTo } from "./shortcuts.ts";

export const handle: PageHandle = { hydrate: true, body: "staff" };

export const loader = asMember(({ member, request }) => ({
  name: member.name,
  sections: sections.filter(({ only }) => !only || only.includes(member.role)).map(({ label, to, apart }) => ({ label, to, apart, keys: keysTo(to) })),
  keys: { bell: keysTo("/staff/notifications"), waiting: keysTo("/staff/reminders"), shortcuts: keysTo("/staff/shortcuts") },
  unread: unread(member),
  timer: timerShown(member),
  flash: flashFrom(request, "staff") ?? null,
}));

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
  const found = useRouteLoaderData<typeof loader>("staff/shell");
  const trouble = <Trouble home="/staff/home" />;
  return found ? <Frame {...found}>{trouble}</Frame> : <main id="main" className="max-w-desk px-5 pt-6 pb-16 sm:px-8 lg:pt-7">{trouble}</main>;
}

interface Framed {
  name: string;
  sections: { label: string; to: string; apart?: boolean; keys?: string }[];
  keys: { bell?: string; waiting?: string; shortcuts?: string };
  unread: number;
  timer: TimerShown | null;
}

/** The agency's frame: a rail of sections beside the desk. */
const Frame = ({ flash, children, ...framed }: Framed & { flash: string | null; children: ReactNode }) => (
  <div className="print:block lg:grid lg:min-h-dvh lg:grid-cols-[13.5rem_minmax(0,1fr)]">
    <Rail {...framed} />
    <main id="main" className="max-w-desk px-5 pt-6 pb-16 sm:px-8 lg:pt-7">
      {flash && <Notice>{flash}</Notice>}
      {children}
    </main>
  </div>
);

function Rail({ name, sections, keys, unread, timer }: Framed) {
  const { pathname } = useLocation();
  return (
    <header className="border-t-4 border-brand bg-desk max-lg:border-b max-lg:border-b-rule lg:border-r lg:border-r-rule print:hidden">
      <div className="lg:sticky lg:top-0">
        <div className="flex items-center justify-between gap-3 px-5 py-3 lg:pt-5 lg:pb-4">
          <a href="/staff/home" className="block min-w-0">
            <Logo className="h-6 w-auto max-w-full object-contain object-left" />
          </a>
          <div className="flex gap-2">
            {timer && <TimerInBar timer={timer} />}
            <button type="button" className="btn btn-small lg:hidden" {...opensMenu}>
              <Icon name="menu" />
              Menu
            </button>
          </div>
        </div>
        <nav {...isMenu} className="menu menu-side" aria-label="Main">
          <div className="mb-2 flex justify-end lg:hidden">
            <button type="button" className="btn btn-small" {...closesMenu}>
              Close
            </button>
          </div>
          <div className="mb-3 px-1">
            <SearchField action="/staff/search" label="Search everything" shortcut="K" />
          </div>
          <ul className="side">
            {sections.map(({ label, to, apart, keys }) => (
              <li key={to} className={apart ? "mt-2 border-t border-rule pt-2" : undefined}>
                <a href={to} aria-keyshortcuts={keys} aria-current={pathname === to ? "page" : pathname.startsWith(`${to}/`) ? "true" : undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
          {timer && <TimerInRail timer={timer} />}
          <div className="mt-4 border-t border-rule px-3.5 pt-3 text-fine">
            <p className="mb-2">
              <Bell href="/staff/notifications" count={unread} keys={keys.bell} />
            </p>
            <p className="font-semibold">
              <a className="link" href="/staff/profile">
                {name}
              </a>
            </p>
            <form method="post" action="/staff/logout">
              <button className="btn-text">Sign out</button>
            </form>
            <p className="mt-1">
              <a className="link" href="/staff/reminders" aria-keyshortcuts={keys.waiting}>
                Waiting on clients
              </a>
            </p>
            <p>
              <a className="link" href="/staff/shortcuts" aria-keyshortcuts={keys.shortcuts}>
                Keyboard shortcuts
              </a>
            </p>
          </div>
        </nav>
      </div>
    </header>
  );
}
