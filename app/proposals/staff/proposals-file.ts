import { dayHere } from "#app/agency/agency.server.ts";
import { csvAnswer } from "#app/lib/csv.server.ts";
import { amountFrom } from "#app/lib/money.ts";
import { allOf } from "#app/lib/pages.ts";
import { asMember } from "#app/staff/door.server.ts";
import { proposalsAsked } from "../asked.ts";
import { staffBadge } from "../proposal.ts";
import { proposals } from "../proposals.server.ts";
import { type Shown, shown } from "./shown.server.ts";

export const loader = asMember(({ member, request }) => {
  const { filter, order } = proposalsAsked(new URL(request.url));
  // Each brings its whole text with it: some at a time.
  return csvAnswer("Proposals", columns, allOf((slice) => proposals(member).page(slice, filter, order).map(shown), 500));
});

const columns = [
  { head: "Number", cell: ({ number }: Shown) => number },
  { head: "Proposal", cell: ({ title }: Shown) => title },
  { head: "Client", cell: ({ clientName }: Shown) => clientName },
  { head: "Version", cell: ({ version }: Shown) => version || null },
  { head: "Fee", cell: ({ feeModel }: Shown) => feeModel },
  { head: "Amount", cell: ({ price }: Shown) => Number(amountFrom(price.minor, price.currency)) },
  { head: "Currency", cell: ({ price }: Shown) => price.currency },
  { head: "Price in words", cell: ({ price }: Shown) => price.shown },
  { head: "Sent", cell: ({ sentAt }: Shown) => dayHere(sentAt) },
  { head: "Open until", cell: ({ until }: Shown) => until },
  { head: "Status", cell: ({ status }: Shown) => staffBadge[status].label },
  { head: "Written by", cell: ({ authorName }: Shown) => authorName },
];
