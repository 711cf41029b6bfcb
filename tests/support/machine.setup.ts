import { install } from "./machine.ts";
import { noOpenSmtpd } from "./opensmtpd.ts";
import { noSwift, packages } from "./swift.ts";

/** Once, before any test: the real servers that tests want are installed where that needs no asking, on a machine that only tests. */
export default function machine() {
  if (!process.env.CI) return;
  if (noSwift()) install(packages);
  if (noOpenSmtpd()) install(["opensmtpd"]);
}
