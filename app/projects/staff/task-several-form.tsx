import { useFetcher, useLocation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { FormGiven } from "#app/lib/form.server.ts";
import { ForSeveral, PickAll, saidIn } from "#app/ui/several.tsx";
import { severalWords } from "../task.ts";

/** One form for every task that is ticked: what to do with them, and do it. */
export function ForTasks({ given, colleagues }: { given: FormGiven; colleagues: { id: string; name: string }[] }) {
  const { Form, data, state } = useFetcher();
  const { search } = useLocation();
  const self = useRef<HTMLFormElement>(null);
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
    <Form ref={self} method="post" action={given.action} id={given.id} aria-label="For the tasks you choose">
      <input type="hidden" name="_key" value={given.key} />
      <input type="hidden" name="query" value={search} />
      {said.length > 0 && (
        <p className="tone t-stop mb-3" role="alert">
          {said.join(" ")}
        </p>
      )}
      <ForSeveral>
        <PickAll form={given.id} name="tasks" />
        <label className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span>With those you choose</span>
          <select name="act" className="input w-auto!" defaultValue="finish">
            {Object.entries(severalWords).map(([act, words]) => (
              <option key={act} value={act}>
                {words}
              </option>
            ))}
            <optgroup label="Give to">
              {colleagues.map(({ id, name }) => (
                <option key={id} value={`assign:${id}`}>
                  {name}
                </option>
              ))}
              <option value="assign:">Nobody</option>
            </optgroup>
          </select>
        </label>
        <button className="btn" aria-disabled={busy || undefined} onClick={busy ? (event) => event.preventDefault() : undefined}>
          Change them
        </button>
      </ForSeveral>
    </Form>
  );
}
