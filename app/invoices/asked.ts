import { type Sorted, sortFrom } from "#app/lib/pages.ts";
import { type Bucket, buckets } from "./invoice.ts";

/** What a list may be asked for; "open" is everything that is still owed. */
export const filters = ["draft", "open", "overdue", "partially_paid", "disputed", "paid", "written_off", "void"] as const;
export type InvoiceState = (typeof filters)[number];
export const filterWords: Record<InvoiceState, string> = { draft: "Draft", open: "Owed", overdue: "Overdue", partially_paid: "Part paid", disputed: "Disputed", paid: "Paid", written_off: "Written off", void: "Void" };

export const invoiceOrders = ["issued", "number", "client", "project", "due", "total", "balance"] as const;
export type InvoiceOrder = Sorted<(typeof invoiceOrders)[number]>;
export const newestFirst: InvoiceOrder = { by: "issued", direction: "descending" };

/** Which invoices a member's URL asks for, as it was asked and as it is meant, and in what order: the list and its file read it alike. */
export function invoicesAsked(url: URL) {
  const read = (name: string) => (url.searchParams.get(name) ?? "").slice(0, 120);
  const state = filters.find((one) => one === read("state"));
  const bucket: Bucket | undefined = buckets.find((one) => one === read("age"));
  const currency = /^[A-Z]{3}$/.test(read("currency")) ? read("currency") : "";
  const asked = { state: state ?? "", client: read("client"), project: read("project"), search: read("search"), currency, age: bucket ?? "" };
  return { asked, filter: { state, bucket, clientId: asked.client || undefined, projectId: asked.project || undefined, currency: currency || undefined, search: asked.search.trim() || undefined }, order: sortFrom(url, invoiceOrders, newestFirst) };
}

/** What a contact may narrow their invoices to. */
export const portalFilters = ["open", "overdue", "partially_paid", "disputed", "paid", "void"] as const satisfies readonly InvoiceState[];
export const portalOrders = ["issued", "number", "project", "due", "total", "balance"] as const;

/** Which of a client's own invoices a URL asks for, and in what order; `open` is the one that is read over the list. */
export function portalInvoicesAsked(url: URL) {
  const read = (name: string) => (url.searchParams.get(name) ?? "").slice(0, 120);
  const state = portalFilters.find((one) => one === read("state"));
  const asked = { state: state ?? "", search: read("search") };
  return { asked, open: read("open") || null, filter: { state, search: asked.search.trim() || undefined }, order: sortFrom(url, portalOrders, newestFirst as Sorted<(typeof portalOrders)[number]>) };
}
