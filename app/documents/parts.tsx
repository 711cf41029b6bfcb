import { size } from "#app/lib/words.ts";
import { BadgeOf } from "#app/ui/badge.tsx";
import { DownloadLink, FileName } from "#app/ui/file.tsx";
import type { Column } from "#app/ui/table.tsx";
import { Day } from "#app/ui/when.tsx";
import { FILES_AT_ONCE, sharedBadge, staffOnlyBadge } from "./document.ts";

export interface DocumentRow {
  id: string;
  name: string;
  size: number;
  uploadedAt: Date | string;
}

export const nameColumn: Column<DocumentRow> = { head: "Name", cell: ({ name }) => <FileName name={name} /> };
export const sizeColumn: Column<DocumentRow> = { head: "Size", right: true, cell: ({ size: bytes }) => <span className="whitespace-nowrap">{size(bytes)}</span> };
export const uploadedColumn: Column<DocumentRow> = { head: "Uploaded", cell: ({ uploadedAt }) => <Day at={uploadedAt} /> };
export const downloadColumn = (face: "portal" | "staff"): Column<DocumentRow> => ({ head: "Download", quiet: true, right: true, cell: ({ id, name, size: bytes }) => <DownloadLink to={`/${face}/files/${id}`} name={name} bytes={bytes} /> });

export const SharedBadge = ({ shared }: { shared: boolean }) => <BadgeOf of={shared ? sharedBadge : staffOnlyBadge} />;

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
