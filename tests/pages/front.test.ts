import { existsSync, readFileSync, readdirSync } from "node:fs";
import { connect } from "node:net";
import { afterAll, expect, test } from "vitest";
import { startFront } from "#app/server/start-front.ts";
import { dana, packaging } from "../support/cast.ts";
import { asking } from "../support/front.ts";
import { builtPortal } from "../support/portal.ts";

const { build, arriveAs } = await builtPortal();
const here = await startFront({ build, port: 0, working: false });
afterAll(() => here.close());
const ask = asking(here.url);
const cookieOfDana = Object.entries(arriveAs(dana).jar["/portal"]!).map((pair) => pair.join("=")).join("; ");
const form = { "Content-Type": "application/x-www-form-urlencoded" };
const ours = { ...form, Origin: "http://localhost" };

test("C2, C3, C5: a private page may not be framed, kept, or run any script but ours", async () => {
  const { status, headers, body } = await ask("/portal/home", { headers: { Cookie: cookieOfDana } });
  expect(status).toBe(200);
  const policy = String(headers["content-security-policy"]);
  for (const part of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"]) expect(policy).toContain(part);
  expect(policy).not.toContain("unsafe-");
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}'/);
  expect(headers["x-frame-options"]).toBe("DENY");
  expect(headers["cache-control"]).toBe("no-store");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("same-origin");
  expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
  expect(headers["permissions-policy"]).toContain("camera=()");
  expect(headers["x-powered-by"]).toBeUndefined();
  expect(body).not.toMatch(/<[^>]+ style=/);
  for (const [, script] of body.matchAll(/<script(?![^>]*\bsrc=)([^>]*)>/g)) expect(script).toContain("nonce=");
});

test("C3: two answers never share a nonce", async () => {
  const nonce = async () => /nonce-([^']+)/.exec(String((await ask("/portal/home", { headers: { Cookie: cookieOfDana } })).headers["content-security-policy"]))![1];
  expect(await nonce()).not.toBe(await nonce());
});

test("every answer carries the headers, a redirect, a stranger's data request and a missing file too", async () => {
  for (const path of ["/portal/home", "/portal/home.data", "/assets/none.js", "/nowhere", "/healthz"]) {
    const { headers } = await ask(path);
    expect([path, headers["x-content-type-options"], headers["content-security-policy"]?.includes("frame-ancestors 'none'"), headers["x-request-id"]?.length]).toEqual([path, "nosniff", true, 36]);
  }
});

test.for([
  ["a foreign origin", { Origin: "http://evil.test" }],
  ["the origin null", { Origin: "null" }],
  ["no origin, from across sites", { "Sec-Fetch-Site": "cross-site" }],
  ["no origin, from another host of the site", { "Sec-Fetch-Site": "same-site" }],
  ["neither header", {}],
  ["a foreign origin that claims to be forwarded", { Origin: "http://evil.test", "X-Forwarded-Host": "evil.test", "X-Forwarded-Proto": "http" }],
  ["a foreign origin, with our host made the same", { Origin: "http://evil.test", Host: "evil.test" }],
] as const)("C1: a form with %s is refused before it is read", async ([, headers]) => {
  for (const type of ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"])
    for (const path of [`/portal/projects/${packaging.id}/comments`, `/portal/projects/${packaging.id}/comments.data`, "/portal/login", "/staff/login", "/portal/logout"]) {
      const { status } = await ask(path, { method: "POST", headers: { ...headers, "Content-Type": type, Cookie: cookieOfDana }, body: "body=Forged" });
      expect([path, type, status]).toEqual([path, type, 403]);
    }
});

test("C1: text/plain and multipart from our own pages are no forms of ours, and do no harm", async () => {
  for (const type of ["text/plain", "multipart/form-data; boundary=x"]) {
    const { status } = await ask(`/portal/projects/${packaging.id}/comments`, { method: "POST", headers: { ...ours, "Content-Type": type, Cookie: cookieOfDana }, body: "body=Forged" });
    expect([400, 415]).toContain(status);
  }
});

test("other methods are not done here", async () => {
  for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"]) expect([method, (await ask("/portal/home", { method })).status]).toEqual([method, 405]);
});

test("F2, S1: nothing is served but what was built for browsers", async () => {
  const script = readdirSync("build/client/assets").find((name) => name.endsWith(".js"))!;
  for (const path of ["/.env", "/.git/config", "/.git/HEAD", "/package.json", "/data/parlour.sqlite", "/files/x", "/assets/../package.json", "/assets/..%2f..%2fpackage.json", "/assets/%2e%2e/%2e%2e/package.json", "/assets/..\\..\\package.json", "/.vite/manifest.json", "/assets/", `/assets/${script}.map`, "/build/server/index.js", "/start.mjs"])
    expect([path, (await ask(path)).status]).toEqual([path, 404]);
  expect(readdirSync("build", { recursive: true }).filter((name) => String(name).endsWith(".map"))).toEqual([]);
});

test("what has a hash in its name is kept for a year, compressed, and asked for once", async () => {
  const style = readdirSync("build/client/assets").find((name) => name.endsWith(".css"))!;
  const given = await ask(`/assets/${style}`, { headers: { "Accept-Encoding": "gzip, br" } });
  expect([given.status, given.headers["content-type"], given.headers["content-encoding"], given.headers["cache-control"], given.headers["vary"]]).toEqual([200, "text/css; charset=utf-8", "br", "public, max-age=31536000, immutable", "Accept-Encoding"]);
  const again = await ask(`/assets/${style}`, { headers: { "If-None-Match": given.headers.etag! } });
  expect([again.status, again.body]).toEqual([304, ""]);
  const font = readdirSync("build/client/assets").find((name) => name.endsWith(".woff2"))!;
  const plain = await ask(`/assets/${font}`, { headers: { "Accept-Encoding": "gzip, br" } });
  expect([plain.headers["content-encoding"], Number(plain.headers["content-length"])]).toEqual([undefined, plain.body.length]);
});

test("pages are compressed where that is understood", async () => {
  const { headers } = await ask("/portal/home", { headers: { Cookie: cookieOfDana, "Accept-Encoding": "gzip" } });
  expect(headers["content-encoding"]).toBe("gzip");
});

test("U1: 200 kB of headers, or a thousand of them, are refused", async () => {
  expect((await ask("/portal/home", { headers: { "X-Long": "a".repeat(20_000) } })).status).toBe(431);
  // Larger than a socket holds: whoever is still sending may see the connection cut before the answer.
  const status = await ask("/portal/home", { headers: { "X-Long": "a".repeat(200_000) } }).then(({ status }) => status, () => "cut");
  expect([431, "cut"]).toContain(status);
  expect((await ask("/healthz")).status).toBe(200);
});

test("U1: a hundred thousand parts, two hundred thousand fields, fifty thousand brackets: refused, and soon", async () => {
  const action = `/portal/projects/${packaging.id}/comments`;
  const parts = `${'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(100_000)}--x--\r\n`;
  for (const [type, body] of [
    ["multipart/form-data; boundary=x", parts],
    [form["Content-Type"], "a=1&".repeat(200_000)],
    [form["Content-Type"], `body${"[a]".repeat(50_000)}=1`],
  ] as const) {
    const status = await ask(action, { method: "POST", headers: { ...ours, "Content-Type": type, Cookie: cookieOfDana, "Content-Length": String(body.length) }, body }).then(({ status }) => status, () => 413);
    expect([400, 413, 415, 422]).toContain(status);
  }
  expect((await ask("/healthz")).status).toBe(200);
}, 20_000);

test("U1: a form of more than 1 MB is refused by its length alone", async () => {
  const { status, headers, body } = await ask("/portal/login", { method: "POST", headers: { ...ours, "Content-Length": "2000000" }, body: "email=a" });
  expect([status, headers.connection, body]).toEqual([413, "close", "What you sent is larger than 1 MB. Nothing was recorded.\n"]);
});

test("U2: the front gives nobody endless time", async () => {
  const { headersTimeout, requestTimeout, keepAliveTimeout } = here.limits;
  expect([headersTimeout, requestTimeout, keepAliveTimeout]).toEqual([15_000, 7_200_000, 65_000]);
});

test("U3: a compressed body is never unpacked", async () => {
  for (const encoding of ["gzip", "br", "deflate", "zstd"]) expect((await ask("/portal/login", { method: "POST", headers: { ...ours, "Content-Encoding": encoding }, body: "x" })).status).toBe(415);
});

test("L1: an answer to nonsense holds no stack, path or SQL", async () => {
  for (const path of ["/portal/%zz", "/portal/home?_data=root", "/%00", "/portal/projects/%ff", "/__manifest", "/portal/projects/'%20OR%201=1"]) {
    const { status, body } = await ask(path, { headers: { Cookie: cookieOfDana } });
    expect(status, path).toBeGreaterThanOrEqual(200);
    expect(body).not.toMatch(/node_modules|\.tsx?:\d|at .+\(.+:\d+:\d+\)|SQLITE|SELECT /);
  }
});

test("a client that goes away in the middle raises nothing", async () => {
  const { port, hostname } = new URL(here.url);
  for (const text of ["GET /portal/login HTTP/1.1\r\nHost: localhost\r\n\r\n", "POST /portal/login HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nemail="])
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.write(text, () => socket.resetAndDestroy()));
      socket.on("close", () => resolve()).on("error", () => {});
    });
  expect((await ask("/healthz")).status).toBe(200);
});

test("S2: every package of the lock comes with its checksum, and only two may run anything when installed", () => {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, { integrity?: string; hasInstallScript?: boolean; inBundle?: boolean }> };
  const named = Object.entries(packages).filter(([path]) => path);
  expect(named.filter(([, { integrity, inBundle }]) => !integrity && !inBundle).map(([path]) => path)).toEqual([]);
  expect(named.filter(([path, { hasInstallScript }]) => hasInstallScript && existsSync(path)).map(([path]) => path.replace(/^.*node_modules\//, "")).filter((name) => !["better-sqlite3-12", "esbuild"].includes(name))).toEqual([]);
});
