import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type ErrorRequestHandler, type Response } from "express";
import { serveAssets } from "./assets.ts";
import { branchesOf } from "./branches.ts";
import type * as FrontOfBuild from "./front.server.ts";
import { readsAddresses } from "./address.ts";
import { introduce } from "./introduce.ts";
import { refuse } from "./refuse.ts";

export type InBuild = typeof FrontOfBuild;
interface Given {
  build: ServerBuild;
  port: number;
  host?: string;
  log?: InBuild["log"];
  /** False where a test wants the post left lying: no letters are delivered, no files swept. */
  working?: boolean;
}
export interface Front {
  url: string;
  /** Milliseconds anybody has. */
  limits: Readonly<typeof limits>;
  /** Finishes what is running (8 seconds at most) and stops the post. The database stays open: it was not opened here. */
  close(): Promise<void>;
}

const SECOND = 1000;

// An upload may take long, but never without a byte for a minute (see below); other bodies are bounded by `refuse`.
const limits = { headersTimeout: 15 * SECOND, requestTimeout: 2 * 60 * 60 * SECOND, keepAliveTimeout: 65 * SECOND };

/** What the pages' build hands to the front: the same database, clock, configuration and log. */
export const inBuild = (build: ServerBuild) => (build.entry.module as unknown as { front: InBuild }).front;

/**
 * Serves a build: what stands between the network and Remix. Port 0 takes any free one.
 * Throws a sentence where the configuration is bad or the port is taken.
 */
export async function startFront({ build, port, host = "127.0.0.1", log = inBuild(build).log, working = true }: Given): Promise<Front> {
  const front = inBuild(build);
  const addresses = readsAddresses(front.env().TRUSTED_PROXIES);
  const stopping = new AbortController();

  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("trust proxy", addresses.trusts);
  app.use(introduce({ front, log, addresses, stopping: stopping.signal }));
  app.use(refuse({ front, stopping: stopping.signal }));
  app.use(await serveAssets(build.assetsBuildDirectory));
  app.use(compression({ level: 4 }), flushOnlyEvents);
  app.use(branchesOf(build, { getLoadContext: (_, res) => ({ ...res.locals.told, drained: () => drained(res) }) }));
  app.use(lastWord(log));

  const server = createServer({ maxHeaderSize: 16 * 1024, connectionsCheckingInterval: 5 * SECOND, ...limits }, app);
  server.maxHeadersCount = 100;
  // Whoever neither sends nor takes a byte for a minute has gone.
  server.setTimeout(60 * SECOND);
  const opened = new Set<Socket>();
  server.on("connection", (socket) => opened.add(socket.once("close", () => opened.delete(socket))));
  await new Promise<void>((resolve, reject) => server.once("error", (problem) => reject(new Error(listening(problem, port)))).listen(port, host, resolve));
  const stopWork = working ? front.startWork() : async () => {};

  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`,
    limits,
    async close() {
      stopping.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Node does not call a connection idle that never asked for anything; browsers open such ones ahead.
      for (const socket of opened) if (socket.bytesRead === 0) socket.destroy();
      const idle = setInterval(() => server.closeIdleConnections(), 100);
      const enough = setTimeout(() => server.closeAllConnections(), 8 * SECOND);
      await Promise.all([closed, stopWork()]);
      clearInterval(idle);
      clearTimeout(enough);
    },
  };
}

/** Settles when the client has taken what was written so far, or has gone: without it a slow reader costs the whole file in memory. */
const drained = (res: Response) =>
  new Promise<void>((resolve) => {
    if (!res.writableNeedDrain || res.destroyed) return resolve();
    const settle = () => (res.off("drain", settle), res.off("close", settle), resolve());
    res.on("drain", settle).on("close", settle);
  });

/** Remix asks for a flush after each chunk, which makes compression worse; only a stream of events needs it. */
const flushOnlyEvents: express.RequestHandler = (_, res, next) => {
  const answer = res as Response & { flush: () => void };
  const flush = answer.flush.bind(answer);
  answer.flush = () => void (/event-stream/.test(String(res.getHeader("Content-Type"))) && flush());
  next();
};

/** What nobody expected: logged with its stack; the person gets the request's name to quote, and nothing else. */
const lastWord =
  (log: InBuild["log"]): ErrorRequestHandler =>
  (problem, _req, res, _next) => {
    const gone = res.destroyed || res.socket?.destroyed;
    if (!gone) log.error({ id: res.locals.told?.requestId, err: problem }, "problem");
    if (res.headersSent || gone) return void res.destroy();
    res.status(500).type("text/plain").send(`Something broke on our side. If you tell us, quote ${res.locals.told?.requestId}.\n`);
  };

const listening = (problem: NodeJS.ErrnoException, port: number) =>
  problem.code === "EADDRINUSE" ? `PORT: ${port} is already in use. Stop what uses it, or choose another.` : problem.code === "EACCES" ? `PORT: ${port} may not be used by this user. Choose one above 1023.` : `PORT and HOST: cannot listen there (${problem.code}).`;
