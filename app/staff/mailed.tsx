import type { ReactNode } from "react";
import { OuterFrame } from "./frame.tsx";

/** The page of a mailed link: a title, whose it is, and what can be done with it. */
export const Mailed = ({ title, children }: { title: string; children: ReactNode }) => (
  <OuterFrame>
    <h1>{title}</h1>
    {children}
  </OuterFrame>
);

/** A mailed link that opens nothing any more: used, replaced, late or never ours, all in the same words. */
export const Over = ({ action }: { action: string }) => (
  <Mailed title="This link no longer works">
    <p className="mt-3">It was used, replaced by a newer one, or its time is over.</p>
    <p className="mt-3 text-ink-2">We can send another to the address the old one went to.</p>
    <form className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2" method="post" action={action}>
      <button className="btn btn-brand">Send a fresh link</button>
      <a href="/staff/login">Go to the sign-in page</a>
    </form>
  </Mailed>
);
