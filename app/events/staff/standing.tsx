import type { FormGiven } from "#app/lib/form.server.ts";
import { figure } from "#app/lib/words.ts";
import { ActionButton } from "#app/ui/form.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Notice } from "#app/ui/page.tsx";
import { When } from "#app/ui/when.tsx";
import type { Standing } from "../checks.server.ts";

/** As the browser has it: instants came as text. */
export type StandingGiven = { [K in keyof Standing]: Standing[K] extends Date | null ? Date | string | null : K extends "whole" ? { at: Date | string; events: number } | null : Standing[K] };

const many = (events: number) => `${figure(events)} ${events === 1 ? "event" : "events"}`;

/** That the record does not hold: for whoever must know at once. */
export const Alarm = ({ broken }: { broken: { seq: number; why: string } }) => (
  <Notice tone="stop">
    <p>
      <strong>The audit log does not hold.</strong> Event <a href={`/staff/audit/${broken.seq}`}>{broken.seq}</a>: {broken.why}
    </p>
    <p>Somebody changed the database outside Parlour. Keep a copy of it as it is now, and compare it with your backups.</p>
  </Notice>
);

/** How far the chain is verified, and a button to go through it again. */
export const Integrity = ({ standing, total, again }: { standing: StandingGiven; total: number; again: FormGiven }) => {
  const { upTo, at, whole, underWay, broken } = standing;
  return (
    <>
      {broken && <Alarm broken={broken} />}
      <div className="mb-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 text-small">
        <p className="flex min-w-0 items-start gap-2">
          {!broken && (
            <span className={upTo ? "mt-1 text-done" : "mt-1 text-ink-3"}>
              <Icon name={upTo ? "done" : "clock"} />
            </span>
          )}
          <span>
            {broken ? `${many(upTo)} were verified before that was found.` : at === null ? "The chain has not been verified yet." : <><strong>Chain of {many(upTo)} verified</strong>, <When at={at} />.</>}
            {total > upTo && !broken && ` ${many(total - upTo)}${at ? " since then" : ""} ${total - upTo === 1 ? "follows" : "follow"} within a minute or two.`}{" "}
            <span className="text-ink-3">
              {underWay !== null ? `All of it is being verified again: ${many(underWay)} so far.` : whole && <>Last verified from the first event on <When at={whole.at} />.</>}
            </span>
          </span>
        </p>
        <div className="noprint">
          <ActionButton given={again}>Verify now</ActionButton>
        </div>
      </div>
    </>
  );
};
