import type { ServerBuild } from "@remix-run/node";
import { afterAll } from "vitest";
import { hashed } from "#app/lib/id.server.ts";
import type { Contact, Member } from "#app/people/viewer.ts";
import { inBuild, startFront } from "#app/server/start-front.ts";
import { sessions } from "#db/schema/index.ts";
import { setTheStage } from "./cast.ts";
import { type Ask, visitor } from "./visitor.ts";

/**
 * The portal as it is deployed: the build behind the real front, in this process, on a port and a database of its own.
 * The post rests, so that what waits can be read; `letters.ts` delivers it.
 */
export async function builtPortal() {
  const build = (await import("../../build/server/index.js" as string)) as ServerBuild;
  const front = inBuild(build);
  if (!front.sqlite.prepare("SELECT 1 FROM agency").get()) front.transact((tx) => setTheStage(tx));
  const { url, close } = await startFront({ build, port: 0, working: false });
  afterAll(close);

  const store = process.env.S3_ENDPOINT;
  const ask: Ask = async (request) => {
    const { pathname, search } = new URL(request.url);
    const headers = new Headers(request.headers);
    if (!headers.has("Accept-Encoding")) headers.set("Accept-Encoding", "identity");
    const answer = await fetch(url + pathname + search, { method: request.method, headers, body: request.body ? await request.arrayBuffer() : undefined, redirect: "manual" });
    // To a store elsewhere a browser goes on by itself.
    const to = answer.status === 302 ? answer.headers.get("Location") : null;
    return to && store && to.startsWith(store) ? fetch(to, { headers: headers.has("Range") ? { Range: headers.get("Range")! } : {} }) : answer;
  };

  /** A visitor who is already signed in, by a session of their own. */
  let arrivals = 0;
  const arriveAs = (who: Contact | Member) => {
    const secret = `${who.id}-${(arrivals += 1)}`;
    const face = who.kind === "contact" ? "portal" : "staff";
    front.db
      .insert(sessions)
      .values({ id: hashed(secret), face, personId: who.personId, contactId: who.kind === "contact" ? who.id : null, memberId: who.kind === "member" ? who.id : null, method: "password", address: "", agent: "", createdAt: front.clock.now(), lastSeenAt: front.clock.now() })
      .run();
    return visitor(ask, { [`/${face}`]: { [face]: secret } });
  };
  return { build, front, url, ask, arriveAs, stranger: () => visitor(ask) };
}
