import { count, initials } from "#app/lib/words.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Avatar } from "#app/ui/page.tsx";
import { Day } from "#app/ui/when.tsx";

export interface Colleague {
  id: string;
  name: string;
  title: string;
  manages: boolean;
}

/** Who works on a project: name, and what they are to it. */
export const People = ({ people }: { people: Colleague[] }) => (
  <ul className="grid gap-x-10 gap-y-5 sm:grid-cols-3">
    {people.map(({ id, name, title, manages }) => (
      <li key={id} className="flex items-center gap-3">
        <Avatar initials={initials(name)} />
        <div className="min-w-0">
          <p className="font-semibold wrap-anywhere">{name}</p>
          <p className="text-small text-ink-3">{manages ? "Project manager" : title}</p>
        </div>
      </li>
    ))}
  </ul>
);

/** How far a project is: a bar, its stage, and tasks done of all. Nothing of it where there are no tasks. */
export const Progress = ({ name, stage, of }: { name: string; stage: string; of: { done: number; all: number } | null }) => (
  <div>
    {of && <progress max={of.all} value={of.done} aria-label={`${name}: tasks done`} />}
    <p className="mt-1.5 flex justify-between gap-4 text-fine text-ink-3">
      <span>{stage}</span>
      {of && (
        <span className="num whitespace-nowrap">
          {of.done} of {count(of.all, "task")}
        </span>
      )}
    </p>
  </div>
);

/** The day something is due, and how that stands to today once time runs out. Amber means time. */
export const DueDay = ({ on, due }: { on: string; due: { words: string; tone: "soon" | "late" } | null }) => (
  <span className="block">
    <Day at={on} />
    {due && (
      <span className={`tone t-${due.tone} block text-fine whitespace-nowrap`}>
        <Icon name="clock" className="size-3.5" />
        {due.words}
      </span>
    )}
  </span>
);
