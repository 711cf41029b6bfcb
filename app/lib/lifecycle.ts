import { Refused } from "./refused.ts";

type Moves = Record<string, Record<string, string>>;
type Tables<L> = L extends Lifecycle<infer M> ? M : never;
export type StatusOf<L> = keyof Tables<L> & string;
export type MoveOf<M extends Moves> = { [S in keyof M]: keyof M[S] }[keyof M] & string;

export interface Lifecycle<M extends Moves> {
  table: M;
  statuses: (keyof M & string)[];
  can(status: keyof M, move: MoveOf<M>): boolean;
  /** The status after the move. Throws Refused 409 where the table does not list it. */
  after(status: keyof M, move: MoveOf<M>): keyof M & string;
}

/** States as a table that can be read aloud: `{ draft: { send: "sent" }, … }`. What is not listed does not exist. */
export function lifecycle<const M extends Moves>(table: M): Lifecycle<M> {
  return {
    table,
    statuses: Object.keys(table),
    can: (status, move) => table[status]?.[move] !== undefined,
    after(status, move) {
      const next = table[status]?.[move];
      if (next === undefined) throw new Refused(409, "This has changed since you opened the page. Nothing was recorded.");
      return next;
    },
  };
}
