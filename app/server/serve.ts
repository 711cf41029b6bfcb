import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import type { ServerBuild } from "@remix-run/node";
import { type Front, inBuild, startFront } from "./start-front.ts";

export { startFront, inBuild };

/** The pages' build, which opens the database and brings it up to date as it loads. */
export const loadBuild = (folder = "build/server") => import(/* @vite-ignore */ pathToFileURL(resolve(folder, "index.js")).href) as Promise<ServerBuild>;

/** Serves PORT and HOST until a signal says stop; then what is running is finished, and the process ends with 0. */
export async function serve(build: ServerBuild): Promise<Front> {
  const { env, leaveGround } = inBuild(build);
  const front = await startFront({ build, port: env().PORT, host: env().HOST });
  inBuild(build).log.info({ url: front.url }, "listening");
  let stopping = false;
  const stop = async () => {
    // A second signal means now.
    if (stopping) process.exit(1);
    stopping = true;
    await front.close();
    leaveGround();
    process.exit(0);
  };
  process.on("SIGTERM", stop).on("SIGINT", stop);
  return front;
}

type Story = "told" | "kept" | "left out";

/**
 * Tells the demo story to an empty database, while Parlour is served to this machine alone. `insisted` is for
 * `npm run seed`: there a reason not to is an error, in a sentence.
 */
export async function tellStory(build: ServerBuild, { insisted = false } = {}): Promise<Story> {
  const { isLoopback, foundAgency, seed } = inBuild(build);
  if (!isLoopback()) {
    if (insisted) throw new Error("PUBLIC_URL: the demo story and its password are for this machine alone; set it to a loopback address, or leave it out.");
    return "left out";
  }
  if (foundAgency()) {
    if (insisted) throw new Error("DATA_DIR: the database is not empty, and the story is only told to an empty one. Choose another folder.");
    return "kept";
  }
  await seed();
  return "told";
}

/** What to say once it runs: where, and how to get in. */
export function* welcome(build: ServerBuild, { story: _story }: { url: string; story: Story }) {
  const { env } = inBuild(build);
  yield `Parlour runs at ${env().PUBLIC_URL}`;
}
