import { Choice, Field, type FieldOf } from "#app/ui/field.tsx";

/** What a decision is signed with (domain.md, G11): an unticked box with its sentence, and a name typed in full on a line. */
export const Signature = ({ name, consent, sentence, expected }: { name: FieldOf; consent: FieldOf; sentence: string; expected: string }) => (
  <>
    <Choice of={consent} label={sentence} />
    <Field of={name} label="Type your full name" hint={`It stands as your signature. We expect “${expected}”.`}>
      <div className="sign">
        <input
          key={name.key}
          id={name.id}
          name={name.name}
          form={name.formId}
          defaultValue={typeof name.initialValue === "string" ? name.initialValue : ""}
          autoComplete="name"
          required={name.required}
          minLength={name.minLength}
          maxLength={name.maxLength}
          aria-invalid={name.errors ? true : undefined}
          aria-describedby={[`${name.id}-hint`, name.errors && name.errorId].filter(Boolean).join(" ")}
        />
      </div>
    </Field>
  </>
);
