import { getFormProps, useForm } from "@conform-to/react";
import type { FormAnswer, FormGiven } from "#app/lib/form.server.ts";
import type { FormOf } from "./posting.tsx";

export * from "./field.tsx";
export * from "./posting.tsx";

/**
 * The form a loader gave and what an action answered, joined. The browser's own checks stay on where JavaScript never
 * comes. `Shape` is the form's input: `useFormOf<z.input<typeof CommentForm>>(…)`, by `import type`.
 */
export function useFormOf<Shape extends Record<string, unknown>>(given: FormGiven, answer: unknown) {
  const handedBack = answer && typeof answer === "object" && "initialValue" in answer ? (answer as FormAnswer) : undefined;
  const [form, fields] = useForm<Shape>({
    id: given.id,
    lastResult: handedBack,
    defaultValue: given.values as never,
    constraint: given.constraint as never,
    defaultNoValidate: false,
    shouldRevalidate: "onSubmit",
  });
  const { id, errors, allErrors } = form;
  return [{ id, errors, allErrors, given, handedBack: handedBack !== undefined, props: getFormProps(form) } as FormOf, fields] as const;
}
