import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { letterRead } from "./letters.ts";
import { freePort, missing } from "./machine.ts";

const SERVER = "/usr/sbin/smtpd";

/** Why there is no real mail server here, in a sentence; undefined where there is one. */
export const noOpenSmtpd = () => (userInfo().uid === 0 ? missing("The real mail server of these tests is not here: OpenSMTPD", ["opensmtpd"], () => existsSync(SERVER)) : "OpenSMTPD delivers for nobody but root, and these tests run as somebody else.");

/** A real mail server on loopback, OpenSMTPD of Debian's packages, that has these mailboxes and no others, in a folder that goes with it. */
export async function startOpenSmtpd(addresses: string[]) {
  const folder = mkdtempSync(join(tmpdir(), "parlour-smtpd-"));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, "mail"));
  chmodSync(join(folder, "mail"), 0o777);
  const port = await freePort();
  const domains = [...new Set(addresses.map((address) => address.split("@")[1]!))];
  writeFileSync(
    join(folder, "smtpd.conf"),
    [`table people { ${addresses.map((address) => `"${address}" = "nobody"`).join(", ")} }`, `table domains { ${domains.map((domain) => `"${domain}"`).join(", ")} }`, `listen on 127.0.0.1 port ${port}`, `action "keep" maildir "${folder}/mail/%{rcpt}" virtual <people>`, 'match from any for domain <domains> action "keep"', ""].join("\n"),
  );
  let child: ChildProcess | undefined;
  const answers = () => new Promise<boolean>((resolve) => connect(port, "127.0.0.1").on("connect", function (this: { destroy(): void }) { this.destroy(); resolve(true); }).on("error", () => resolve(false)));
  const self = {
    url: `smtp://127.0.0.1:${port}`,
    async begin() {
      // Whatever becomes of the tests, it does not outlive them.
      child = spawn("setpriv", ["--pdeathsig", "KILL", SERVER, "-d", "-f", join(folder, "smtpd.conf")], { stdio: "ignore" });
      for (let tries = 0; !(await answers()); tries++) {
        if (tries > 100 || child.exitCode !== null) throw new Error("OpenSMTPD did not start.");
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    /** Ends as a machine does that is switched off. */
    async away() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
      while (await answers()) await new Promise((resolve) => setTimeout(resolve, 50));
    },
    /** What lies in somebody's mailbox, as a mail program would read it. */
    mailbox(address: string) {
      const place = join(folder, "mail", address, "new");
      return existsSync(place) ? readdirSync(place).sort().map((name) => letterRead(readFileSync(join(place, name), "latin1").replace(/\r?\n/g, "\r\n"))) : [];
    },
    async stop() {
      await self.away();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await self.begin();
  return self;
}
