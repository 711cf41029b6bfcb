import { spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { userInfo } from "node:os";

/** Why a real server is not here for a test, in a sentence; undefined where it is. machine.setup.ts has tried to install it. */
export function missing(what: string, packages: string[], isThere: () => boolean): string | undefined {
  if (isThere()) return undefined;
  const byHand = `${what}, by apt-get install --no-install-recommends ${packages.join(" ")}.`;
  return process.env.CI ? `${byHand} Installing it did not work on this machine.` : byHand;
}

/** Installs Debian's packages, as far as that goes. Never by two at once: a half of what one brings would be taken for the whole. */
export function install(packages: string[]) {
  const asRoot = userInfo().uid === 0 ? [] : ["sudo", "-n"];
  for (const given of [["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", ...packages]]) {
    const [command, ...rest] = [...asRoot, "apt-get", ...given];
    // Packages that would start what they bring are told to leave it: the tests start their own.
    spawnSync(command!, rest, { stdio: "ignore", timeout: 5 * 60_000, env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" } });
  }
}

export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
