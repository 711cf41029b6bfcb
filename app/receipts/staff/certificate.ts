import { asMember } from "#app/staff/door.server.ts";
import { certificateFile } from "../reading.server.ts";

export const loader = asMember(({ member, params }) => certificateFile(member, params.id!));
