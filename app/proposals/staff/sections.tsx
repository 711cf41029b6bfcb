import { Hidden, TextArea, TextField } from "#app/ui/field.tsx";
import { AddRow, type FieldsOf, type Intents, RowButtons } from "./rows.tsx";

/** The text, section by section. */
export function Sections({ of, action, intents }: { of: FieldsOf<"sections">; action: string; intents: Intents }) {
  const all = of.getFieldList();
  const place = { of, action, intents, at: "sections" };
  return (
    <div className="grid gap-6" id="sections">
      {all.map((section, index) => {
        const { id, heading, body } = section.getFieldset();
        return (
          <fieldset key={section.key ?? index} className="grid gap-3 border-t border-rule pt-4">
            <legend className="sr-only">Section {index + 1}</legend>
            <Hidden of={id} />
            <TextField of={heading} label={`Heading of section ${index + 1}`} hint={index === 0 ? "Without one, the section opens the letter." : undefined} optional />
            <TextArea of={body} label="Text" rows={7} />
            <RowButtons {...place} index={index} count={all.length} what={`section ${index + 1}`} />
          </fieldset>
        );
      })}
      <div>
        <AddRow {...place} row={{ heading: "", body: "" }}>
          Add a section
        </AddRow>
      </div>
    </div>
  );
}
