import { type ServerBuild, createRequestHandler } from "@remix-run/node";
import type * as Front from "#app/server/front.server.ts";
import { hashed } from "#app/lib/id.server.ts";
import { sessions } from "#db/schema/index.ts";
import type { Contact, Member } from "#app/people/viewer.ts";
import { setTheStage } from "./cast.ts";
import { type Ask, visitor } from "./visitor.ts";

/** The portal as it is deployed: the build, in this process, on a database of its own. */
export async function builtPortal() {
  const build = (await import("../../build/server/index.js" as string)) as ServerBuild;
  const front = (build.entry.module as unknown as { front: typeof Front }).front;
  if (!front.sqlite.prepare("SELECT 1 FROM agency").get()) front.transact((tx) => setTheStage(tx));
  const handler = createRequestHandler(build, "test");
  const ask: Ask = (request) => handler(request, { clientAddress: "203.0.113.7", requestId: "test" });

  /** A visitor who is already signed in, by a session of their own. */
  const arriveAs = (who: Contact | Member) => {
    const secret = `${who.id}-${Math.random()}`;
    const face = who.kind === "contact" ? "portal" : "staff";
    front.db
      .insert(sessions)
      .values({ id: hashed(secret), face, personId: who.personId, contactId: who.kind === "contact" ? who.id : null, memberId: who.kind === "member" ? who.id : null, method: "password", address: "", agent: "", createdAt: front.clock.now(), lastSeenAt: front.clock.now() })
      .run();
    return visitor(ask, { [`/${face}`]: { [face]: secret } });
  };
  return { build, front, ask, arriveAs, stranger: () => visitor(ask) };
}
