// What the inbox costs with 20,000 tickets and 60,000 messages, against 20 and 60: milliseconds of CPU for a whole page from
// the build, and the ratio. As many are open in both, so both show the same rows. A report, part of npm run bench; alone,
// after npm run build: node tests/bench/inbox.mjs. The aim: at most 1.2 times.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

process.chdir(join(dirname(fileURLToPath(import.meta.url)), "../.."));
// As db/driver.server.ts chooses.
const Database = createRequire(import.meta.url)(Number(process.versions.node.split(".")[0]) >= 22 ? "better-sqlite3" : "better-sqlite3-12");
const [PORT, REQUESTS, OPEN] = [Number(process.env.BENCH_PORT ?? 3901), Number(process.env.BENCH_REQUESTS ?? 100), 20];
const folder = mkdtempSync(join(tmpdir(), "parlour-bench-inbox-"));
const url = `http://localhost:${PORT}`;
const environment = { ...process.env, NODE_ENV: "production", LOG_LEVEL: "error", DATA_DIR: folder, PUBLIC_URL: url, HOST: "127.0.0.1" };
const sizes = { "20 tickets": [20, OPEN], "20,000 tickets": [20_000, OPEN], "20,000 tickets, all open": [20_000, 20_000] };

const { child, used } = await served();
try {
  const sqlite = new Database(join(folder, "parlour.sqlite"));
  const [client, contact] = [sqlite.prepare("SELECT id FROM clients WHERE name LIKE 'Harbor%'").pluck().get(), sqlite.prepare("SELECT c.id FROM contacts c JOIN people p ON p.id = c.person_id WHERE p.email = 'dana@harborfinch.example'").pluck().get()];
  const [desk, portal] = [await signIn("staff", "maya@northlight.example"), await signIn("portal", "dana@harborfinch.example")];
  const pages = { inbox: ["/staff/support", desk], board: ["/staff/support/board", desk], "view: unassigned": ["/staff/support?view=unassigned", desk], "view: overdue": ["/staff/support?view=overdue", desk], "one ticket": ["/staff/support/bench-1", desk], "the client’s list": ["/portal/support", portal] };
  const found = {};
  for (const [size, [many, open]] of Object.entries(sizes)) {
    plant(sqlite, many, open, client, contact);
    for (const [page, [path, cookie]] of Object.entries(pages)) (found[page] ??= {})[size] = await cost(path, cookie);
  }
  const [few, many, all] = Object.keys(sizes);
  const ratio = (row, a, b) => (row[a] / row[b]).toFixed(2);
  console.log(`\nThe inbox: CPU per request, milliseconds, the better of two rounds of ${REQUESTS}\n`);
  console.table(Object.fromEntries(Object.entries(found).map(([page, row]) => [page, { ...Object.fromEntries(Object.entries(row).map(([size, micro]) => [size, (micro / 1000).toFixed(2)])), [`20,000 / 20`]: ratio(row, many, few), "all open / 20": ratio(row, all, few) }])));
  sqlite.close();
} finally {
  child.kill("SIGKILL");
  await new Promise((resolve) => child.once("close", resolve));
  rmSync(folder, { recursive: true });
}

/** So many tickets with three messages each, by rows; the last of them are open, nobody's, and wait for an answer. */
function plant(sqlite, many, open, client, contact) {
  sqlite.pragma("foreign_keys = OFF");
  sqlite.transaction(() => {
    sqlite.exec("DELETE FROM ticket_messages WHERE ticket_id LIKE 'bench-%'; DELETE FROM tickets WHERE id LIKE 'bench-%'");
    sqlite.exec(`UPDATE tickets SET resolved_at = created_at, resolved_by = 'agency', started_at = coalesce(started_at, created_at), waiting_since = NULL WHERE resolved_at IS NULL AND declined_at IS NULL AND cancelled_at IS NULL AND merged_at IS NULL`);
    const began = Date.now() - 90 * 86_400_000;
    sqlite.exec(`
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${many})
      INSERT INTO tickets (id, client_id, kind, number, category_id, subject, contact_id, created_at, started_at, priority, message_count, last_message_at, last_by, turn_at, resolved_at, resolved_by)
      SELECT 'bench-' || i, '${client}', 'support', 1000 + i, (SELECT id FROM ticket_categories WHERE kind = 'support' LIMIT 1), 'Ticket ' || i, '${contact}', ${began} + i, ${began} + i, i % 4, 3, ${began} + i, 'client', ${began} + i, CASE WHEN i > ${open} THEN ${began} + i END, CASE WHEN i > ${open} THEN 'agency' END FROM n;
      INSERT INTO ticket_messages (id, ticket_id, client_id, contact_id, body, created_at) SELECT t.id || '-' || m.i, t.id, t.client_id, t.contact_id, 'Word ' || m.i, t.created_at FROM tickets t, (SELECT 1 AS i UNION SELECT 2 UNION SELECT 3) m WHERE t.id LIKE 'bench-%';`);
  })();
  sqlite.pragma("foreign_keys = ON");
  sqlite.pragma("optimize");
  const count = (table) => sqlite.prepare(`SELECT count(*) FROM ${table} WHERE id LIKE 'bench-%'`).pluck().get();
  if (count("tickets") !== many || count("ticket_messages") !== 3 * many) throw new Error("They were not planted");
}

/** Microseconds of CPU a request for a page takes the server. */
async function cost(path, cookie) {
  const ask = async () => {
    const answer = await fetch(url + path, { headers: { Cookie: cookie, "Accept-Encoding": "identity" }, redirect: "manual" });
    const text = await answer.text();
    if (answer.status !== 200 || !text.includes("Ticket ")) throw new Error(`${path}: ${answer.status}`);
  };
  for (let warm = 0; warm < 30; warm++) await ask();
  const rounds = [];
  for (let round = 0; round < 2; round++) {
    const before = await used();
    for (let left = REQUESTS; left > 0; left--) await ask();
    rounds.push(((await used()) - before) / REQUESTS);
  }
  return Math.min(...rounds);
}

async function signIn(face, email) {
  const answer = await fetch(`${url}/${face}/login`, { method: "POST", redirect: "manual", headers: { Origin: url, "Content-Type": "application/x-www-form-urlencoded" }, body: new URLSearchParams({ email, password: "parlour-demo" }) });
  if (answer.status !== 303) throw new Error(`${email} could not sign in: ${answer.status}`);
  return answer.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
}

async function served() {
  const seeding = spawn(process.execPath, ["start.mjs", "--built", "--seed"], { env: environment, stdio: "ignore" });
  await new Promise((resolve) => seeding.once("close", resolve));
  const child = spawn(process.execPath, ["--import", "./tests/bench/reports-cpu.mjs", "tests/bench/server.mjs", "front", String(PORT), "0"], { env: environment, stdio: ["ignore", "pipe", "inherit", "ipc"] });
  await new Promise((resolve, reject) => {
    child.stdout.on("data", (text) => String(text).includes("http://") && resolve());
    child.once("exit", () => reject(new Error("It did not start")));
  });
  return { child, used: () => new Promise((resolve) => (child.once("message", ({ used }) => resolve(used)), child.send("used?"))) };
}
