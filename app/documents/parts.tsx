import { figure, size } from "#app/lib/words.ts";
import type { Face } from "#app/people/viewer.ts";
import type { Picture, PictureKind } from "#app/pictures/picture.ts";
import { BadgeOf } from "#app/ui/badge.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { DownloadLink, FileName, type Shown } from "#app/ui/file.tsx";
import type { Column } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { FILES_AT_ONCE, sharedBadge, staffOnlyBadge } from "./document.ts";

export interface DocumentRow {
  id: string;
  name: string;
  label: string | null;
  version: number;
  /** What changed with this version. */
  note: string | null;
  size: number;
  uploadedAt: Date | string;
  picture: Picture | null;
}

/** Where a face serves a document's pictures: the mark keeps what a browser has kept from standing for another. */
export const pictureAt = (face: Face, kind: PictureKind, id: string, { mark, width, height }: Picture, version?: number): Shown => ({
  src: `/${face}/${kind}s/${id}?${new URLSearchParams({ ...(version ? { version: String(version) } : {}), mark: mark.slice(0, 8) })}`,
  width,
  height,
});

/** A document's picture and name; beneath, its label and, from the second version on, what changed. */
export const nameColumn = (face: Face): Column<DocumentRow> => ({
  head: "Name",
  cell: ({ id, name, label, version, note, picture }) => (
    <FileName name={name} to={`/${face}/documents/${id}`} picture={picture && pictureAt(face, "thumbnail", id, picture)}>
      {(label || version > 1 || note) && (
        <span className="block text-fine font-normal text-ink-3">
          {label && <bdi className="font-semibold text-ink-2">{label}</bdi>}
          {label && (version > 1 || note) && " · "}
          {version > 1 && `Version ${version}`}
          {version > 1 && note && ": "}
          {note && <bdi>{note}</bdi>}
        </span>
      )}
    </FileName>
  ),
});
export const sizeColumn: Column<DocumentRow> = { head: "Size", right: true, cell: ({ size: bytes }) => <span className="whitespace-nowrap">{size(bytes)}</span> };
export const uploadedColumn: Column<DocumentRow> = { head: "Uploaded", cell: ({ uploadedAt }) => <Day at={uploadedAt} /> };
export const downloadColumn = (face: Face): Column<DocumentRow> => ({ head: "Download", quiet: true, right: true, cell: ({ id, name, size: bytes }) => <DownloadLink to={`/${face}/files/${id}`} name={name} bytes={bytes} /> });

export const SharedBadge = ({ shared }: { shared: boolean }) => <BadgeOf of={shared ? sharedBadge : staffOnlyBadge} />;

/** A document to look at: its first page, where that could be made a picture; else nothing. */
export const Look = ({ name, picture, pages }: { name: string; picture: Shown | null; pages: number | null }) =>
  picture ? (
    <figure className="look">
      <img {...picture} alt={name} loading="lazy" decoding="async" />
      {pages !== null && <figcaption className="mt-2 text-fine text-ink-3">{pages === 1 ? "One page" : `Page 1 of ${figure(pages)}`}</figcaption>}
    </figure>
  ) : null;

/** The labels of a project's documents, each a link that shows those under it alone. `here` is the list's own path. */
export const Labels = ({ labels, chosen, here, total }: { labels: { label: string; documents: number }[]; chosen: string; here: string; total: number }) =>
  labels.length > 0 ? (
    <nav aria-label="Labels">
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-small">
        {[{ label: "", documents: total }, ...labels].map(({ label, documents }) => (
          <li key={label}>
            <a href={label ? `${here}?${new URLSearchParams({ label })}` : here} aria-current={label === chosen ? "true" : undefined} className="inline-flex min-h-6 items-center gap-1.5 aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:no-underline">
              {label ? <bdi className="wrap-anywhere">{label}</bdi> : "All"} <span className="count">{documents}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  ) : null;

/** All that a list shows, in one file. `to` as `zipPath` gives it. */
export const ZipLink = ({ to, label }: { to: string; label?: string }) => (
  <a className="btn btn-small" href={to}>
    <Icon name="download" />
    {label ? `Download ${label} as a zip` : "Download all as a zip"}
  </a>
);

/** What may be chosen, said before it is. `limit` in bytes. */
export const limitsInWords = (limit: number, several: boolean) => (several ? `Up to ${size(limit)} a file, ${FILES_AT_ONCE} files at once. Any kind.` : `Up to ${size(limit)}. Any kind.`);

export const LinkExpired = ({ fresh, back }: { fresh: string; back: string }) => (
  <div className="border-t border-line pt-6 md:pt-8">
    <div className="max-w-letter">
      <h1>This link has expired</h1>
      <p className="page-lead text-ink-2">Each download link is made for one person and works for five minutes, so that it is worth nothing to anybody else.</p>
      <p className="mt-8 flex flex-wrap gap-3">
        <a className="btn btn-brand" href={fresh}>
          Get a fresh one
        </a>
        <a className="btn" href={back}>
          Back to the documents
        </a>
      </p>
    </div>
  </div>
);
