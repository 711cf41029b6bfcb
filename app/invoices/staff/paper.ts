import { asMember } from "#app/staff/door.server.ts";
import { invoicePaper, paperAnswer } from "../paper.server.ts";

export const loader = asMember(async ({ member, params }) => paperAnswer(await invoicePaper(member, params.id!)), { only: ["owner", "manager"] });
