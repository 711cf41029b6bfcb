import { useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { BadgeOf } from "#app/ui/badge.tsx";
import { Button, Field, Form, useFormOf } from "#app/ui/form.tsx";
import { colourFrom, samples } from "./colour.ts";
import type { ColourForm } from "./forms.server.ts";
import type { SettingsGiven } from "./parts.tsx";

const page = "/staff/settings/colour";
const accepted = { label: "Accepted", tone: "done", icon: "done" } as const;

/** What the colour page shows: the colour to look at, the one that is saved, and what was typed that is none. */
export interface Shown {
  colour: string;
  saved: string;
  typed?: string;
}

/** The brand colour: chosen, seen on both papers, and then saved as it is seen. */
export function ColourFields({ given: { form: given, seen }, answer, shown: { colour: shown, saved, typed: before } }: { given: SettingsGiven; answer?: unknown; shown: Shown }) {
  const [form, fields] = useFormOf<z.input<typeof ColourForm>>(given, answer);
  const [typed, setTyped] = useState(before ?? shown);
  const colour = colourFrom(typed) ?? shown;
  const preview = useRef<HTMLDivElement>(null);
  // A property of an element is no inline style: the policy lets script set it.
  useEffect(() => preview.current?.style.setProperty("--brand", colour), [colour]);
  const errors = before !== undefined && typed === before ? ["Enter a colour as # and six digits, for example #0f4c5c"] : undefined;
  return (
    <div className="grid gap-5">
      <link rel="stylesheet" href={`/staff/settings/preview.css?colour=${encodeURIComponent(shown)}`} />
      <form method="get" action={`${page}#colour`}>
        <Field of={{ id: "typed", errorId: "typed-error", errors }} label="Brand colour" hint="One colour. Text and lines are adjusted so they can always be read.">
          <div className="flex flex-wrap gap-2">
            <input type="hidden" name="shown" value={shown} />
            <input type="color" name="pick" className="input w-14! p-1!" aria-label="Pick the brand colour" value={colour} onChange={({ target }) => setTyped(target.value)} />
            <input id="typed" name="colour" className="input n max-w-32" value={typed} onChange={({ target }) => setTyped(target.value)} aria-invalid={errors ? true : undefined} aria-describedby={errors ? "typed-hint typed-error" : "typed-hint"} autoComplete="off" spellCheck={false} />
            <button className="btn">Preview</button>
          </div>
        </Field>
      </form>
      <div ref={preview} className="brand-preview grid gap-4 sm:grid-cols-2">
        <Sheet on="light" colour={colour} saved={saved} />
        <Sheet on="dark" colour={colour} saved={saved} />
      </div>
      <p className="text-fine text-ink-3">
        {"See another: "}
        {samples.map(({ name, colour }, index) => (
          <span key={colour}>
            {index > 0 && ", "}
            <a href={`${page}?colour=${encodeURIComponent(colour)}#colour`}>{name}</a>
          </span>
        ))}
      </p>
      <Form of={form} className="grid gap-3">
        <input type="hidden" name="seen" value={seen} />
        <input type="hidden" name={fields.brandColour.name} value={colour} />
        <div>
          <Button kind="brand">Save {colour}</Button>
        </div>
      </Form>
    </div>
  );
}

/** What the portal makes of the colour, on one of the two papers. */
const Sheet = ({ on, colour, saved }: { on: "light" | "dark"; colour: string; saved: string }) => (
  <section className={`sheet-${on} brand-scope border border-rule`} aria-label={`On ${on} paper`}>
    <div className="grid justify-items-start gap-3 border-t-4 border-brand p-4">
      <p className="flex w-full justify-between text-fine text-ink-3">
        <span>{`On ${on} paper${colour === saved ? ", as saved" : ""}`}</span>
        <span className="num">{colour}</span>
      </p>
      <p className="flex w-full flex-wrap items-center justify-between gap-3">
        <a className="text-brand-ink" href="#colour">
          Read proposal
        </a>
        <BadgeOf of={accepted} />
      </p>
      <progress max={8} value={5} aria-label="Sample of progress" />
      <p className="mt-1 flex flex-wrap items-center gap-3">
        <span className="btn btn-brand">Review and accept</span>
        <span className="btn">Decline…</span>
      </p>
      <p className="w-full bg-brand-wash p-2 text-fine">A row that wants your eye</p>
    </div>
  </section>
);
