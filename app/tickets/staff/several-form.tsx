import { useFetcher, useLocation } from "@remix-run/react";
import { useEffect, useId, useRef } from "react";
import type { FormGiven } from "#app/lib/form.server.ts";
import { PickAll, saidIn } from "#app/ui/several.tsx";
import { priorities } from "../ticket.ts";

/** One form for every row that is ticked: whose they are, how they press. */
export function ForTickets({ given, colleagues }: { given: FormGiven; colleagues: { value: string; label: string }[] }) {
  const { Form, data, state } = useFetcher();
  const { search } = useLocation();
  const self = useRef<HTMLFormElement>(null);
  const [assign, priority] = [useId(), useId()];
  const said = saidIn(data);
  const busy = state !== "idle";
  const sent = useRef(false);
  useEffect(() => {
    if (busy) sent.current = true;
    else if (sent.current && !said.length) {
      sent.current = false;
      self.current?.reset();
    }
  }, [busy, said.length]);
  return (
    <Form ref={self} method="post" action={given.action} id={given.id} aria-label="For those you tick" className="mb-4 flex flex-wrap items-end gap-3 bg-desk px-4 py-3">
      <input type="hidden" name="_key" value={given.key} />
      <input type="hidden" name="query" value={search} />
      {said.length > 0 && (
        <p className="tone t-stop w-full" role="alert">
          {said.join(" ")}
        </p>
      )}
      <p className="w-full font-semibold sm:w-auto sm:self-center">With the ticked:</p>
      <PickAll form={given.id} name="tickets" />
      <div className="field min-w-36">
        <label htmlFor={assign}>Assign to</label>
        <select id={assign} name="assign" className="input" defaultValue="">
          <option value="">No change</option>
          <option value="nobody">Nobody</option>
          {colleagues.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <div className="field min-w-36">
        <label htmlFor={priority}>Set priority</label>
        <select id={priority} name="priority" className="input" defaultValue="">
          <option value="">No change</option>
          {priorities
            .map((label, index) => (
              <option key={label} value={index}>
                {label}
              </option>
            ))
            .toReversed()}
        </select>
      </div>
      <button className="btn" aria-disabled={busy || undefined} onClick={busy ? (event) => event.preventDefault() : undefined}>
        Apply
      </button>
    </Form>
  );
}
