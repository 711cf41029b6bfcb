import { type Order, orders } from "./document.ts";

/** How a list of documents is asked for in its address: letters of the file's name, a label, an order. */
export const documentsFrom = ({ searchParams }: URL) => ({ name: searchParams.get("q")?.trim() ?? "", label: searchParams.get("label") ?? "", order: orderFrom(searchParams.get("order")) });
export type DocumentsAsked = ReturnType<typeof documentsFrom>;

const orderFrom = (given: string | null): Order => (given !== null && given in orders ? (given as Order) : "newest");

/** The same as the end of an address: "?q=scope&order=name", or nothing where all are asked for, newest first. */
export function addressOf({ name, label, order }: DocumentsAsked): string {
  const given = Object.entries({ q: name, label, order: order === "newest" ? "" : order }).filter(([, value]) => value);
  return given.length ? `?${new URLSearchParams(given)}` : "";
}
