import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";
import { list } from "#app/lib/words.ts";
import { Icon } from "#app/ui/icon.tsx";
import { staffPath } from "../paths.ts";

/** Milliseconds between two askings; the server forgets who has not asked for three of them. */
const EVERY = 15_000;

/** Who else looks at this now, so that two do not answer at once. Only where JavaScript runs, and only while the page is seen. */
export function Lookers({ id }: { id: string }) {
  const { load, data } = useFetcher<{ names: string[] }>();
  const address = `${staffPath(id)}/lookers`;
  useEffect(() => {
    const ask = () => {
      if (!document.hidden) load(address);
    };
    ask();
    const timer = setInterval(ask, EVERY);
    document.addEventListener("visibilitychange", ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [load, address]);
  const names = data?.names ?? [];
  return (
    <div aria-live="polite">
      {names.length > 0 && (
        <p className="tone t-move mb-4">
          <Icon name="eye" />
          {list(names)} {names.length === 1 ? "is" : "are"} looking at this now
        </p>
      )}
    </div>
  );
}
