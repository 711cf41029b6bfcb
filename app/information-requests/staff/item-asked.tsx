import type { ReactNode } from "react";
import { DueDay } from "#app/projects/parts.tsx";
import { list } from "#app/lib/words.ts";

interface Asked {
  id: string;
  place: number;
  label: string;
  help: string;
  kind: string;
  options: string[];
  required: boolean;
  dueOn: string | null;
}

/** An item as it was asked, with its state beside it and what becomes of it beneath. */
export const ItemAsked = ({ of: { id, place, label, help, kind, options, required, dueOn }, due = null, state, children }: { of: Asked; due?: { words: string; tone: "soon" | "late" } | null; state: ReactNode; children?: ReactNode }) => (
  <li id={`item-${id}`} className="scroll-mt-[30vh] border-t border-rule py-5 first:border-t-0 first:pt-0">
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
      <h3 className="min-w-0 text-base font-semibold wrap-anywhere">
        <span className="num mr-2 font-normal text-ink-3">{place}</span>
        {label}
        {!required && <span className="font-normal text-ink-3"> (optional)</span>}
      </h3>
      {state}
    </div>
    <div className="mt-1 sm:ml-6">
      <p className="text-small text-ink-3 wrap-anywhere">
        {kind}
        {options.length > 0 && `: ${list(options)}`}
      </p>
      {help && <p className="text-small text-ink-2 whitespace-pre-line wrap-anywhere">{help}</p>}
      {dueOn && (
        <div className="flex flex-wrap gap-x-2 text-small text-ink-3">
          Needed by <DueDay on={dueOn} due={due} />
        </div>
      )}
      {children}
    </div>
  </li>
);
