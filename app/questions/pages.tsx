import type { ReactNode } from "react";
import { KeptWords, type Message, keptOf } from "#app/comments/parts.tsx";
import type { FormGiven } from "#app/lib/form.server.ts";
import { Breadcrumb, PageTitle } from "#app/ui/page.tsx";
import { AskForTime, AskQuestion, AskedSoFar } from "./parts.tsx";

/** What a client's page about one thing is given: where it stands, its form and what became of it. `closed` stands in place of the form where there is nothing to send, below what was typed. */
interface AskingPage {
  trail: { to: string; label: string }[];
  form: FormGiven;
  answer: unknown;
  closed?: ReactNode;
}

/** The page on which a contact asks about something. */
export function QuestionPage({ trail, form, answer, closed, about, thread, who }: AskingPage & { about: string; thread: Message[]; who: string }) {
  const kept = closed && keptOf(answer, form);
  return (
    <>
      <Breadcrumb trail={trail} here="Question" />
      <PageTitle>Ask about {about}</PageTitle>
      <div className="grid max-w-letter gap-6">
        {thread.length > 0 && <AskedSoFar of={thread} />}
        {!closed && <AskQuestion given={form} answer={answer} who={who} />}
        {kept && <KeptWords of={kept} />}
        {closed}
      </div>
    </>
  );
}

/** In place of the form, for whom questions are switched off. */
export const MayNotAsk = () => <p>Asking questions is switched off for your account. Ask us to switch it on.</p>;

/** The page on which a contact asks for more time for what has expired. `passed` says what, and when. */
export function MoreTimePage({ trail, form, answer, closed, passed }: AskingPage & { passed: string }) {
  const kept = closed && keptOf(answer, form);
  return (
    <>
      <Breadcrumb trail={trail} here="More time" />
      <PageTitle lead={closed ? undefined : passed}>Ask for more time?</PageTitle>
      <div className="grid max-w-letter gap-6">
        {!closed && <AskForTime given={form} answer={answer} />}
        {kept && <KeptWords of={kept} field="note" />}
        {closed}
      </div>
    </>
  );
}
