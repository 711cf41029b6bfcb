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

/** Address and phone, to write to and to call. */
export const Reach = ({ of: { email, phone } }: { of: { email: string; phone: string } }) => (
  <span className="block">
    <a className="wrap-anywhere" href={`mailto:${email}`}>
      {email}
    </a>
    {phone && (
      <span className="block">
        <a className="num text-ink-2" href={callTo(phone)}>
          {phone}
        </a>
      </span>
    )}
  </span>
);

/** Where a phone is called: digits alone, and the plus of another country. */
export const callTo = (phone: string) => `tel:${phone.replace(/[^+\d]/g, "")}`;
