import { parse } from "@conform-to/dom";
import { getFormProps, useForm } from "@conform-to/react";
import type { FormAnswer, FormGiven } from "#app/lib/form.server.ts";
import type { FormOf } from "./posting.tsx";

/**
 * As `useFormOf` of form.tsx, for a form whose lists grow and shrink. The third makes the buttons that do it: on the page
 * itself where JavaScript runs, else by a round to the server, which records nothing.
 */
export function useListFormOf<Shape extends Record<string, unknown>>(given: FormGiven, answer: unknown) {
  const handedBack = answer && typeof answer === "object" && "initialValue" in answer ? (answer as FormAnswer) : undefined;
  const [form, fields] = useForm<Shape>({
    id: given.id,
    lastResult: handedBack,
    defaultValue: given.values as never,
    constraint: given.constraint as never,
    defaultNoValidate: false,
    shouldRevalidate: "onSubmit",
    // Only the lists are worked on here; what is right or wrong the server says.
    onValidate: ({ formData }) => parse<Shape, string[]>(formData, { resolve: (value) => ({ value: value as Shape }) }),
  });
  const { id, errors, allErrors } = form;
  return [{ id, errors, allErrors, given, handedBack: handedBack !== undefined, props: getFormProps(form) } as FormOf, fields, form] as const;
}
