import { expect, test } from "vitest";
import { dana, packaging, tom } from "../support/cast.ts";
import { builtPortal } from "../support/portal.ts";

const { arriveAs, front } = await builtPortal();

const onRecord = () => front.sqlite.prepare("SELECT actor_id AS who, client_id AS client, json_extract(particulars, '$.path') AS path, json_extract(particulars, '$.attempts') AS attempts FROM events JOIN event_particulars USING (seq) WHERE action = 'act.refused' ORDER BY seq").all();

test("L3: what is not there is no refusal; what somebody may not do and tries is on record: the first time, the tenth, and not each time", async () => {
  expect((await arriveAs(tom).get("/staff/projects/no-such-project")).status).toBe(404);
  expect(onRecord()).toEqual([]);

  const visitor = arriveAs(dana);
  const thread = `/portal/projects/${packaging.id}/comments`;
  const form = (await visitor.get(thread)).form(thread);
  front.sqlite.exec(`UPDATE contacts SET can_comment = 0 WHERE id = '${dana.id}'`);
  for (let time = 0; time < 12; time++) expect((await visitor.submit(form, { body: `Try ${time}` })).status).toBe(403);
  expect(onRecord()).toEqual([1, 10].map((attempts) => ({ who: dana.id, client: dana.clientId, path: thread, attempts })));
});
