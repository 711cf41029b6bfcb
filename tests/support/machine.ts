import { spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { userInfo } from "node:os";

/**
 * Why a real server is not here for a test, in a sentence; undefined where it is. Installs it from Debian's packages where
 * that needs no asking: on a machine that only tests.
 */
export function missing(what: string, packages: string[], isThere: () => boolean): string | undefined {
  if (isThere()) return undefined;
  const byHand = `${what}, by apt-get install --no-install-recommends ${packages.join(" ")}.`;
  if (!process.env.CI) return byHand;
  const asRoot = userInfo().uid === 0 ? [] : ["sudo", "-n"];
  for (const given of [["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", ...packages]]) {
    const [command, ...rest] = [...asRoot, "apt-get", ...given];
    // Packages that would start what they bring are told to leave it: the tests start their own.
    spawnSync(command!, rest, { stdio: "ignore", timeout: 5 * 60_000, env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" } });
  }
  return isThere() ? undefined : `${byHand} Installing it did not work on this machine.`;
}

export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
