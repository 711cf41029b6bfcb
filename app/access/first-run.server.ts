import { randomInt } from "node:crypto";
import type { z } from "zod";
import { transact } from "#db/client.server.ts";
import { agency, members, people } from "#db/schema/index.ts";
import { foundAgency } from "#app/agency/agency.server.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { hashed, newId } from "#app/lib/id.server.ts";
import { NotFound, Refused } from "#app/lib/refused.ts";
import { addressKey, countAttempt } from "#app/people/attempts.server.ts";
import { hashPassword, requireUncommon } from "#app/people/passwords.server.ts";
import type { Stranger } from "#app/people/viewer.ts";
import { letIn } from "./entry.server.ts";
import type { FirstRunForm } from "./forms.server.ts";

// Without letters and digits that look alike. Twelve of them are 58 bits.
const signs = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const made = () => Array.from({ length: 12 }, (_, at) => (at && at % 4 === 0 ? "-" : "") + signs[randomInt(signs.length)]).join("");

const held = globalThis as { parlourFirstRunCode?: string };

/**
 * The one-time code of the first run, for the log of whoever started this process; undefined once there is an agency.
 * It stands in this process's memory alone: another start has another code.
 */
export const firstRunCode = (): string | undefined => (foundAgency() ? undefined : (held.parlourFirstRunCode ??= made()));

const plain = (code: string) => code.toUpperCase().replace(/[^A-Z0-9]/g, "");
// Hashes are compared, so that the time taken says nothing of how much was right.
const isCode = (given: string) => hashed(plain(given)) === hashed(plain(firstRunCode() ?? made()));

/**
 * Makes the agency, its owner and their session in one transaction: of two at once, one. Throws NotFound where there is
 * an agency, Refused 422 for a wrong code or a common password, 429 after too many.
 */
export async function found(request: Request, viewer: Stranger, { code, agencyName, timeZone, currency, name, email, password }: z.output<typeof FirstRunForm>): Promise<Response> {
  transact((tx) => countAttempt(tx, { "first_run:address": addressKey(viewer.address) }));
  if (!isCode(code)) throw new Refused(422, "This is not the code in the log of this start. Copy it from there", { field: "code" });
  requireUncommon(password, [name, email, agencyName]);
  const passwordHash = await hashPassword(password);
  return transact((tx) => {
    if (foundAgency()) throw new NotFound();
    const at = now();
    const [personId, memberId] = [newId(), newId()];
    tx.insert(agency).values({ id: "agency", name: agencyName, email, timeZone, currency, locale: "en-US", brandColour: "#0f4c5c", createdAt: at }).run();
    tx.insert(people).values({ id: personId, email, name, passwordHash, passwordSetAt: at, createdAt: at }).run();
    tx.insert(members).values({ id: memberId, personId, name, role: "owner", invitedAt: at, activatedAt: at }).run();
    record(tx, { ...viewer, name }, "agency.founded", { kind: "agency", id: "agency", clientId: null, title: agencyName });
    return letIn(tx, request, viewer, { face: "staff", who: { personId, name, memberId }, method: "first_run" });
  });
}
