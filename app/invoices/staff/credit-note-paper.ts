import { asMember } from "#app/staff/door.server.ts";
import { creditNotePaper, paperAnswer } from "../paper.server.ts";

export const loader = asMember(async ({ member, params }) => paperAnswer(await creditNotePaper(member, params.id!, params.note!)), { only: ["owner", "manager"] });
