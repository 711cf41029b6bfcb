import { dayHere } from "#app/agency/agency.server.ts";
import { csvAnswer } from "#app/lib/csv.server.ts";
import { allOf } from "#app/lib/pages.ts";
import { asMember } from "#app/staff/door.server.ts";
import { lettersAsked } from "../asked.ts";
import { type Listed, letterbook } from "../letterbook.server.ts";
import { letterBadge } from "../post.ts";

export const loader = asMember(
  ({ member, request }) => {
    const asked = lettersAsked(new URL(request.url));
    return csvAnswer("Letters", columns, allOf((slice) => letterbook(member).page(asked, slice)));
  },
  { only: ["owner"] },
);

const columns = [
  { head: "About", cell: ({ about }: Listed) => about },
  { head: "And more", cell: ({ more }: Listed) => more },
  { head: "To", cell: ({ to }: Listed) => to },
  { head: "E-mail", cell: ({ address }: Listed) => address },
  { head: "State", cell: ({ state }: Listed) => letterBadge[state].label },
  { head: "Why", cell: ({ why }: Listed) => why },
  { head: "Asked for", cell: ({ queuedAt }: Listed) => dayHere(queuedAt) },
  { head: "Sent", cell: ({ sentAt }: Listed) => dayHere(sentAt) },
];
