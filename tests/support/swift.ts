import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { AwsClient } from "aws4fetch";
import { freePort, missing } from "./machine.ts";

/** A real S3 server on loopback: OpenStack Swift with its s3api, of Debian's packages, one replica in a folder that goes with it. */
export interface Swift {
  endpoint: string;
  bucket: string;
  /** What Parlour is told of it. */
  settings: Record<string, string>;
  client: AwsClient;
  /** Makes another bucket; gives its name. */
  newBucket(name: string): Promise<string>;
  /** Goes away as a machine does that is switched off: connections are cut, the port is closed. */
  away(): Promise<void>;
  back(): Promise<void>;
  stop(): Promise<void>;
}

const servers = ["account", "container", "object", "proxy"] as const;
export const packages = servers.map((name) => `swift-${name}`);
const USER = "parlour:keeper";
const SECRET = "a-secret-of-the-tests-alone";

/** Why there is none here, in a sentence; undefined where there is. */
export const noSwift = () => missing("The S3 server of these tests is not here: OpenStack Swift", packages, () => servers.every((name) => existsSync(`/usr/bin/swift-${name}-server`)) && existsSync("/usr/bin/swift-ring-builder"));

/** Starts one. Takes seconds. */
export async function startSwift(): Promise<Swift> {
  const folder = mkdtempSync(join(tmpdir(), "parlour-swift-"));
  const ports = Object.fromEntries(await Promise.all(servers.map(async (name) => [name, await freePort()]))) as Record<(typeof servers)[number], number>;
  mkdirSync(join(folder, "devices/d1"), { recursive: true });
  writeFileSync(join(folder, "swift.conf"), `[swift-hash]\nswift_hash_path_suffix = tests\nswift_hash_path_prefix = tests\n[storage-policy:0]\nname = only\ndefault = yes\n`);
  for (const name of ["account", "container", "object"] as const) ring(folder, name, ports[name]);
  for (const name of servers) writeFileSync(join(folder, `${name}.conf`), configuration(folder, name, ports[name]));

  const running = new Map<string, ChildProcess>();
  // Whatever becomes of the tests, it does not outlive them.
  const begin = (name: string) => void running.set(name, spawn("setpriv", ["--pdeathsig", "KILL", `/usr/bin/swift-${name}-server`, join(folder, `${name}.conf`)], { stdio: "ignore", cwd: folder }));
  const end = async (name: string) => {
    const child = running.get(name);
    running.delete(name);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  };
  for (const name of servers) begin(name);

  const endpoint = `http://127.0.0.1:${ports.proxy}`;
  const client = new AwsClient({ accessKeyId: USER, secretAccessKey: SECRET, region: "us-east-1", service: "s3", retries: 0 });
  const newBucket = async (name: string) => {
    const answer = await untilItAnswers(() => client.fetch(`${endpoint}/${name}`, { method: "PUT" }));
    if (!answer.ok) throw new Error(`Swift made no bucket: ${answer.status} ${await answer.text()}`);
    return name;
  };
  const bucket = await newBucket("files");
  return {
    endpoint,
    bucket,
    client,
    newBucket,
    settings: { STORAGE: `s3://${bucket}`, S3_ENDPOINT: endpoint, S3_REGION: "us-east-1", S3_ACCESS_KEY_ID: USER, S3_SECRET_ACCESS_KEY: SECRET },
    away: () => end("proxy"),
    async back() {
      begin("proxy");
      await untilItAnswers(() => client.fetch(`${endpoint}/${bucket}?max-keys=1`));
    },
    async stop() {
      for (const name of servers) await end(name);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Nothing listens at first; then the inner servers may not be up yet. */
async function untilItAnswers(ask: () => Promise<Response>): Promise<Response> {
  const giveUp = performance.now() + 60_000;
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer && answer.status < 500) return answer;
    if (performance.now() > giveUp) throw new Error("Swift did not come up within a minute.");
    await answer?.arrayBuffer();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function ring(folder: string, name: string, port: number) {
  const builder = join(folder, `${name}.builder`);
  for (const given of [["create", "4", "1", "1"], ["add", `r1z1-127.0.0.1:${port}/d1`, "100"], ["rebalance"]]) {
    const { status, stdout, stderr } = spawnSync("/usr/bin/swift-ring-builder", [builder, ...given], { encoding: "utf8", cwd: folder });
    if (status !== 0) throw new Error(`swift-ring-builder ${given.join(" ")}: ${stdout}${stderr}`);
  }
}

const configuration = (folder: string, name: (typeof servers)[number], port: number) => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${userInfo().username}
swift_dir = ${folder}
devices = ${join(folder, "devices")}
mount_check = false
fallocate_reserve = 0
log_level = ERROR
log_address = ${join(folder, "no-log")}
${name === "proxy" ? proxy : `[pipeline:main]\npipeline = ${name}-server\n[app:${name}-server]\nuse = egg:swift#${name}\n`}`;

const proxy = `[pipeline:main]
pipeline = catch_errors gatekeeper cache listing_formats bulk s3api tempauth copy slo dlo symlink proxy-server
[app:proxy-server]
use = egg:swift#proxy
allow_account_management = true
account_autocreate = true
error_suppression_interval = 0
error_suppression_limit = 1000000
[filter:tempauth]
use = egg:swift#tempauth
user_${USER.replace(":", "_")} = ${SECRET} .admin
# tempauth wants one; where none answers it does without.
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
auth_pipeline_check = false
${["catch_errors", "gatekeeper", "listing_formats", "bulk", "copy", "slo", "dlo", "symlink"].map((name) => `[filter:${name}]\nuse = egg:swift#${name}\n`).join("")}`;
