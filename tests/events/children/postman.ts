import { open } from "#db/client.server.ts";
import { deliverDue } from "#app/events/post.server.ts";
import { smtp } from "#app/events/transport.server.ts";
import { pass } from "#app/lib/clock.ts";

// One pass of the post, some milliseconds later than now.
open(process.env.DATABASE!);
pass(Number(process.env.LATER ?? 0));
process.stdout.write(JSON.stringify(await deliverDue({ transport: smtp(process.env.MAIL!) })));
