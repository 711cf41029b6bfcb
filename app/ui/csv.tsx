import { Icon } from "./icon.tsx";

/** The list as a file. `of` says which, where a page leads to several; `apart`, where it stands below its list. */
export const CsvLink = ({ to, of, apart }: { to: string; of?: string; apart?: boolean }) => (
  <a className={apart ? "btn btn-small mt-6" : "btn"} href={to}>
    <Icon name="download" />
    {of ? `${of} (CSV)` : "Download CSV"}
  </a>
);
