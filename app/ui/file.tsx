import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { extensionOf } from "#app/documents/document.ts";
import { size } from "#app/lib/words.ts";
import { Icon } from "./icon.tsx";

/** A file's mark and name. The name is shown in its own direction, so that a hostile one cannot turn the line around. `to` leads to its page, on the staff side. */
export const FileName = ({ name, to, children }: { name: string; to?: string; children?: ReactNode }) => (
  <span className="flex items-center gap-3">
    <span className="ext" aria-hidden="true">
      {extensionOf(name)}
    </span>
    {to ? (
      <Link to={to} className="min-w-0 wrap-anywhere">
        <bdi>{name}</bdi>
      </Link>
    ) : (
      <bdi className="min-w-0 font-medium wrap-anywhere">{name}</bdi>
    )}
    {children}
  </span>
);

export const DownloadLink = ({ to, name, bytes }: { to: string; name: string; bytes: number }) => (
  <a className="btn btn-small" href={to}>
    <Icon name="download" />
    Download
    <span className="sr-only">
      {" "}
      {name}, {size(bytes)}
    </span>
  </a>
);
