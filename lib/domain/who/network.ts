import ipaddr from "ipaddr.js";
import { HOUR_MS } from "../time/tick";

/** Networks of IPv4 and IPv6 as text, `10.0.0.0/8`; one address is a network too. */
export type Cidr = string;

/** What a network has a share as: of one household or firm, or of many that the city has named. */
export type NetworkKind = "plain" | "shared";

/** For how long it is kept from which network a time was taken. */
export const NETWORK_KEPT_MS = 24 * HOUR_MS;

/** Bits of an IPv6 address that name a customer's whole network, and one of the networks in it. */
const SITE_BITS = 48;
const LAN_BITS = 64;

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** An address as it is written in full; `10.1` and `0x7f000001`, which the library would read too, are none. */
function addressOf(text: string): Address | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  return !text.includes("%") && ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : null;
}

/** An address in one way of writing, IPv6 short and an IPv4 one within IPv6 as itself; null for what is none. */
export function addressText(text: string): string | null {
  const read = addressOf(text);
  if (!(read instanceof ipaddr.IPv6)) return read?.toString() ?? null;
  return (read.isIPv4MappedAddress() ? read.toIPv4Address() : read).toString();
}

/** An IPv6 address as its first bits, `2001:db8:1::/48`; anything else as it is. */
function prefixOf(address: string, bits: number): string {
  const read = addressOf(address);
  if (!(read instanceof ipaddr.IPv6)) return address;
  const groups = read.parts.slice(0, bits / 16).map((part) => part.toString(16));
  return `${groups.join(":")}::/${bits}`;
}

/**
 * The network whose share a claim takes: an IPv4 address, or the /48 of an IPv6 one. Whoever rents a line is given a
 * whole /48 and can ask from 65,536 networks in it: what counted each of them would count nobody.
 */
export const networkOf = (address: string): string => prefixOf(address, SITE_BITS);

/** The smallest network that an address tells: an IPv4 address, or the /64 of an IPv6 one, a home or a telephone. */
export const lanOf = (address: string): string => prefixOf(address, LAN_BITS);

interface Network {
  readonly address: Address;
  readonly bits: number;
}

/** Address and length of a network; null for what is none. */
function readCidr(cidr: Cidr): Network | null {
  const [text = "", length, more] = cidr.split("/");
  const address = addressOf(text);
  if (!address || more !== undefined || (length !== undefined && !/^\d{1,3}$/.test(length))) return null;
  const most = address.kind() === "ipv4" ? 32 : 128;
  const bits = length === undefined ? most : Number(length);
  return bits <= most ? { address, bits } : null;
}

/** Whether a text names a network, `10.0.0.0/8`, `2001:db8::/32`, or one address. */
export const isCidr = (text: string): boolean => readCidr(text) !== null;

/** Networks as somebody lists them, comma-separated; null where one of them is none. */
export function readNetworkList(text: string): readonly Cidr[] | null {
  const list = text
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);
  return list.every(isCidr) ? list : null;
}

/** Lists that were read once: every request asks for the same one. */
const known = new WeakMap<readonly Cidr[], readonly Network[]>();

function readNetworks(networks: readonly Cidr[]): readonly Network[] {
  const read = known.get(networks) ?? networks.flatMap((one) => readCidr(one) ?? []);
  known.set(networks, read);
  return read;
}

/** Whether an address lies in one of the networks. What is no address lies in none. */
export function isWithin(address: string, networks: readonly Cidr[]): boolean {
  const read = networks.length > 0 ? addressOf(address) : null;
  if (!read) return false;
  return readNetworks(networks).some((one) => one.address.kind() === read.kind() && read.match(one.address, one.bits));
}

/** What the network of an address has a share as, where the city has named these as shared. */
export const networkKindOf = (address: string, shared: readonly Cidr[]): NetworkKind =>
  isWithin(address, shared) ? "shared" : "plain";
