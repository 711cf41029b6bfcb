import { initials, shortName } from "#app/lib/words.ts";
import { Avatar } from "#app/ui/page.tsx";

/** Who it is, in a column: initials and "Tom A."; a word where it is nobody. */
export const Face = ({ name, nobody = "Nobody" }: { name: string | null | undefined; nobody?: string }) =>
  name ? (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <Avatar initials={initials(name)} />
      <span aria-hidden="true">{shortName(name)}</span>
      <span className="sr-only">{name}</span>
    </span>
  ) : (
    <span className="text-ink-3">{nobody}</span>
  );
