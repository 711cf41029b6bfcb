import { sqlite } from "#db/client.server.ts";

/** Answers 200 while the database answers. */
export function loader() {
  sqlite.prepare("SELECT 1").get();
  return new Response("ok\n", { headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" } });
}
