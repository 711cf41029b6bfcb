// Starts Parlour from whatever state the folder is in, on Node's built-ins alone: installs if needed, builds if stale, serves.
//   npm start                 the portal; with a demo story while it is served to this machine alone and the database is empty
//   npm start -- --empty      the same without the story: the first visit to /staff sets the agency up
//   npm start -- --built      serves what is built; installs and builds nothing (what a container does)
//   npm run setup             installs and builds, then stops
//   npm run seed              tells the demo story to an empty database, then stops
//   npm run verify            verifies the record of what happened, also while it is served; -- --help tells more
//   npm run verify -- receipt.json --key receipt-keys.json      verifies a receipt: needs neither a build nor packages
//   npm run rescue -- EMAIL   lets a member in again who lost password, phone and recovery codes; also while it is served
//   npm run backup            makes a backup, also while it is served
//   npm run restore -- FROM   restores one into an empty DATA_DIR
//   npm run rehearse          says whether a restore would work
//   npm run storage:move -- --to PLACE      copies every file to another store
//   npm run dev               the pages rebuilt as they are edited
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
if (process.argv[2] === "--rescue") await rescue(process.argv.slice(3));
// These read their own arguments, and end with 0, 1 or 2.
const commands = { "--verify": "verify", "--backup": "backup", "--restore": "restore", "--rehearse": "rehearse", "--storage-move": "moveStorage" };
if (Object.hasOwn(commands, process.argv[2] ?? "")) await command(commands[process.argv[2]], process.argv.slice(3));
const asked = new Set(process.argv.slice(2));
const known = ["--setup", "--dev", "--seed", "--empty", "--built"];

/** Stops with a sentence, never a stack. */
function giveUp(sentence) {
  console.error(`\n${sentence}\n`);
  process.exit(1);
}

try {
  process.chdir(here);
  requireArguments();
  requireNode();
  if (!asked.has("--built")) prepare();
  if (asked.has("--dev")) develop();
  else if (!asked.has("--setup")) await serve();
} catch (problem) {
  giveUp(process.env.LOG_LEVEL === "debug" ? problem.stack : problem.message);
}

function requireArguments() {
  for (const given of asked) if (!known.includes(given)) throw new Error(`There is no ${given} here. Known are ${known.join(", ")}.`);
}

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) throw new Error(`Parlour needs Node 20.19 or newer; this is ${process.versions.node}. Get a current one at https://nodejs.org.`);
}

function prepare() {
  if (installIsStale()) {
    console.log("Installing what Parlour stands on. The first time this takes a minute or two; where the database driver must be compiled, up to seven.");
    run("npm", ["ci", "--no-audit", "--no-fund", "--include=dev"], "The installation did not finish. What npm says above tells why; behind a proxy or without a network it cannot.");
  }
  fitDriver();
  if (asked.has("--dev")) return;
  const wanted = sourcesNow();
  if (madeFrom() === wanted) return;
  console.log("Building the pages.");
  run("npm", ["run", "--silent", "build"], "The build did not finish. What stands above tells why.", { quietly: true });
  writeFileSync("build/made-from", wanted);
}

/** npm leaves a note of what it installed. Older than the lock, it is read: a checkout changes times without changing packages. */
function installIsStale() {
  const note = "node_modules/.package-lock.json";
  if (!existsSync(note)) return true;
  if (statSync(note).mtimeMs >= statSync("package-lock.json").mtimeMs) return false;
  const there = JSON.parse(readFileSync(note, "utf8")).packages;
  const wanted = Object.entries(JSON.parse(readFileSync("package-lock.json", "utf8")).packages).filter(([path]) => path);
  return wanted.some(([path, { version, optional, devOptional }]) => (there[path] ? there[path].version !== version : !optional && !devOptional));
}

/** Node 20 has a database driver of its own, compiled as it is installed: docs/decisions/0015-pinned-versions.md. Tried once, then remembered. */
function fitDriver() {
  const note = "node_modules/.fits-node";
  if (Number(process.versions.node.split(".")[0]) >= 22 || (existsSync(note) && readFileSync(note, "utf8") === process.versions.modules)) return;
  const { status } = spawnSync(process.execPath, ["-e", "new (require('better-sqlite3-12'))(':memory:')"], { stdio: "ignore" });
  if (status !== 0) {
    console.log("The database driver is fitted to this Node.");
    run("npm", ["rebuild", "better-sqlite3-12"], "That did not finish: under Node 20 the driver must be compiled where none is found ready, with Python, make and a C++ compiler. Node 22 or newer needs none of that.");
  }
  writeFileSync(note, process.versions.modules);
}

/** One name for everything a build is made from: any edit changes it, the order of time does not. */
function sourcesNow() {
  const sum = createHash("sha256").update(process.versions.node.split(".")[0]);
  const files = ["package-lock.json", "package.json", "remix.config.js", "vite.config.ts", "vite.server.config.ts", "tsconfig.json", ...["app", "db", "storage", "seeds", "public"].flatMap(filesIn)];
  for (const file of files) if (existsSync(file)) sum.update(file).update(readFileSync(file));
  return sum.digest("hex");
}

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function madeFrom() {
  const whole = ["build/made-from", "build/front/index.js", "build/server/index.js"].every((file) => existsSync(file));
  return whole ? readFileSync("build/made-from", "utf8") : undefined;
}

/** Runs a tool; what it says is shown as it goes, or, `quietly`, only if it fails. */
function run(command, given, otherwise, { quietly = false } = {}) {
  const { NODE_ENV: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(command, given, { stdio: ["ignore", quietly ? "pipe" : "inherit", quietly ? "pipe" : "inherit"], env, shell: process.platform === "win32" });
  if (status === 0) return;
  if (quietly) console.error(`${stdout}${stderr}`);
  throw new Error(otherwise);
}

async function command(name, given) {
  if (name === "verify" && (given.includes("--key") || given.some((word) => /^[^-].*\.json$/i.test(word)))) process.exit(verifyReceipt(given));
  const program = join(here, "build/front/commands.js");
  process.env.NODE_ENV ||= "production";
  if (!existsSync(program)) console.error("\nNothing is built yet. Run npm run setup once.\n");
  process.exit(existsSync(program) ? await (await import(pathToFileURL(program).href))[name](given) : 2);
}

/** By the one file that anybody may have, as anybody would run it; what it is given lies where npm was called. */
function verifyReceipt(given) {
  const program = join(here, "app/receipts/verify-receipt.mjs");
  return spawnSync(process.execPath, [program, ...given], { stdio: "inherit", cwd: process.env.INIT_CWD || process.cwd() }).status ?? 2;
}

/** For whoever runs the machine: a link by which a member signs in anew, printed here and mailed to nobody. */
async function rescue([email, ...more]) {
  const usage = "Say whom to let in again: npm run rescue -- ruth@example.com";
  if (!email || more.length) giveUp(usage);
  process.chdir(here);
  process.env.NODE_ENV ||= "production";
  if (!existsSync("build/front/index.js")) giveUp("Nothing is built yet. Run npm run setup once.");
  const { inBuild, loadBuild } = await import(pathToFileURL(join(here, "build/front/index.js")).href);
  const { env, leaveGround, rescue, transact } = inBuild(await loadBuild());
  const rescued = transact((tx) => rescue(tx, email));
  leaveGround();
  if (!rescued) giveUp(`Nobody on the team who may sign in has the address ${email}.`);
  console.log(`${rescued.name} is signed out everywhere${rescued.hadSecondFactor ? " and has no second factor any more" : ""}; the old password opens nothing. With this link a new password is chosen, once, within half an hour:\n\n  ${env().PUBLIC_URL}${rescued.path}\n`);
  process.exit(0);
}

async function serve() {
  // Said before React is loaded, which is slower in any other mode.
  process.env.NODE_ENV ||= "production";
  if (!existsSync("build/front/index.js")) throw new Error("Nothing is built yet. Start once without --built, or run npm run build.");
  const { inBuild, loadBuild, serve, tellStory, welcome } = await import(pathToFileURL(join(here, "build/front/index.js")).href);
  const build = await loadBuild();
  if (asked.has("--seed")) {
    // Where it must not be told, the story says why.
    await inBuild(build).seed();
    return void console.log("The demo story is told.");
  }
  if (!asked.has("--empty") && (await tellStory(build))) console.log("The database was empty: the demo story is told.");
  await serve(build);
  for (const line of welcome(build)) console.log(line);
}

function develop() {
  process.env.NODE_ENV = "development";
  mkdirSync(process.env.DATA_DIR || "data", { recursive: true });
  console.log("The pages are rebuilt as you edit. Styles come inline here, so the content security policy is looser than in earnest.");
  const port = process.env.PORT || "3000";
  const { status } = spawnSync(process.execPath, ["node_modules/@remix-run/dev/dist/cli.js", "vite:dev", "--port", port], { stdio: "inherit" });
  process.exit(status ?? 0);
}
