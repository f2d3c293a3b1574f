import type { BlockList } from "node:net";
import { isIPv4, isIPv6, SocketAddress } from "node:net";

/** Set by our own HTTP server from the socket, overwriting whatever a client sent. */
export const PEER_HEADER = "x-okienko-peer";

/** One way to write an address: without brackets and port, an IPv4 one within IPv6 as itself. */
function bare(written: string): string {
  const address = written
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, "$1")
    .replace(/^([\d.]+):\d+$/, "$1");
  const plain = isIPv6(address) ? new SocketAddress({ address, family: "ipv6" }).address : address;
  return plain.replace(/^::ffff:(?=\d+\.)/i, "");
}

/** The address from which a request came to us, whoever it was forwarded for. */
export const peerOf = (headers: { get(name: string): string | null }): string => bare(headers.get(PEER_HEADER) ?? "");

/** Whether an address is that of a proxy of ours. */
export const isTrusted = (trusted: BlockList, address: string): boolean =>
  (isIPv4(address) && trusted.check(address, "ipv4")) || (isIPv6(address) && trusted.check(address, "ipv6"));

/**
 * The client's address: the peer itself unless it is a trusted proxy, then the right-most address in
 * X-Forwarded-For that is not a trusted proxy. What an untrusted peer forwards is ignored.
 */
export function clientAddress(headers: { get(name: string): string | null }, trusted: BlockList): string {
  const hops = (headers.get("x-forwarded-for") ?? "").split(",").map(bare).filter(Boolean);
  let address = peerOf(headers);
  while (isTrusted(trusted, address) && hops.length > 0) address = hops.pop() ?? address;
  return address || "unknown";
}
