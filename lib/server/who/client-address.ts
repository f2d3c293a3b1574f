import type { BlockList } from "node:net";
import { isIP, isIPv4, isIPv6, SocketAddress } from "node:net";

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

/** Who asks, as far as trusted proxies tell, and for how many more that one says that it asks. */
export interface Client {
  readonly address: string;
  readonly forwardedFor: number;
}

/** The peer itself unless it is a trusted proxy, then the right-most address in X-Forwarded-For that is none. */
export function clientOf(headers: { get(name: string): string | null }, trusted: BlockList): Client {
  const hops = (headers.get("x-forwarded-for") ?? "").split(",").map(bare).filter(Boolean);
  let address = peerOf(headers);
  while (isTrusted(trusted, address) && hops.length > 0) address = hops.pop() ?? address;
  // What is no address would be a network of its own, and another one with every request.
  return { address: isIP(address) ? address : "unknown", forwardedFor: hops.length };
}

/** The client's address. What an untrusted peer forwards is ignored. */
export const clientAddress = (headers: { get(name: string): string | null }, trusted: BlockList): string =>
  clientOf(headers, trusted).address;
