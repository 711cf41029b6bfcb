import { randomBytes, randomUUID } from "node:crypto";
import type { RequestHandler, Response } from "express";
import type { readsAddresses } from "./address.ts";
import type { InBuild } from "./start-front.ts";
import { carriesToken, pathForLog } from "./token-paths.ts";

interface Given {
  front: InBuild;
  log: InBuild["log"];
  addresses: ReturnType<typeof readsAddresses>;
  stopping: AbortSignal;
}

/** Gives a request its name, reads who is asking, sees to the headers of every answer, and writes its one line in the log. */
export const introduce =
  ({ front, log, addresses, stopping }: Given): RequestHandler =>
  (req, res, next) => {
    const began = process.hrtime.bigint();
    const told = { requestId: randomUUID(), clientAddress: addresses.addressOf(req), nonce: randomBytes(16).toString("base64") };
    res.locals.told = told;
    const asked = req.url;

    // A client that goes away in the middle is no fault of anybody's.
    res.on("error", () => {});
    req.on("error", () => {});
    res.on("close", () => {
      const line = { id: told.requestId, method: req.method, path: pathForLog(asked), status: res.statusCode, ms: Number((process.hrtime.bigint() - began) / 100_000n) / 10, address: told.clientAddress };
      log.info(res.writableFinished ? line : { ...line, leftEarly: true }, "request");
    });

    beforeHeaders(res, () => {
      const headers: Record<string, string> = {
        ...front.securityHeaders(),
        // Pages bring their own policy; whatever else we answer needs nothing at all.
        "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "Cache-Control": "no-store",
        "X-Request-Id": told.requestId,
        // With no-referrer a browser would post `Origin: null`, and the button of every mailed link would be refused.
        ...(carriesToken(asked) ? { "Referrer-Policy": "strict-origin" } : {}),
        ...(stopping.aborted ? { Connection: "close" } : {}),
      };
      for (const [name, value] of Object.entries(headers)) if (!res.hasHeader(name)) res.setHeader(name, value);
    });
    next();
  };

function beforeHeaders(res: Response, write: () => void) {
  const writeHead = res.writeHead;
  res.writeHead = function (this: Response, ...given: unknown[]) {
    write();
    return writeHead.apply(this, given as never);
  } as typeof writeHead;
}
