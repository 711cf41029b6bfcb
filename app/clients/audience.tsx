import { Icon } from "#app/ui/icon.tsx";
import { type Audience, canSee, willSee } from "./audience.ts";

/** Who can see this? One line, on every page of something a client may be shown. `because` says why nobody can: "it is not shared"; `later` who will once it is. */
export const WhoSees = ({ of, because, later }: { of: Audience; because: string; later?: Audience | null }) => (
  <p className="mb-5 flex items-start gap-2 text-small text-ink-2">
    <span className="mt-1 text-ink-3">
      <Icon name={of.names.length ? "eye" : "lock"} />
    </span>
    <span className="wrap-anywhere">
      {canSee(of, because)}
      {later && ` ${willSee(later, "when it is shared")}`}
    </span>
  </p>
);
