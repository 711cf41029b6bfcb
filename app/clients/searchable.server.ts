import { clients, contacts } from "#db/schema/index.ts";
import type { Searchable } from "#app/lib/searchable.ts";
import { visibleTo } from "./clients.server.ts";
import { visibleTo as contactVisibleTo } from "./contacts.server.ts";
import { clientPath } from "./paths.ts";

export const searchables = [
  { kind: "client", label: "Clients", one: "Client", table: clients, visibleTo, place: { staff: ({ id }) => clientPath(id) } },
  { kind: "contact", label: "Contacts", one: "Contact", table: contacts, visibleTo: contactVisibleTo, place: { staff: ({ clientId }) => clientPath(clientId!) } },
  { kind: "client_note", label: "Internal notes", one: "Internal notes", table: clients, visibleTo, place: { staff: ({ id }) => clientPath(id) } },
] satisfies Searchable[];
