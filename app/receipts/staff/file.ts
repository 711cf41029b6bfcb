import { asMember } from "#app/staff/door.server.ts";
import { receiptFile } from "../reading.server.ts";

export const loader = asMember(({ member, params }) => receiptFile(member, params.id!));
