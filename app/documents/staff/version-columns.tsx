import { size } from "#app/lib/words.ts";
import { DownloadLink, FileName } from "#app/ui/file.tsx";
import type { Column } from "#app/ui/table.tsx";
import { When } from "#app/ui/when.tsx";
import type { versionsOf } from "../versions.server.ts";

/** A version, with the id of its document. */
type Version = ReturnType<typeof versionsOf>[number] & { id: string };

export const versionColumns: Column<Version>[] = [
  { head: "Version", cell: ({ version }) => version },
  {
    head: "File",
    cell: ({ name, note, sha256 }) => (
      <FileName name={name}>
        {note && <span className="block text-fine font-normal whitespace-pre-line text-ink-2">{note}</span>}
        <span className="block text-fine font-normal text-ink-3">
          SHA-256 <code>{sha256}</code>
        </span>
      </FileName>
    ),
  },
  { head: "Size", right: true, cell: ({ size: bytes }) => size(bytes) },
  { head: "Uploaded", cell: ({ uploadedAt }) => <When at={uploadedAt} start /> },
  { head: "By", cell: ({ uploadedBy }) => uploadedBy },
  { head: "Download", quiet: true, right: true, cell: ({ id, version, name, size: bytes }) => <DownloadLink to={`/staff/files/${id}?version=${version}`} name={`${name}, version ${version}`} bytes={bytes} /> },
];
