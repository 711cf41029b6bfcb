import { connect } from "node:net";
import { expect, test } from "vitest";
import { dana, packaging } from "../support/cast.ts";
import { frontProcess } from "../support/front.ts";
import { builtPortal } from "../support/portal.ts";

const { arriveAs } = await builtPortal();
const secretOfDana = () => Object.values(arriveAs(dana).jar["/portal"]!)[0]!;
const form = { "Content-Type": "application/x-www-form-urlencoded" };

test("L2: the log has one line for each request, and no secret in any", async () => {
  const front = await frontProcess();
  const session = secretOfDana();
  const headers = { Cookie: `portal=${session}`, "User-Agent": "Line one\tX-Forged: yes", Referer: "http://localhost/portal/link/referred-secret" };
  await front.ask("/portal/home?query-secret=1", { headers });
  await front.ask("/portal/link/link-secret", { headers });
  await front.ask("/portal/link/link-secret.data", { headers });
  await front.ask("/portal/invitation/invitation-secret", { headers });
  await front.ask("/staff/reset/reset-secret?x=1", { headers });
  await front.ask("/portal/login?x=%0d%0aforged", { method: "POST", headers: { ...headers, ...form, Origin: "http://localhost" }, body: "email=dana%40harborfinch.example&password=typed-password" });
  await front.ask("/portal/a%0d%0aforged");
  expect(await front.stop()).toBe(0);

  const log = front.lines.filter((line) => line.startsWith("{")).join("\n");
  expect(log).not.toContain('"problem"');
  for (const secret of [session, "query-secret", "link-secret", "invitation-secret", "reset-secret", "referred-secret", "typed-password", "X-Forged", "dana@"]) expect(log).not.toContain(secret);
  expect(front.requests()).toHaveLength(7);
  expect(front.requests()[1]).toMatchObject({ method: "GET", path: "/portal/link/…", address: "127.0.0.1" });
  expect(Object.keys(front.requests()[0]!).sort()).toEqual(["address", "id", "level", "method", "ms", "msg", "path", "status", "time"]);
});

test("A6: a page with a token in its address tells other sites nothing of it", async () => {
  const front = await frontProcess();
  const { headers } = await front.ask("/portal/link/some-secret");
  expect([headers["referrer-policy"], headers["cache-control"]]).toEqual(["strict-origin", "no-store"]);
  await front.stop();
});

test("A2: X-Forwarded-For is believed from listed proxies alone, and only as far as they vouch for it", async () => {
  const headers = { "X-Forwarded-For": "198.51.100.1, 203.0.113.99, 10.0.0.7" };
  const alone = await frontProcess();
  await alone.ask("/healthz", { headers });
  await alone.stop();
  expect(alone.requests()[0]!.address).toBe("127.0.0.1");

  const behind = await frontProcess({ TRUSTED_PROXIES: "loopback, 10.0.0.0/8" });
  await behind.ask("/healthz", { headers });
  await behind.ask("/healthz", { headers: { "X-Forwarded-For": "not an address" } });
  await behind.stop();
  expect(behind.requests().map(({ address }) => address)).toEqual(["203.0.113.99", "unknown"]);
});

test("C6, C1, A11: behind TLS, cookies are for https alone, and a form works whatever host the proxy names", async () => {
  const front = await frontProcess({ PUBLIC_URL: "https://portal.example", TRUSTED_PROXIES: "loopback" });
  for (const named of [{ Host: "127.0.0.1:3000" }, { Host: "portal.example" }, { Host: "app.internal", "X-Forwarded-Host": "portal.example", "X-Forwarded-Proto": "https" }]) {
    const Cookie = `__Secure-portal=${secretOfDana()}`;
    const page = await front.ask(`/portal/projects/${packaging.id}/comments`, { headers: { ...named, Cookie } });
    expect(page.status).toBe(200);
    expect(page.headers["strict-transport-security"]).toMatch(/max-age=31536000/);
    const key = /name="_key"[^>]*value="([^"]+)"/.exec(page.body)![1]!;
    const posted = await front.ask(`/portal/projects/${packaging.id}/comments`, { method: "POST", headers: { ...named, ...form, Cookie, Origin: "https://portal.example" }, body: new URLSearchParams({ _key: key, body: `Through ${named.Host}` }).toString() });
    expect([posted.status, posted.headers.location?.startsWith("/portal/projects/")]).toEqual([303, true]);
    const out = await front.ask("/portal/logout", { method: "POST", headers: { ...named, ...form, Cookie, Origin: "https://portal.example" } });
    const cookie = String(out.headers["set-cookie"]?.find((line) => line.startsWith("__Secure-portal=")));
    for (const part of ["HttpOnly", "Secure", "SameSite=Lax", "Path=/portal"]) expect(cookie).toContain(part);
    expect((await front.ask("/portal/logout", { method: "POST", headers: { ...named, ...form, Cookie, Origin: `http://${named.Host}` } })).status).toBe(403);
  }
  await front.stop();
});

test("a stop finishes what is running, closes what idles, and ends with 0 within ten seconds", async () => {
  const front = await frontProcess();
  const { port, hostname } = new URL(front.url);
  const open = () =>
    new Promise<import("node:net").Socket>((resolve) => {
      const socket = connect(Number(port), hostname, () => resolve(socket));
      socket.on("error", () => {});
    });
  const idle = await open();
  const running = await open();
  const answer = new Promise<string>((resolve) => {
    let text = "";
    running.on("data", (chunk) => (text += chunk)).on("close", () => resolve(text));
  });
  // Half a form is on its way when the signal comes; the other half follows.
  running.write("POST /portal/login HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\nema");
  await front.ask("/healthz");
  const began = process.hrtime.bigint();
  const ended = front.stop();
  const refused = new Promise((resolve) => idle.on("close", resolve));
  await refused;
  running.write("il=a");
  expect(await answer).toMatch(/^HTTP\/1\.1 (4|2|3)\d\d [\s\S]*Connection: close/i);
  expect(await ended).toBe(0);
  expect(Number(process.hrtime.bigint() - began) / 1e9).toBeLessThan(10);
});

test("a configuration that cannot be used stops the start with a sentence that names it, and no stack", async () => {
  for (const [bad, sentence] of [
    [{ PORT: "many" }, /PORT: /],
    [{ PUBLIC_URL: "portal.example" }, /PUBLIC_URL: /],
    [{ TRUSTED_PROXIES: "everyone" }, /TRUSTED_PROXIES: /],
    [{ SMTP_URL: "smtp://localhost" }, /MAIL_FROM: /],
  ] as const) {
    const said = await frontProcess(bad as unknown as Record<string, string>).then(() => "it started", (problem: Error) => problem.message);
    expect(said).toMatch(/ended with 1/);
    expect(said).toMatch(sentence);
    expect(said).not.toMatch(/\n\s+at |index\.js/);
  }
});
