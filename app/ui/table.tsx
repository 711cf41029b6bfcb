import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

interface Sort {
  to: string;
  now: "ascending" | "descending" | undefined;
}

export interface Column<Row> {
  /** The column's head; where `quiet`, heard but not seen. */
  head: string;
  quiet?: boolean;
  /** Figures and actions stand on the right. */
  right?: boolean;
  /** For a list that can be put in this column's order: the address that does, and how it stands now. */
  sort?: Sort;
  /** Or its name among the table's `orders`. */
  order?: string;
  cell: (row: Row) => ReactNode;
}

/**
 * A ledger: the first column is the row's head. Below 768px rows become blocks with the head before each value;
 * explicit roles keep the table's meaning there.
 */
export const Table = <Row,>({ caption, columns, rows, rowKey, orders = {}, rowClass, mid, foot }: { caption: string; columns: Column<Row>[]; rows: Row[]; rowKey: (row: Row) => string; orders?: Record<string, Sort>; rowClass?: (row: Row) => string | undefined; mid?: boolean; foot?: ReactNode }) => (
  <>
    <SortLinks columns={columns} />
    <table className={mid ? "ledger stack mid" : "ledger stack"} role="table">
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ head, quiet, right, order, sort = order === undefined ? undefined : orders[order] }) => (
            <th key={head} scope="col" role="columnheader" className={right ? "n" : undefined} aria-sort={sort?.now}>
              {sort ? (
                <a className="sort" href={sort.to}>
                  {head}
                </a>
              ) : quiet ? (
                <span className="sr-only">{head}</span>
              ) : (
                head
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row" className={rowClass?.(row)}>
            {columns.map(({ head, quiet, right, cell }, index) =>
              index === 0 ? (
                <th key={head} scope="row" role="rowheader">
                  {cell(row)}
                </th>
              ) : (
                <td key={head} role="cell" className={right ? "n" : undefined} data-label={quiet ? undefined : head}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
      {foot}
    </table>
  </>
);

/** On a phone the heads are not there: what they do stands above the list. */
const SortLinks = <Row,>({ columns }: { columns: Column<Row>[] }) => {
  const sortable = columns.filter(({ sort }) => sort);
  return sortable.length === 0 ? null : (
    <nav className="mb-3 flex flex-wrap items-baseline gap-x-4 text-small md:hidden print:hidden" aria-label="Order">
      <span className="text-ink-3">In order of</span>
      {sortable.map(({ head, sort }) => (
        <a key={head} href={sort!.to} aria-current={sort!.now && "true"} className="inline-flex min-h-6 items-center">
          {head}
          {sort!.now && <span aria-hidden="true">{sort!.now === "ascending" ? " ↓" : " ↑"}</span>}
        </a>
      ))}
    </nav>
  );
};

/** A slice of a long list, as `pageOf` in lib/pages.ts gives it. */
export interface PageOf {
  first: number;
  last: number;
  total: number;
  newer: string | null;
  older: string | null;
}

/** "1 to 24 of 90", Newer, Older: real links. Nothing where there is one page. */
export const Pages = ({ of: { first, last, total, newer, older }, label }: { of: PageOf; label: string }) =>
  newer || older ? (
    <nav className="mt-6 flex items-center justify-between gap-4 text-small" aria-label={label}>
      <p className="num text-ink-3">
        {first} to {last} of {total}
      </p>
      <p className="flex gap-5">
        {newer && (
          <a href={newer} className="inline-flex min-h-6 items-center gap-1" rel="prev">
            <Icon name="prev" />
            Newer
          </a>
        )}
        {older && (
          <a href={older} className="inline-flex min-h-6 items-center gap-1" rel="next">
            Older
            <Icon name="next" />
          </a>
        )}
      </p>
    </nav>
  ) : null;
