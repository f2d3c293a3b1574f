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
const BYTE_BITS = 8;

function bytesOfIPv4(address: string): readonly number[] | null {
  const parts = address.split(".");
  const isWhole = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
  return isWhole ? parts.map(Number) : null;
}

const GROUP = /^[0-9a-f]{1,4}$/i;

/** Groups of one side of `::` as bytes. */
function bytesOfGroups(text: string): readonly number[] | null {
  if (text === "") return [];
  const groups = text.split(":");
  if (!groups.every((group) => GROUP.test(group))) return null;
  return groups.map((group) => Number.parseInt(group, 16)).flatMap((value) => [value >> BYTE_BITS, value & 0xff]);
}

/** The last two groups may be written as an IPv4 address. */
function withoutIPv4(address: string): string {
  const [, head = "", last = ""] = /^(.*:)(\d+\.[\d.]+)$/.exec(address) ?? [];
  const bytes = bytesOfIPv4(last);
  if (!bytes) return address;
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  return `${head}${((a << BYTE_BITS) | b).toString(16)}:${((c << BYTE_BITS) | d).toString(16)}`;
}

function bytesOfIPv6(written: string): readonly number[] | null {
  const address = withoutIPv4(written);
  const [head = "", tail, more] = address.split("::");
  if (!address.includes(":") || more !== undefined) return null;
  const left = bytesOfGroups(head);
  const right = tail === undefined ? [] : bytesOfGroups(tail);
  if (!left || !right) return null;
  const missing = 16 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 2) return null;
  return [...left, ...Array<number>(missing).fill(0), ...right];
}

const bytesOf = (address: string): readonly number[] | null => bytesOfIPv4(address) ?? bytesOfIPv6(address);

/** An IPv6 address as its first bits, `2001:db8:1::/48`; anything else as it is. */
function prefixOf(address: string, bits: number): string {
  const bytes = bytesOfIPv6(address);
  if (!bytes) return address;
  const groups = Array.from({ length: bits / 16 }, (_, index) => {
    const [high = 0, low = 0] = bytes.slice(2 * index, 2 * index + 2);
    return ((high << BYTE_BITS) | low).toString(16);
  });
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
  readonly bytes: readonly number[];
  readonly bits: number;
}

/** Address and length of a network; null for what is none. */
function readCidr(cidr: Cidr): Network | null {
  const [address = "", length, more] = cidr.split("/");
  const bytes = bytesOf(address);
  if (!bytes || more !== undefined || (length !== undefined && !/^\d{1,3}$/.test(length))) return null;
  const bits = length === undefined ? bytes.length * BYTE_BITS : Number(length);
  return bits <= bytes.length * BYTE_BITS ? { bytes, bits } : null;
}

/** Whether a text names a network, `10.0.0.0/8`, `2001:db8::/32`, or one address. */
export const isCidr = (text: string): boolean => readCidr(text) !== null;

function contains({ bytes, bits }: Network, address: readonly number[]): boolean {
  if (bytes.length !== address.length) return false;
  const whole = Math.floor(bits / BYTE_BITS);
  for (let index = 0; index < whole; index++) if (bytes[index] !== address[index]) return false;
  const beyond = BYTE_BITS - (bits % BYTE_BITS);
  return beyond === BYTE_BITS || (bytes[whole] ?? 0) >> beyond === (address[whole] ?? 0) >> beyond;
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
  const bytes = networks.length > 0 ? bytesOf(address) : null;
  return bytes !== null && readNetworks(networks).some((one) => contains(one, bytes));
}
