// npm run bench: what a request costs in CPU, as ratios within one run. Our front against the same build under plain
// remix-serve, and against React's renderToString of the same page and nothing else. Times of day and machines differ;
// ratios hardly do. The aims: at most 1.6 times the rendering alone, and 3 times quicker than remix-serve.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

process.chdir(join(dirname(fileURLToPath(import.meta.url)), "../.."));
const ROUTES = Number(process.env.BENCH_ROUTES ?? 80);
const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 300);
const PORT = 3900;
const agent = new Agent({ keepAlive: true, maxSockets: 4 });
const folder = mkdtempSync(join(tmpdir(), "parlour-bench-"));
const environment = { ...process.env, NODE_ENV: "production", LOG_LEVEL: "info", DATA_DIR: folder, PUBLIC_URL: `http://localhost:${PORT}`, HOST: "127.0.0.1" };

if (spawnSync(process.execPath, ["start.mjs", "--setup"], { stdio: "inherit" }).status !== 0) process.exit(1);
spawnSync(process.execPath, ["start.mjs", "--built", "--seed"], { env: environment, stdio: "inherit" });

const first = await withServer("front", signIn);
const pages = { "sign-in page": "/portal/login", home: "/portal/home", projects: "/portal/projects", "project page": first.project, documents: "/portal/documents" };
const found = {};
// Twice, in turn, and the better counts: whatever else the machine does makes things slower, never quicker.
for (let round = 0; round < 2; round++)
  for (const [what, encoding] of [["front", "identity"], ["front", "gzip"], ["remix-serve", "identity"], ["alone", "identity"]]) {
    const costs = await withServer(what, (used) => measure(what, used, encoding));
    for (const [page, cost] of Object.entries(costs)) {
      const key = `${what} ${encoding} ${page}`;
      found[key] = Math.min(found[key] ?? Infinity, cost);
    }
  }

const ms = (key) => (found[key] === undefined ? "" : (found[key] / 1000).toFixed(2));
const times = (a, b) => (found[a] === undefined || found[b] === undefined ? "" : (found[a] / found[b]).toFixed(2));
console.log(`\nCPU per request, milliseconds, ${ROUTES} routes or more, ${REQUESTS} requests each\n`);
console.table(
  Object.fromEntries(
    [...Object.keys(pages), "a comment, read and posted"].map((page) => [
      page,
      { front: ms(`front identity ${page}`), "front, gzip": ms(`front gzip ${page}`), "remix-serve": ms(`remix-serve identity ${page}`), "rendering alone": ms(`alone identity ${page}`), "front / alone": times(`front identity ${page}`, `alone identity ${page}`), "remix-serve / front": times(`remix-serve identity ${page}`, `front identity ${page}`) },
    ]),
  ),
);
rmSync(folder, { recursive: true });

async function measure(what, used, encoding) {
  const costs = {};
  const { cookie, project } = first;
  for (const [page, path] of Object.entries(pages)) {
    const headers = { Cookie: page === "sign-in page" ? "" : cookie, "Accept-Encoding": encoding };
    await many(100, () => expecting(200, ask(path, { headers })));
    const before = await used();
    let alone = 0;
    await many(REQUESTS, async () => void (alone += Number((await expecting(200, ask(path, { headers }))).headers["x-used"] ?? 0)));
    costs[page] = (what === "alone" ? alone : (await used()) - before) / REQUESTS;
  }
  if (what === "alone") return costs;

  const path = `${project}/comments`;
  const comment = async () => {
    const key = /name="_key"[^>]*value="([^"]+)"/.exec((await ask(path, { headers: { Cookie: cookie } })).body)[1];
    await expecting(303, ask(path, { method: "POST", headers: { Cookie: cookie, Origin: `http://localhost:${PORT}`, "Content-Type": "application/x-www-form-urlencoded" }, body: new URLSearchParams({ _key: key, body: "Measured." }).toString() }));
  };
  await many(5, comment);
  const before = await used();
  await many(40, comment);
  costs["a comment, read and posted"] = ((await used()) - before) / 40;
  return costs;
}

async function signIn() {
  const signedIn = await expecting(303, ask("/portal/login", { method: "POST", headers: { Origin: `http://localhost:${PORT}`, "Content-Type": "application/x-www-form-urlencoded" }, body: "email=dana%40harborfinch.example&password=parlour-demo" }));
  const cookie = signedIn.headers["set-cookie"].map((line) => line.split(";")[0]).join("; ");
  const { body } = await ask("/portal/projects", { headers: { Cookie: cookie } });
  return { cookie, project: /href="(\/portal\/projects\/[^"/?]+)"/.exec(body)[1] };
}

/** Starts one of them, does something with it and stops it. `used` gives the CPU it has used so far, in microseconds. */
async function withServer(what, deed) {
  const child = spawn(process.execPath, ["--import", "./tests/bench/reports-cpu.mjs", "tests/bench/server.mjs", what, String(PORT), String(ROUTES)], { env: environment, stdio: ["ignore", "pipe", "inherit", "ipc"] });
  await new Promise((resolve, reject) => {
    child.stdout.on("data", (text) => String(text).includes("http://") && resolve());
    child.once("exit", () => reject(new Error(`${what} did not start`)));
  });
  const used = () => new Promise((resolve) => (child.once("message", ({ used }) => resolve(used)), child.send("used?")));
  try {
    return await deed(used);
  } finally {
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("close", resolve));
  }
}

async function many(count, deed) {
  let left = count;
  await Promise.all(Array.from({ length: 4 }, async () => { while (left-- > 0) await deed(); }));
}

async function expecting(status, answer) {
  const given = await answer;
  if (given.status !== status) throw new Error(`Expected ${status}, got ${given.status}: ${given.body.slice(0, 300)}`);
  return given;
}

function ask(path, { body, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const asked = request({ hostname: "localhost", port: PORT, path, agent, ...options }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk)).on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() })).on("error", reject);
    });
    asked.on("error", reject).end(body);
  });
}
await import("./search.mjs");
await import("./inbox.mjs");
