import { size } from "#app/lib/words.ts";
import { Icon } from "#app/ui/icon.tsx";
import type { Offer } from "../offer.server.ts";
import { OfferText, OptionalLines } from "../parts.tsx";

/** A proposal as its client reads it, by the same parts, on a sheet of its own. */
export const Offered = ({ offer, files }: { offer: Offer; files: { name: string; size: number; to: string }[] }) => (
  <article className="max-w-letter border border-rule bg-page p-5 sm:p-8" aria-label={offer.title}>
    <h3 className="mb-1 text-lead font-semibold wrap-anywhere">{offer.title}</h3>
    <p className="mb-6 text-ink-2">
      {offer.feeModel}, <strong className="num">{offer.fee}</strong>
    </p>
    <OfferText of={offer} />
    {offer.price.options.length > 0 && (
      <section className="offer-part">
        <h2>They may add</h2>
        <OptionalLines of={offer.price} />
      </section>
    )}
    {files.length > 0 && (
      <section className="offer-part">
        <h2>Files</h2>
        <ul className="rows">
          {files.map(({ name, size: bytes, to }) => (
            <li key={to} className="py-1.5">
              <a className="inline-flex min-h-6 items-center gap-2 wrap-anywhere" href={to}>
                <Icon name="clip" />
                {name}, {size(bytes)}
              </a>
            </li>
          ))}
        </ul>
      </section>
    )}
  </article>
);
