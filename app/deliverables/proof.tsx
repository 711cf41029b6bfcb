import { extensionOf } from "#app/documents/document.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Prose } from "#app/ui/prose.tsx";
import type { Shown } from "#app/ui/file.tsx";
import { When } from "#app/ui/when.tsx";
import type { Jsonified } from "./parts.tsx";
import type { InView, PieceShown, PinDrawn } from "./review.server.ts";

type View = Jsonified<InView>;
export type Note = Jsonified<PinDrawn>;

/** The widths a picture is drawn at, in pixels: a press on it is counted in them, so it is one of these and nothing between. `.proof-fixed` is as wide. */
const widths = [
  { width: 280, shows: "@min-[350px]:hidden" },
  { width: 350, shows: "hidden @min-[350px]:block @min-[560px]:hidden" },
  { width: 560, shows: "hidden @min-[560px]:block @min-[680px]:hidden" },
  { width: 680, shows: "hidden @min-[680px]:block" },
];

/**
 * The work, large, with its pins over it. Where `pin` names the pin's page, a press on the picture asks for it with the
 * spot: a picture that is a button needs no script. Pins stand by attributes of SVG: the policy allows no style.
 */
export function Proof({ picture, alt, spots, pin, fresh }: { picture: Shown; alt: string; spots: Pick<Note, "number" | "x" | "y" | "settled">[]; pin?: { action: string; place: number; page: number }; fresh?: { x: number; y: number } | null }) {
  const { width, height, src } = picture;
  return (
    <div className="@container">
      <div className="proof proof-fixed" data-proof="">
        {pin ? (
          widths.map(({ width: drawn, shows }) => (
            <form key={drawn} action={pin.action} className={shows}>
              <input type="hidden" name="piece" value={pin.place} />
              <input type="hidden" name="page" value={pin.page} />
              <input type="hidden" name="w" value={drawn} />
              <input type="image" name="" src={src} width={drawn} height={Math.round((drawn * height) / width)} className="cursor-crosshair" alt={`Press to place a pin. ${alt}`} />
            </form>
          ))
        ) : (
          <img src={src} width={width} height={height} alt={alt} />
        )}
        <svg className="pins" role="presentation">
          {spots.map(({ number, x, y, settled }) => (
            <svg key={number} id={`p${number}`} x={`${x}%`} y={`${y}%`}>
              <a href={`#pin-${number}`} className={settled ? "settled" : undefined} aria-label={`${settled ? "Settled pin" : "Pin"} ${number}`}>
                <circle r="14" />
                <text dy="0.35em">{number}</text>
              </a>
            </svg>
          ))}
          {fresh && (
            <svg x={`${fresh.x}%`} y={`${fresh.y}%`}>
              <circle r="14" className="fresh" />
              <text dy="0.35em">+</text>
            </svg>
          )}
        </svg>
      </div>
    </div>
  );
}

/** What a piece is, where it is no picture: a text by its paragraphs, a link, or a file to download. */
export function Piece({ of, pin, here }: { of: View; pin?: { action: string; place: number }; here: string }) {
  const { sort, title, alt, picture, spots, page, pages, state, why, url, paragraphs } = of;
  if (sort === "link")
    return (
      <div className="empty">
        <p className="font-semibold wrap-anywhere">
          <a href={url!} rel="noreferrer nofollow">
            {title}
          </a>
        </p>
        <p className="mt-1 text-ink-2 wrap-anywhere">It leads away from here, to {new URL(url!).host}.</p>
      </div>
    );
  if (paragraphs) return <Deck of={paragraphs} pin={pin} title={title} />;
  if (picture)
    return (
      <>
        <Proof picture={picture} alt={alt || (pages && pages > 1 ? `${title}, page ${page}` : title)} spots={spots as Parameters<typeof Proof>[0]["spots"]} pin={pin && { ...pin, page }} />
        {sort === "pdf" && pages !== null && pages > 1 && <PageTurns page={page} pages={pages} of={of} here={here} />}
      </>
    );
  return (
    <div className="empty">
      <p className="font-semibold wrap-anywhere">{title}</p>
      <p className="mt-1 text-ink-2">{state === "waiting" ? "Its picture is being made. Open this page again in a moment, or download the file." : `This kind of file is not shown here. Download it to look at it.${why ? ` (${why}.)` : ""}`}</p>
      {state !== "waiting" && pages !== null && pages > 1 && <PageTurns page={page} pages={pages} of={of} here={here} />}
    </div>
  );
}
const PageTurns = ({ page, pages, of, here }: { page: number; pages: number; of: View; here: string }) => {
  const to = (number: number) => `${here}?piece=${of.place}&page=${number}`;
  return (
    <nav className="mt-3 flex flex-wrap items-center gap-x-5 gap-y-1 text-small" aria-label="Pages">
      <span>
        Page {page} of {pages}
      </span>
      {page > 1 && (
        <a className="inline-flex min-h-6 items-center gap-1" href={to(page - 1)} rel="prev">
          <Icon name="prev" />
          Page {page - 1}
        </a>
      )}
      {page < pages && (
        <a className="inline-flex min-h-6 items-center gap-1" href={to(page + 1)} rel="next">
          Page {page + 1}
          <Icon name="next" />
        </a>
      )}
    </nav>
  );
};

/** A text, paragraph by paragraph, with the numbers of what was said to each, and the way to say more. */
const Deck = ({ of, pin, title }: { of: NonNullable<View["paragraphs"]>; pin?: { action: string; place: number }; title: string }) => (
  <article className="deck" aria-label={title}>
    {of.map(({ number, blocks, notes }) => (
      <section key={number} id={`paragraph-${number}`}>
        <div className="min-w-0">
          <Prose of={blocks as never} from={2} />
        </div>
        <p className="flex flex-wrap content-start items-start gap-1.5">
          {notes.map((note) => (
            <a key={note.number} className={note.settled ? "pin pin-settled" : "pin"} href={`#pin-${note.number}`}>
              <span className="sr-only">{note.settled ? "Settled pin " : "Pin "}</span>
              {note.number}
            </a>
          ))}
          {pin && (
            <a className="inline-flex min-h-7 items-center text-small noprint" href={`${pin.action}?piece=${pin.place}&paragraph=${number}`}>
              Comment<span className="sr-only"> on paragraph {number}</span>
            </a>
          )}
        </p>
      </section>
    ))}
  </article>
);

/** The pieces of a round where there are several: small pictures that lead to each. */
export const Pieces = ({ of, here }: { of: (Jsonified<PieceShown> & { place: number; notes: number; current: boolean })[]; here: string }) =>
  of.length > 1 ? (
    <nav aria-label="What this round shows" className="mb-5">
      <ul className="flex flex-wrap gap-x-4 gap-y-3 text-small">
        {of.map(({ id, title, name, place, notes, thumbnail, current }) => (
          <li key={id}>
            <a href={place === 1 ? here : `${here}?piece=${place}`} aria-current={current ? "true" : undefined} className="flex min-h-6 items-center gap-2 aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:no-underline">
              <span className="thumb">{thumbnail ? <img {...thumbnail} alt="" loading="lazy" decoding="async" /> : name && <span className="ext" aria-hidden="true">{extensionOf(name)}</span>}</span>
              <span className="wrap-anywhere">
                {title}
                {notes > 0 && <span className="count ml-1.5">{notes}<span className="sr-only"> open</span></span>}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  ) : null;

/** Pins, each at an address of its own, linked with its spot both ways; answers beneath, settled ones last said. `at` is the deliverable's address, `here` this page's. */
export const Notes = ({ of, at, here, spots }: { of: Note[]; at: string; here: string; spots: number[] }) => (
  <ol data-notes="">
    {of.map((note) => (
      <li key={note.id} id={`pin-${note.number}`} tabIndex={-1} className="pinrow grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3.5 border-t border-rule py-4 first:border-t-0 first:pt-0">
        <Number of={note} here={here} inView={spots.includes(note.number)} />
        <div className="min-w-0">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-semibold wrap-anywhere">{note.you ? "You" : note.name}</span>
            <span className="text-fine text-ink-3">
              <When at={note.at} />
            </span>
          </p>
          <p className="text-fine text-ink-3 wrap-anywhere">{note.where}</p>
          <p className="mt-0.5 whitespace-pre-line wrap-anywhere">{note.body}</p>
          {note.replies.map(({ id, name, you, body }) => (
            <p key={id} className="mt-2 border-l border-rule pl-3 text-small text-ink-2 whitespace-pre-line wrap-anywhere">
              <strong>{you ? "You" : name}</strong> {body}
            </p>
          ))}
          <p className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-small">
            {note.settled && (
              <span className="badge t-done">
                <Icon name="done" />
                Settled
              </span>
            )}
            {(note.mayReply || note.maySettle) && (
              <a className="inline-flex min-h-6 items-center noprint" href={`${at}/pins/${note.id}`}>
                {note.settled ? "Open again" : note.mayReply ? (note.maySettle ? "Answer or settle" : "Answer") : "Settle"}
                <span className="sr-only"> pin {note.number}</span>
              </a>
            )}
          </p>
        </div>
      </li>
    ))}
  </ol>
);

function Number({ of: { number, settled, x, paragraph, seenAt }, here, inView }: { of: Note; here: string; inView: boolean }) {
  const looks = settled ? "pin pin-settled" : "pin";
  const to = x !== null ? `${here}${seenAt}#p${number}` : paragraph !== null ? `${here}${seenAt}#paragraph-${paragraph}` : null;
  if (!to) return <span className={looks}>{number}</span>;
  return (
    <a className={looks} href={inView ? `#p${number}` : to}>
      <span className="sr-only">Show pin </span>
      {number}
      <span className="sr-only"> on the work</span>
    </a>
  );
}
