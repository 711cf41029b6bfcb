// What a search costs among 100,000 entries, and what the lists cost at 10,000 rows: milliseconds of CPU, the median of twenty.
// A report, part of npm run bench; alone: node tests/bench/search.mjs. The aim: every search under 20 ms.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";

process.chdir(join(dirname(fileURLToPath(import.meta.url)), "../.."));
const folder = mkdtempSync(join(tmpdir(), "parlour-bench-search-"));
Object.assign(process.env, { NODE_ENV: "test", DATA_DIR: folder, PUBLIC_URL: "http://portal.test", SESSION_SECRET: "a secret for the bench alone, and for nothing else", TZ: "UTC" });

const vite = await createServer({ configFile: false, appType: "custom", logLevel: "error", server: { middlewareMode: true, ws: false }, optimizeDeps: { noDiscovery: true } });
const load = (path) => vite.ssrLoadModule(path);
const client = await load("/db/client.server.ts");
const { migrate } = await load("/db/migrate.server.ts");
const cast = await load("/tests/support/cast.ts");
const { search } = await load("/app/search/search.server.ts");
const { mergeSearch } = await load("/app/search/merging.server.ts");
const { queryFrom } = await load("/app/search/query.ts");
const { clients } = await load("/app/clients/clients.server.ts");
const { contacts } = await load("/app/clients/contacts.server.ts");
const { projects } = await load("/app/projects/projects.server.ts");
const { tasks } = await load("/app/projects/tasks.server.ts");
const { documents } = await load("/app/documents/documents.server.ts");
const { letterbook } = await load("/app/events/letterbook.server.ts");

migrate(client.open(join(folder, "bench.db")));
const { sqlite } = client;
cast.setTheStage(client.db);
fill();
// As the daily sweep leaves it.
await mergeSearch(async () => {});

const { dana, ines, maya, ruth, tom } = cast;
const looks = { "rare word": "zanzibar", "common word": "the", "two common words": "the of", "common words never together": '"waterproof" "gossamer"', "prefix of one letter": "p", "prefix of two letters": "pa", "common word and a letter": "the c", "phrase": '"of the"', "no such word": "qqqqq" };
const viewers = { "manager, of all": maya, "member on 60 projects": ines, "member on 1 project": tom, "contact, of 1 in 200": dana };
console.log(`\nSearch among ${count("search_entries").toLocaleString("en-US")} entries: results and all numbers of one page, milliseconds of CPU\n`);
console.table(Object.fromEntries(Object.entries(looks).map(([what, typed]) => [what, Object.fromEntries(Object.entries(viewers).map(([who, viewer]) => [who, ms(() => found(viewer, typed, 0))]))])));
console.log("\nThe last of those listed\n");
console.table(Object.fromEntries(["the", "p"].map((typed) => [typed, { "manager, of all": ms(() => found(maya, typed, 480)) }])));

const slice = { limit: 50, offset: 0 };
const lists = {
  "clients": [clients, [{}, { search: "north" }], ["name", "team", "activity"], (viewer, filter, order) => clients(viewer).page(slice, filter, order), (viewer, filter) => clients(viewer).count(filter)],
  "projects": [projects, [{}, { search: "label" }, { state: "active" }], ["name", "client", "stage", "activity"], (viewer, filter, order) => projects(viewer).page(slice, filter, order), (viewer, filter) => projects(viewer).count(filter)],
};
const rows = {};
for (const [name, [, filters, orders, page, total]] of Object.entries(lists))
  for (const filter of filters) for (const by of orders) rows[`${name} ${JSON.stringify(filter)} by ${by}`] = { manager: ms(() => [page(maya, filter, { by, direction: "ascending" }), total(maya, filter)]), "member on 60 projects": ms(() => [page(ines, filter, { by, direction: "ascending" }), total(ines, filter)]) };
for (const filter of [{}, { whom: "dana" }]) for (const by of ["queued", "to"]) rows[`letters ${JSON.stringify(filter)} by ${by}`] = { manager: ms(() => [letterbook(ruth).page({ ...filter, order: { by, direction: "descending" } }, slice), letterbook(ruth).count(filter)]) };
rows["contacts of all clients, 1,000 for the file"] = { manager: ms(() => contacts(maya).ofAll({ limit: 1000, offset: 5000 })) };
rows["tasks of one project"] = { manager: ms(() => [tasks(maya).on("big", slice), tasks(maya).count("big")]) };
rows["tasks of one project, narrowed"] = { manager: ms(() => [tasks(maya).on("big", slice, { search: "label" }), tasks(maya).count("big", { search: "label" })]) };
for (const order of ["newest", "name", "largest"]) rows[`documents of one project ${order}`] = { manager: ms(() => [documents(maya).page(slice, { projectId: "big" }, order), documents(maya).count({ projectId: "big" })]), contact: ms(() => [documents(dana).page(slice, { name: "label" }, order), documents(dana).count({ name: "label" })]) };
console.log("\nLists of 10,000 rows: one page and its number, milliseconds of CPU\n");
console.table(rows);
await vite.close();
rmSync(folder, { recursive: true });

function found(viewer, typed, offset) {
  const asked = search(viewer, queryFrom(typed));
  return asked.numbers().lists.length > 0 && asked.page(null, { limit: 20, offset });
}

function ms(deed) {
  deed();
  const times = Array.from({ length: 20 }, () => {
    const began = process.cpuUsage();
    deed();
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  });
  return Number(times.sort((a, b) => a - b)[10].toFixed(2));
}

function count(table) {
  return sqlite.prepare(`SELECT count(*) AS n FROM ${table}`).get().n;
}

/** A large agency by rows: 10,000 clients, contacts, projects, letters; 10,000 tasks and documents on one project. */
function fill() {
  const words = "the of packaging coffee label print review booking site map colour draft final logo menu card shelf summer winter launch brief notes page header footer image budget meeting call friday monday question answer approve change version round text font grid margin paper box sticker sign window poster leaflet banner email campaign photo shoot script caption waterproof gossamer north".split(" ");
  let state = 7;
  const random = (below) => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0), Math.floor((state / 2 ** 32) * below));
  const say = (length) => Array.from({ length }, () => words[Math.min(random(words.length - 3), random(words.length - 3))]).join(" ");
  const put = (sql) => sqlite.prepare(sql);
  sqlite.transaction(() => {
    const [person, company, contact, project, onProject] = [put("INSERT INTO people (id, email, name, created_at) VALUES (?, ?, ?, 0)"), put("INSERT INTO clients (id, name, since_on, looked_after_by, created_at) VALUES (?, ?, '2026-01-01', 'm-maya', ?)"), put("INSERT INTO contacts (id, client_id, person_id, name, can_view_invoices, can_approve_work, can_comment, can_submit_requests, invited_at) VALUES (?, ?, ?, ?, 1, 1, 1, 1, ?)"), put("INSERT INTO projects (id, client_id, name, summary, stage, last_activity_at, created_at) VALUES (?, ?, ?, ?, 'Draft', ?, ?)"), put("INSERT INTO project_members VALUES (?, 'm-ines', 0)")];
    // Every two-hundredth thing is Harbor's.
    const ownerOf = (at) => (at % 200 === 7 ? "harbor" : `client-${at}`);
    for (let at = 0; at < 10_000; at++) {
      company.run(`client-${at}`, `${say(2)} ${at}`, at);
      person.run(`person-${at}`, `person-${at}@client-${at}.example`, say(2));
      contact.run(`contact-${at}`, `client-${at}`, `person-${at}`, say(2), at);
      project.run(`project-${at}`, ownerOf(at), say(3), say(8), random(10_000), at);
      if (at % 170 === 0) onProject.run(`project-${at}`);
    }
    project.run("big", "harbor", "Everything", "", 20_000, 20_000);
    const task = put("INSERT INTO tasks (id, project_id, client_id, title, status, position, shown_to_client, created_at) VALUES (?, ?, ?, ?, 'open', ?, ?, ?)");
    const document = put("INSERT INTO documents (id, project_id, client_id, name, version, size, uploaded_at, shared_at, created_at) VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?)");
    const comment = put("INSERT INTO comments (id, project_id, client_id, member_id, body, created_at) VALUES (?, ?, ?, 'm-maya', ?, ?)");
    for (let at = 0; at < 20_000; at++) {
      const [id, owner] = at < 10_000 ? ["big", "harbor"] : [`project-${at - 10_000}`, ownerOf(at - 10_000)];
      task.run(`task-${at}`, id, owner, say(4), at, at % 3 ? 1 : 0, at);
      document.run(`document-${at}`, id, owner, `${say(3).replaceAll(" ", "_")}.pdf`, random(1e6), at, at % 2 ? at : null, at);
    }
    for (let at = 0; at < 30_000; at++) comment.run(`comment-${at}`, `project-${at % 10_000}`, ownerOf(at % 10_000), `${say(20)}${at % 2000 === 7 ? " zanzibar" : ""}${at % 2 ? " waterproof" : " gossamer"}`, at);
    const letter = put("INSERT INTO outbox (id, kind, face, contact_id, queued_at, next_attempt_at, sent_at) VALUES (?, 'invitation', 'portal', ?, ?, ?, ?)");
    for (let at = 0; at < 10_000; at++) letter.run(`letter-${at}`, `contact-${at}`, at, at, at);
  })();
  sqlite.pragma("optimize");
}
