import type { IconName } from "#app/lib/icons.ts";
import sprite from "./icons.svg?url";

/** Decorative: the word always stands beside it. */
export const Icon = ({ name, className = "size-4" }: { name: IconName; className?: string }) => (
  <svg className={className} viewBox="0 0 16 16" aria-hidden="true">
    <use href={`${sprite}#${name}`} />
  </svg>
);
