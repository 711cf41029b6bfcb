import type { z } from "zod";
import type { FormGiven } from "#app/lib/form.server.ts";
import { TextArea } from "#app/ui/field.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Button, Form, usePlainFormOf } from "#app/ui/posting.tsx";
import { When } from "#app/ui/when.tsx";
import type { NoteForm } from "../forms.server.ts";
import { Words } from "../parts.tsx";

/** An internal note, lined like a security envelope. For the staff side alone: it lies under staff/, where the portal cannot reach. */
export const NoteShown = ({ of: { id, name, at, body, from } }: { of: { id: string; name: string; at: string | Date; body: string; from: string | null } }) => (
  <article id={`note-${id}`} className="note">
    <header className="flex flex-wrap items-baseline gap-x-2">
      <h3 className="flex items-center gap-1.5">
        <Icon name="lock" />
        Internal note
      </h3>
      <p className="text-fine text-ink-3">
        {name}, <When at={at} />
        {from && `, on ${from}`}. Clients never see this.
      </p>
    </header>
    <Words of={body} />
  </article>
);

/** In a form of its own, so that it cannot go out as a reply. */
export function WriteNote({ given, answer }: { given: FormGiven; answer?: unknown }) {
  const [form, fields] = usePlainFormOf<z.input<typeof NoteForm>>(given, answer);
  return (
    <div className="note mt-8">
      <Form of={form} className="grid gap-3">
        <TextArea
          of={fields.body}
          label={
            <span className="inline-flex items-center gap-1.5">
              <Icon name="lock" />
              Add an internal note
            </span>
          }
          hint="Only your team reads it. It has its own form so it cannot go out as a reply. @ and a name calls a colleague."
          rows={2}
        />
        <div>
          <Button>Save note</Button>
        </div>
      </Form>
    </div>
  );
}
