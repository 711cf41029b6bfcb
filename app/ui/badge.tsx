import type { Badge } from "#app/lib/badge.ts";
import { Icon } from "./icon.tsx";

export const BadgeOf = ({ of: { label, tone, icon, open } }: { of: Badge }) => (
  <span className={`badge t-${tone}${open ? " badge-open" : ""}`}>
    <Icon name={icon} />
    {label}
  </span>
);
