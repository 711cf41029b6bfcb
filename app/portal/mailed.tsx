import type { ReactNode } from "react";
import { OuterFrame } from "./frame.tsx";

/** The page of a mailed link: a title, whose it is, and what can be done with it. */
export const Mailed = ({ title, children }: { title: string; children: ReactNode }) => (
  <OuterFrame>
    <div className="border-t border-line pt-6 md:mt-6 md:pt-8">
      <div className="max-w-note">
        <h1>{title}</h1>
        {children}
      </div>
    </div>
  </OuterFrame>
);

/** A mailed link that opens nothing any more: used, replaced, late or never ours, all in the same words. */
export const Over = ({ action }: { action: string }) => (
  <Mailed title="This link no longer works">
    <p className="mt-3 text-lead">It was used, replaced by a newer one, or its time is over.</p>
    <p className="mt-3 text-ink-2">We can send another to the address the old one went to.</p>
    <form className="mt-8 flex flex-wrap items-center gap-x-5 gap-y-3" method="post" action={action}>
      <button className="btn btn-brand">Send a fresh link</button>
      <a href="/portal/login">Sign in another way</a>
    </form>
  </Mailed>
);
