import { Readable } from "node:stream";
import { stringify } from "csv-stringify";
import { attachmentNamed } from "./attachment.server.ts";

export type Cell = string | number | boolean | null | undefined;

/**
 * The one writer of CSV (RFC 4180, UTF-8 with a byte order mark, since spreadsheets guess wrong without it). Text that a
 * spreadsheet would take for a formula (= + - @, tab, carriage return) is defused with an apostrophe; numbers are not.
 * `rows` are asked for as they are sent, so a long list costs no memory.
 */
export function csvAnswer<Row>(name: string, columns: { head: string; cell: (row: Row) => Cell }[], rows: Iterable<Row>): Response {
  const lines = function* () {
    yield columns.map(({ head }) => head);
    for (const row of rows) yield columns.map(({ cell }) => defused(cell(row)));
  };
  const text = Readable.from(lines()).pipe(stringify({ bom: true, record_delimiter: "windows", quoted_match: /[\r\n]/, cast: { boolean: (value) => (value ? "yes" : "no") } }));
  return new Response(Readable.toWeb(text) as ReadableStream, {
    headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": attachmentNamed(`${name}.csv`), "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store" },
  });
}

const defused = (cell: Cell): Cell => (typeof cell === "string" && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
