import { open } from "#db/client.server.ts";
import { standAt } from "#app/lib/clock.ts";
import { remindDue } from "#app/needs/reminding.server.ts";

// One look through what waits for everybody, at a given instant.
open(process.env.DATABASE!);
standAt(new Date(process.env.AT!));
process.stdout.write(String(await remindDue()));
