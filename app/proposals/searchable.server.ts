import { proposals } from "#db/schema/index.ts";
import type { Searchable } from "#app/lib/searchable.ts";
import { visibleTo } from "./proposals.server.ts";

const staff = ({ id }: { id: string }) => `/staff/proposals/${id}`;

export const searchables: Searchable[] = [
  { kind: "proposal", label: "Proposals", one: "Proposal", table: proposals, visibleTo, place: { staff, portal: ({ id }) => `/portal/proposals/${id}` } },
  // What nobody was sent yet: a contact never looks among these.
  { kind: "proposal_draft", label: "Proposals", one: "Draft of a proposal", table: proposals, visibleTo, place: { staff } },
];
