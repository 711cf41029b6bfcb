import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";
import proxyAddr from "proxy-addr";

/**
 * Reads client addresses: `X-Forwarded-For` is believed only as far as listed proxies vouch for it.
 * Throws a sentence for an entry that is no address, range or known name.
 */
export function readsAddresses(trusted: string[]) {
  const trusts = compile(trusted);
  return { trusts, addressOf: (req: IncomingMessage) => plain(proxyAddr(req, trusts)) };
}

function compile(trusted: string[]) {
  try {
    return proxyAddr.compile(trusted);
  } catch (problem) {
    throw new Error(`The configuration is not usable. TRUSTED_PROXIES: ${(problem as Error).message}. Give addresses, ranges (10.0.0.0/8) or loopback, linklocal, uniquelocal, with commas between.`, { cause: problem });
  }
}

/** An IPv4 address that arrived as IPv6 is the same address. What is no address at all is not repeated. */
const plain = (address: string | undefined) => (address && ipaddr.isValid(address) ? ipaddr.process(address).toString() : "unknown");
