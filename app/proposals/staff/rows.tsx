import type { FieldMetadata, FormMetadata } from "@conform-to/react";
import type { Typed } from "./writing.tsx";

/** The buttons' maker of the form that is written in. */
export type Intents = FormMetadata<Typed, string[]>;
export type FieldsOf<K extends keyof Typed> = FieldMetadata<Typed[K], Typed, string[]>;

type List = { name: string };
/** Where the form is sent to, so that without JavaScript the page comes back at the list. */
interface Place {
  of: List;
  intents: Intents;
  action: string;
  at: string;
}

/** Adds an empty row at the end of a list of the form. */
export const AddRow = ({ of, intents, action, at, children, row = {} }: Place & { children: string; row?: object }) => (
  <button className="btn btn-small" formAction={`${action}#${at}`} {...intents.insert.getButtonProps({ name: of.name as "sections", defaultValue: row as never })}>
    {children}
  </button>
);

/** Moves a row up or down, or takes it out. `what` names it for those who hear the page: "line 2". */
export const RowButtons = ({ of, intents, action, at, index, count, what }: Place & { index: number; count: number; what: string }) => {
  const name = of.name as "sections";
  const move = (to: number) => ({ formAction: `${action}#${at}`, ...intents.reorder.getButtonProps({ name, from: index, to }) });
  return (
    <span className="flex flex-wrap gap-2">
      {index > 0 && (
        <button className="btn btn-small" {...move(index - 1)}>
          Move up<span className="sr-only"> {what}</span>
        </button>
      )}
      {index < count - 1 && (
        <button className="btn btn-small" {...move(index + 1)}>
          Move down<span className="sr-only"> {what}</span>
        </button>
      )}
      <button className="btn btn-small" formAction={`${action}#${at}`} {...intents.remove.getButtonProps({ name, index })}>
        Remove<span className="sr-only"> {what}</span>
      </button>
    </span>
  );
};
