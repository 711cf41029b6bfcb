import { asMember } from "#app/staff/door.server.ts";
import { paperAnswer } from "../paper.server.ts";
import { periodFrom, statementPaper } from "../statement.server.ts";

export const loader = asMember(async ({ member, params, request }) => paperAnswer(await statementPaper(member, params.id!, periodFrom(new URL(request.url)))), { only: ["owner", "manager"] });
