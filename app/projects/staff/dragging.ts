import { useFetcher } from "@remix-run/react";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";

interface Movable {
  id: string;
  title: string;
  /** The form that gives it a place; null where the list is not in its own order. */
  place: { action: string; key: string } | null;
}

/** A row that is lifted, and the index among the others it would fall to. */
interface Lifted {
  id: string;
  to: number;
  by: "pointer" | "keys";
}

/**
 * A list whose rows can be lifted by a grip and put elsewhere, by pointer, finger or keys. What is dropped stands there
 * at once and is posted to the row's own form; where it is refused, the list is again as it was. `offset` rows stand
 * before the first.
 */
export function useDragging<Row extends Movable>(given: Row[], offset: number) {
  const fetcher = useFetcher();
  const [lifted, setLifted] = useState<Lifted | null>(null);
  const [hoped, setHoped] = useState<string[] | null>(null);
  const [said, setSaid] = useState("");
  const focused = useRef<string | null>(null);
  const busy = fetcher.state !== "idle";

  // The answer is there, and the list with it: what was hoped for is so, or is not.
  const sent = useRef(false);
  useEffect(() => {
    if (busy) sent.current = true;
    else if (sent.current) {
      sent.current = false;
      setHoped(null);
    }
  }, [busy]);

  // A row that is put elsewhere loses the focus on the way.
  useEffect(() => {
    if (!focused.current) return;
    document.getElementById(`grip-${focused.current}`)?.focus();
    if (!busy && !hoped) focused.current = null;
  }, [hoped, busy, given]);

  const rows = hoped ? hoped.flatMap((id) => given.find((row) => row.id === id) ?? []) : given;
  const indexOf = (id: string) => rows.findIndex((row) => row.id === id);
  const placeWords = (to: number) => `Place ${offset + to + 1}`;

  function lift(id: string, by: Lifted["by"]) {
    if (busy || hoped) return;
    setLifted({ id, to: indexOf(id), by });
    if (by === "keys") setSaid(`Lifted. ${placeWords(indexOf(id))}. Up and down to move, space to put down, escape to leave it.`);
  }

  function carry(to: number) {
    if (!lifted || to === lifted.to || to < 0 || to >= rows.length) return;
    setLifted({ ...lifted, to });
    if (lifted.by === "keys") setSaid(placeWords(to));
  }

  function leave() {
    setLifted(null);
    setSaid("Left where it was.");
  }

  function drop() {
    if (!lifted) return;
    const { id, to } = lifted;
    const row = rows[indexOf(id)];
    setLifted(null);
    if (!row?.place || to === indexOf(id)) return setSaid("Left where it was.");
    const others = rows.filter((one) => one.id !== id).map((one) => one.id);
    setHoped([...others.slice(0, to), id, ...others.slice(to)]);
    setSaid(`Put down. ${placeWords(to)}.`);
    focused.current = id;
    fetcher.submit({ _key: row.place.key, place: String(offset + to + 1) }, { method: "post", action: row.place.action, preventScrollReset: true });
  }

  const gripOf = (id: string) => ({
    id: `grip-${id}`,
    "aria-pressed": lifted?.id === id,
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      lift(id, "pointer");
    },
    onPointerMove({ currentTarget, clientY }: PointerEvent<HTMLElement>) {
      if (lifted?.id !== id || lifted.by !== "pointer") return;
      const edge = 56;
      if (clientY < edge || clientY > innerHeight - edge) scrollBy(0, clientY < edge ? -14 : 14);
      carry(indexUnder(currentTarget, clientY));
    },
    onPointerUp: () => lifted?.by === "pointer" && drop(),
    onPointerCancel: leave,
    onBlur: () => lifted?.by === "keys" && leave(),
    onKeyDown(event: KeyboardEvent) {
      const { key } = event;
      if (lifted && key === "Escape") leave();
      else if (lifted && (key === " " || key === "Enter")) drop();
      else if (key === " " || key === "Enter") lift(id, "keys");
      else if (lifted && (key === "ArrowUp" || key === "ArrowDown")) carry(lifted.to + (key === "ArrowUp" ? -1 : 1));
      else return;
      event.preventDefault();
    },
  });

  function rowClass({ id }: Row) {
    if (!lifted) return undefined;
    if (id === lifted.id) return "lifted";
    const from = indexOf(lifted.id);
    if (lifted.to === from || indexOf(id) !== lifted.to) return undefined;
    return lifted.to < from ? "drop-before" : "drop-after";
  }

  return { rows, gripOf, rowClass, said, answer: fetcher.data };
}

/** Where a row would fall if it were let go at this height: its index among all rows of its table. */
function indexUnder(grip: HTMLElement, y: number) {
  const row = grip.closest("tr")!;
  const all = [...row.parentElement!.children];
  const from = all.indexOf(row);
  const passed = (other: Element) => {
    const { top, height } = other.getBoundingClientRect();
    return y > top + height / 2;
  };
  const above = all.slice(0, from).filter(passed).length;
  const below = all.slice(from + 1).filter(passed).length;
  return above < from ? above : from + below;
}
