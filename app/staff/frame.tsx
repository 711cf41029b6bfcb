import type { ReactNode } from "react";
import { Logo } from "#app/ui/agency.tsx";

/** The frame of the staff side's pages outside: signing in, invitations, a new password. */
export const OuterFrame = ({ children, wide }: { children: ReactNode; wide?: boolean }) => (
  <div className="min-h-dvh border-t-4 border-brand bg-desk px-5 pt-6 pb-16 sm:px-8">
    <header>
      <Logo className="h-7 w-auto md:h-8" />
    </header>
    <main id="main" className={`mx-auto mt-10 ${wide ? "max-w-letter" : "max-w-note"} bg-paper px-6 py-7 outline outline-rule md:mt-20 sm:px-8`}>
      {children}
    </main>
  </div>
);
