import type { z } from "zod";
import { Choice, Hidden, Select, TextArea, TextField, type useFormOf } from "#app/ui/form.tsx";
import type { ItemForm } from "../forms.server.ts";
import { itemTypes } from "../request.ts";

export type ItemInput = z.input<typeof ItemForm>;
type Fields = ReturnType<typeof useFormOf<ItemInput>>[1];

/** What is said of an item. `kind` is its kind in words, once the client has seen it: then it stays. */
export const ItemFields = ({ fields, kind }: { fields: Fields; kind?: string }) => (
  <>
    <TextField of={fields.label} label="What do you need?" hint="One thing, as a question or a name: “Registered company name”." />
    {kind ? (
      <p className="hint">
        <Hidden of={fields.type} />
        Kind of answer: {kind}. It stays, since the client has seen it.
      </p>
    ) : (
      <Select of={fields.type} label="Kind of answer" className="max-w-note" options={Object.entries(itemTypes).map(([value, label]) => ({ value, label }))} />
    )}
    <TextArea of={fields.options} label="Options" hint="For a choice only. One a line, two at least." rows={4} optional />
    <TextArea of={fields.help} label="Help" hint="What makes it easy to answer: a format, an example, whom to ask." rows={2} optional />
    <TextField of={fields.dueOn} label="Needed by" type="date" className="max-w-44" hint="Only where it is needed before the rest." optional />
    <Choice of={fields.required} label="This item is required" hint="The request is complete once every required item is accepted." />
  </>
);
