import { invoices } from "#db/schema/index.ts";
import type { Searchable } from "#app/lib/searchable.ts";
import { visibleTo } from "./invoices.server.ts";

const staff = ({ id }: { id: string }) => `/staff/invoices/${id}`;

export const searchables: Searchable[] = [
  { kind: "invoice", label: "Invoices", one: "Invoice", table: invoices, visibleTo, place: { staff, portal: ({ id }) => `/portal/invoices/${id}` } },
  // What nobody was sent yet: a contact never looks among these.
  { kind: "invoice_draft", label: "Invoices", one: "Draft invoice", table: invoices, visibleTo, place: { staff } },
];
