import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import type { ServerBuild } from "@remix-run/node";
import { type Front, inBuild, startFront } from "./start-front.ts";

export { startFront, inBuild };

/** The pages' build, which opens the database and brings it up to date as it loads. */
export const loadBuild = (folder = "build/server") => import(/* @vite-ignore */ pathToFileURL(resolve(folder, "index.js")).href) as Promise<ServerBuild>;

/** Serves PORT and HOST until a signal says stop; then what is running is finished, and the process ends with 0. */
export async function serve(build: ServerBuild): Promise<Front> {
  const { env, leaveGround, standOnStore, startReplica } = inBuild(build);
  await standOnStore();
  const stopReplica = startReplica();
  const front = await startFront({ build, port: env().PORT, host: env().HOST });
  inBuild(build).log.info({ url: front.url }, "listening");
  let stopping = false;
  const stop = async () => {
    // A second signal means now.
    if (stopping) process.exit(1);
    stopping = true;
    await front.close();
    // What was written last goes to the replica too.
    await stopReplica();
    leaveGround();
    process.exit(0);
  };
  process.on("SIGTERM", stop).on("SIGINT", stop);
  return front;
}

/** Tells the demo story to an empty database, while Parlour is served to this machine alone. Gives whether it did. */
export async function tellStory(build: ServerBuild): Promise<boolean> {
  const { isLoopback, foundAgency, seed } = inBuild(build);
  if (!isLoopback() || foundAgency()) return false;
  await seed();
  return true;
}

/** What to say once it runs: where, and how to get in. */
export function welcome(build: ServerBuild): string[] {
  const { env, isLoopback, foundAgency, firstRunCode, cast } = inBuild(build);
  const { PUBLIC_URL, SMTP_URL, DATA_DIR } = env();
  const code = firstRunCode();
  if (code) return ["", `Parlour runs at ${PUBLIC_URL}`, "", `Nobody is at home yet. Open ${PUBLIC_URL}/staff and set up your agency with this code: ${code}`, ""];

  const addresses = ["", "Parlour runs.", "", `  for clients      ${PUBLIC_URL}/portal`, `  for the agency   ${PUBLIC_URL}/staff`, ""];
  if (!isLoopback() || foundAgency()?.email !== cast.agency.email) return addresses;
  const people = { "Ruth, the agency's owner": cast.team.ruth, "Maya, its project manager": cast.team.maya, "Dana, a client": cast.contacts.dana };
  return [
    ...addresses,
    `The demo story is in. Everyone's password is ${cast.PASSWORD}.`,
    "",
    ...Object.entries(people).map(([who, { email }]) => `  ${email.padEnd(28)} ${who}`),
    "",
    ...(SMTP_URL ? [] : [`Letters are not sent anywhere: they lie in ${DATA_DIR}/outbox, and Ruth reads them at ${PUBLIC_URL}/staff/outbox.`, ""]),
  ];
}
