import { spawn } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { dana } from "../support/cast.ts";
import { asking } from "../support/front.ts";
import { builtPortal } from "../support/portal.ts";

const { arriveAs } = await builtPortal();

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

test("the same build runs under plain remix-serve", async () => {
  const port = await freePort();
  const child = spawn(process.execPath, ["node_modules/@remix-run/serve/dist/cli.js", "build/server/index.js"], { env: { ...process.env, NODE_ENV: "production", PORT: String(port) }, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("close", resolve));
  await new Promise<void>((resolve, reject) => {
    createInterface(child.stdout).on("line", (line) => line.includes("http://") && resolve());
    void ended.then(() => reject(new Error("remix-serve ended")));
  });
  const ask = asking(`http://localhost:${port}`);
  const Cookie = Object.entries(arriveAs(dana).jar["/portal"]!).map((pair) => pair.join("=")).join("; ");

  expect((await ask("/healthz")).body).toBe("ok\n");
  const home = await ask("/portal/home", { headers: { Cookie } });
  expect([home.status, home.body.includes("Dana")]).toEqual([200, true]);
  expect(home.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect((await ask("/portal/home")).status).toBe(303);
  expect((await ask("/nowhere")).status).toBe(404);
  child.kill();
  await ended;
});
