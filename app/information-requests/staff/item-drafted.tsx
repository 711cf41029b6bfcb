import { Link } from "@remix-run/react";
import { Icon } from "#app/ui/icon.tsx";
import { ActionButton } from "#app/ui/posting.tsx";
import { itemPath } from "../paths.ts";
import { ItemAsked } from "./item-asked.tsx";
import type { Drafted } from "./page.server.ts";

/** An item nobody was shown yet: it may be moved, changed and taken out. */
export const DraftItem = ({ of, id }: { of: Drafted; id: string }) => (
  <ItemAsked
    of={of}
    state={
      <div className="flex flex-wrap gap-2">
        {of.up && (
          <ActionButton given={of.up}>
            <Icon name="up" />
            <span className="sr-only">Move {of.label} up</span>
          </ActionButton>
        )}
        {of.down && (
          <ActionButton given={of.down}>
            <Icon name="down" />
            <span className="sr-only">Move {of.label} down</span>
          </ActionButton>
        )}
        <Link className="btn btn-small" to={`${itemPath(id, of.id)}/edit`}>
          Change<span className="sr-only"> {of.label}</span>
        </Link>
        <ActionButton given={of.remove}>
          Remove<span className="sr-only"> {of.label}</span>
        </ActionButton>
      </div>
    }
  />
);
