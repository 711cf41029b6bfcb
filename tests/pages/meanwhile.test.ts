import { once } from "node:events";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Contact, Member } from "#app/people/viewer.ts";
import { dana, harbor, maya, packaging, ruth } from "../support/cast.ts";
import { ledger } from "../support/ledger.ts";
import { builtPortal } from "../support/portal.ts";

const { front, url, arriveAs } = await builtPortal();
const { sqlite } = front;

beforeEach(() => void sqlite.exec("BEGIN"));
afterEach(() => void sqlite.exec("ROLLBACK"));

/** Posts a comment whose second half waits until the door was passed and something else has happened. */
async function slowly(who: Contact | Member, meanwhile: string) {
  const face = who.kind === "contact" ? "portal" : "staff";
  const path = `/${face}/projects/${packaging.id}/comments`;
  const visitor = arriveAs(who);
  const form = (await visitor.get(path)).form(path);
  const body = new URLSearchParams([...form.fields.filter(([name]) => name !== "body"), ["body", "Said on the way"]]).toString();
  // The door notes who was here, once a minute: that is how this test knows it was passed.
  sqlite.exec("UPDATE sessions SET last_seen_at = last_seen_at - 120000");
  const seen = () => (sqlite.prepare("SELECT max(last_seen_at) AS at FROM sessions").get() as { at: number }).at;
  const before = seen();

  const cookie = Object.entries(Object.values(visitor.jar)[0]!).map((pair) => pair.join("=")).join("; ");
  const posted = request(url + path, { method: "POST", headers: { Cookie: cookie, Origin: "http://localhost", Host: "localhost", "Content-Type": "application/x-www-form-urlencoded", "Content-Length": Buffer.byteLength(body) } });
  const answered = once(posted, "response");
  posted.write(body.slice(0, -5));
  await expect.poll(seen, { timeout: 10_000 }).toBeGreaterThan(before);

  sqlite.exec(meanwhile);
  const then = ledger(sqlite).digest;
  posted.end(body.slice(-5));
  const [response] = await answered;
  await text(response);
  return { status: response.statusCode as number, to: response.headers.location?.split("?")[0], changed: ledger(sqlite).digest !== then };
}

test("a comment that takes its time is posted all the same, while nothing changes", async () => {
  expect(await slowly(dana, "SELECT 1")).toMatchObject({ status: 303, changed: true });
});

test.for([
  ["Z7: the access ended", dana, `UPDATE contacts SET deactivated_at = 1 WHERE id = '${dana.id}'`, "/portal/login"],
  ["Z7: the client was archived", dana, `UPDATE clients SET archived_at = 1 WHERE id = '${harbor.id}'`, "/portal/login"],
  ["Z7: the session was ended from elsewhere", dana, "UPDATE sessions SET ended_at = 1, ended_why = 'signed_out'", "/portal/login"],
  ["Z6: the permission was taken away", dana, `UPDATE contacts SET can_comment = 0 WHERE id = '${dana.id}'`, undefined],
  ["Z7: the member has left", maya, `UPDATE members SET deactivated_at = 1 WHERE id = '${maya.id}'`, "/staff/login"],
  ["Z6: the member’s role changed", ruth, `UPDATE members SET role = 'member' WHERE id = '${ruth.id}'`, undefined],
] as const)("G1, G2, G4: %s while the form was on its way: nothing is recorded", async ([, who, meanwhile, to]) => {
  // The act is refused; who has no session any more is led out by the page that would have said so.
  expect(await slowly(who, meanwhile)).toEqual({ status: to ? 303 : 403, to, changed: false });
});
