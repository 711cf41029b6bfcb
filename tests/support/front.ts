import { spawn } from "node:child_process";
import { type IncomingHttpHeaders, type RequestOptions, request } from "node:http";
import { createInterface } from "node:readline";

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** One request by hand: any header, any path, nothing tidied up on the way. */
export const asking = (base: string) => (path: string, { body, ...options }: RequestOptions & { body?: string | Buffer } = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const asked = request({ hostname, port, path, agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk)).on("end", () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks).toString("latin1") })).on("error", reject);
    });
    asked.on("error", reject);
    asked.end(body);
  });

/**
 * The front as a process of its own, on the same database as this one: what it logs, how it ends. Production, on any
 * free port.
 */
export async function frontProcess(more: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["start.mjs", "--built", "--empty"], { env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "info", PORT: "0", ...more }, stdio: ["ignore", "pipe", "pipe"] });
  // Whatever becomes of the test, it does not outlive it.
  process.once("exit", () => child.kill("SIGKILL"));
  const lines: string[] = [];
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface(stream).on("line", (line) => {
        lines.push(line);
        const listening = /"url":"([^"]+)".*"listening"/.exec(line);
        if (listening) resolve(listening[1]!);
      });
    void ended.then((code) => reject(new Error(`The front ended with ${code}: ${lines.join("\n")}`)));
  });
  return {
    url,
    lines,
    ask: asking(url),
    ended,
    /** The lines of the log about requests. */
    requests: () => lines.filter((line) => line.includes('"msg":"request"')).map((line) => JSON.parse(line) as Record<string, unknown>),
    async stop(signal: NodeJS.Signals = "SIGTERM") {
      child.kill(signal);
      return ended;
    },
  };
}
