import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { extensionOf } from "#app/documents/document.ts";
import { size } from "#app/lib/words.ts";
import { Icon } from "./icon.tsx";

/** A picture we made of a file: where it is served, and its size in pixels. */
export interface Shown {
  src: string;
  width: number;
  height: number;
}

const Mark = ({ name }: { name: string }) => (
  <span className="ext" aria-hidden="true">
    {extensionOf(name)}
  </span>
);

/** A file’s mark (a picture of it, where there is one; null where others in the list have one), its name and, beneath, what is said of it. The name is shown in its own direction, so that a hostile one cannot turn the line around. `to` leads to its page. */
export const FileName = ({ name, to, picture, children }: { name: string; to?: string; picture?: Shown | null; children?: ReactNode }) => (
  <span className="flex items-center gap-3">
    {picture === undefined ? (
      <Mark name={name} />
    ) : (
      <span className="thumb">{picture ? <img {...picture} alt="" loading="lazy" decoding="async" /> : <Mark name={name} />}</span>
    )}
    <span className="min-w-0 wrap-anywhere">
      {to ? (
        <Link to={to}>
          <bdi>{name}</bdi>
        </Link>
      ) : (
        <bdi className="font-medium">{name}</bdi>
      )}
      {children}
    </span>
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
