import { addressText, type Cidr, isWithin } from "@/lib/domain/who/network";

/** Set by our own HTTP server from the socket, overwriting whatever a client sent. */
export const PEER_HEADER = "x-okienko-peer";

/** An address as a socket or a proxy writes it, in one way: without brackets, port and interface. */
function bare(written: string): string {
  const address = written
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, "$1")
    .replace(/^([\d.]+):\d+$/, "$1")
    .replace(/%.*$/, "");
  return addressText(address) ?? address;
}

/** The address from which a request came to us, whoever it was forwarded for. */
export const peerOf = (headers: { get(name: string): string | null }): string => bare(headers.get(PEER_HEADER) ?? "");

/** Who asks, as far as trusted proxies tell, and for how many more that one says that it asks. */
export interface Client {
  readonly address: string;
  readonly forwardedFor: number;
}

/** The peer itself unless it is a trusted proxy, then the right-most address in X-Forwarded-For that is none. */
export function clientOf(headers: { get(name: string): string | null }, trusted: readonly Cidr[]): Client {
  const hops = (headers.get("x-forwarded-for") ?? "").split(",").map(bare).filter(Boolean);
  let address = peerOf(headers);
  while (isWithin(address, trusted) && hops.length > 0) address = hops.pop() ?? address;
  // What is no address would be a network of its own, and another one with every request.
  return { address: addressText(address) ?? "unknown", forwardedFor: hops.length };
}

/** The client's address. What an untrusted peer forwards is ignored. */
export const clientAddress = (headers: { get(name: string): string | null }, trusted: readonly Cidr[]): string =>
  clientOf(headers, trusted).address;

/** This machine. */
const LOOPBACK = ["127.0.0.0/8", "::1"];

/** Whether a request came to us from this machine, whoever it was forwarded for. */
export const cameFromHere = (headers: { get(name: string): string | null }): boolean =>
  isWithin(peerOf(headers), LOOPBACK);

/** Whether a request began on this machine: a proxy running here forwards others, so its word counts too. */
export const beganHere = (headers: { get(name: string): string | null }): boolean =>
  isWithin(clientAddress(headers, LOOPBACK), LOOPBACK);
