import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import type { RequestHandler } from "express";

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};
const worthCompressing = new Set([".css", ".js", ".json", ".svg"]);
const compress = { br: promisify(brotliCompress), gzip: promisify(gzip) };

interface Asset {
  type: string;
  etag: string;
  lasting: boolean;
  plain: Buffer;
  br?: Promise<Buffer>;
  gzip?: Promise<Buffer>;
}

/**
 * Serves what the build made for browsers, from memory. Only files found here at the start exist: no path that is asked
 * for ever touches the disk. What has a hash in its name is kept by browsers for a year.
 */
export async function serveAssets(folder: string): Promise<RequestHandler> {
  const assets = new Map<string, Asset>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(join(folder).length).replaceAll("\\", "/");
    const type = types[extname(entry.name)];
    if (!entry.isFile() || !type || path.includes("/.")) continue;
    const plain = await readFile(join(folder, path));
    assets.set(path, { type, plain, etag: `"${createHash("sha256").update(plain).digest("base64url").slice(0, 16)}"`, lasting: path.startsWith("/assets/") });
  }

  return async (req, res, next) => {
    const asset = assets.get(req.path);
    if (!asset) return req.path.startsWith("/assets/") ? void res.status(404).type("text/plain").send("Not found\n") : next();
    if (req.method === "POST") return void res.status(405).set("Allow", "GET, HEAD").send();
    res.set({ "Cache-Control": asset.lasting ? "public, max-age=31536000, immutable" : "public, max-age=3600", ETag: asset.etag, "Content-Type": asset.type });
    if (req.fresh) return void res.status(304).end();
    const body = await encoded(asset, worthCompressing.has(extname(req.path)) && (req.acceptsEncodings("br") || req.acceptsEncodings("gzip")), (encoding) => res.set("Content-Encoding", encoding));
    if (worthCompressing.has(extname(req.path))) res.vary("Accept-Encoding");
    res.set("Content-Length", String(body.length)).end(req.method === "HEAD" ? undefined : body);
  };
}

/** Compressed as well as can be, once, when first wanted. */
function encoded(asset: Asset, accepted: string | false, say: (encoding: string) => void): Promise<Buffer> | Buffer {
  if (accepted !== "br" && accepted !== "gzip") return asset.plain;
  say(accepted);
  return (asset[accepted] ??= compress[accepted](asset.plain));
}
