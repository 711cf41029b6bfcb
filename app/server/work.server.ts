import { startPost } from "#app/events/post.server.ts";

/** What Parlour does unasked, while it runs: delivers letters. Gives a function that stops it and settles once it has. */
export function startWork(): () => Promise<void> {
  const stopPost = startPost();
  return async () => {
    await stopPost();
  };
}
