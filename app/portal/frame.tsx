import type { ReactNode } from "react";
import { Logo, useAgency } from "#app/ui/agency.tsx";

/** The agency's address at the foot of every portal page. */
export function PortalFooter() {
  const { name, address, phone, email } = useAgency();
  return (
    <footer className="mx-auto max-w-page px-5 pb-10 sm:px-8">
      <div className="flex flex-wrap justify-between gap-x-8 gap-y-1 border-t border-rule pt-4 text-fine text-ink-3">
        <p>{[name, address].filter(Boolean).join(", ")}</p>
        <p>
          {phone && (
            <a className="link" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
              {phone}
            </a>
          )}
          {phone && email && " · "}
          {email && (
            <a className="link" href={`mailto:${email}`}>
              {email}
            </a>
          )}
        </p>
      </div>
    </footer>
  );
}

/** The frame of pages outside: signing in, links, a new password. */
export const OuterFrame = ({ children }: { children: ReactNode }) => (
  <>
    <header className="border-t-4 border-brand print:border-t-0">
      <div className="mx-auto flex max-w-page items-center justify-between gap-6 px-5 py-4 sm:px-8 md:py-6">
        <a href="/portal/login" className="block rounded-control">
          <Logo className="h-7 w-auto md:h-8" />
        </a>
      </div>
    </header>
    <main id="main" className="mx-auto max-w-page px-5 pt-8 pb-16 sm:px-8 md:pt-12">
      {children}
    </main>
    <PortalFooter />
  </>
);

/** A name, with a way to reach them: by telephone where there is one, else by letter. */
export const Reach = ({ who: { name, email, phone } }: { who: { name: string; email: string; phone: string } }) => (
  <>
    {name}
    {phone ? " on " : email ? " at " : ""}
    {phone ? (
      <a className="whitespace-nowrap" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
        {phone}
      </a>
    ) : (
      email && <a href={`mailto:${email}`}>{email}</a>
    )}
  </>
);
