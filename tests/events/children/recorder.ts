import { db, open, transact } from "#db/client.server.ts";
import { leases } from "#db/schema/index.ts";
import { record } from "#app/events/record.server.ts";
import { now } from "#app/lib/clock.ts";
import { system } from "#app/people/viewer.ts";

const name = process.env.NAME!;
/** Lets the others have the lock for a moment. */
const makeWay = () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);

// Waits for its fellows, then records, each event in a transaction of its own; some are undone.
open(process.env.DATABASE!);
db.insert(leases).values({ name, holder: name, until: now() }).run();
while (db.select().from(leases).all().length < Number(process.env.FELLOWS)) makeWay();
for (let turn = 0; turn < 150; turn++) {
  try {
    transact((tx) => {
      record(tx, { ...system, name }, "project.changed", { kind: "project", id: name, clientId: null, title: "Turn" }, { turn });
      if (turn % 10 === 9) throw new Error("undone");
    });
  } catch (problem) {
    if ((problem as Error).message !== "undone") throw problem;
  }
  makeWay();
}
