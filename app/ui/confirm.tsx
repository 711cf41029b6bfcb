import type { ReactNode } from "react";
import { Button, Form, type FormOf } from "./form.tsx";

/** A page that asks before something is done: the question, its consequence, an optional field, the verb, and a way back. */
export const Confirm = ({ of, question, consequence, verb, back, kind = "stop", children }: { of: FormOf; question: ReactNode; consequence: ReactNode; verb: string; back: string; kind?: "stop" | "brand"; children?: ReactNode }) => (
  <div className="max-w-letter">
    <h1>{question}</h1>
    <p className="page-lead text-ink-2">{consequence}</p>
    <Form of={of} className="mt-8 grid gap-6">
      {children}
      <div className="flex flex-wrap gap-3">
        <Button kind={kind}>{verb}</Button>
        <a className="btn" href={back}>
          Go back
        </a>
      </div>
    </Form>
  </div>
);
