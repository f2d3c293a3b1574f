import { type Cidr, isWithin } from "@/lib/domain/who/network";
import { clientOf } from "../who/client-address";
import { recentCounts } from "./recent-counts";

/** Addresses from which nobody asks over the internet: what forwards from there is a proxy of the house. */
const HOUSE = [
  ...["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8"],
  ...["::1", "fc00::/7", "fe80::/10"],
];

/** Requests of ten minutes; a proxy is among the first peers of a minute. */
const KEPT = { minutes: 10, keys: 8 };
/** Fewer requests than this say nothing of who stands before us. */
const LEAST = 20;

/** Watches whether a proxy stands before the server that nobody has declared. */
export interface ProxyWatch {
  /** Takes note of a request for a page or to the API. */
  saw(headers: { get(name: string): string | null }): void;
  /** Whether most requests of ten minutes were forwarded by one peer of the house that is not trusted. */
  found(): boolean;
  /** Whether an address is that peer's: everybody behind it seems to ask by it. */
  isUndeclared(address: string): boolean;
}

/**
 * Behind an undeclared proxy everybody seems to ask from one address, and its share would be the city's. Only a peer of
 * the house counts, and only with more than half of all requests: nobody outside can switch this by a header, and
 * whoever does it from within frees nobody but itself.
 */
export function makeProxyWatch(
  trusted: readonly Cidr[],
  changed: (undeclared: boolean) => void,
  time: () => number = () => performance.now(),
): ProxyWatch {
  const requests = recentCounts(KEPT, time);
  let proxy: string | null = null;

  /** Who forwards a request, before us or before a declared proxy, if it is one of the house that nobody has declared. */
  function forwarder(headers: { get(name: string): string | null }): string | null {
    const { address, forwardedFor } = clientOf(headers, trusted);
    return forwardedFor > 0 && isWithin(address, HOUSE) && !isWithin(address, trusted) ? address : null;
  }

  const forwardsMost = (peer: string | null): boolean => peer !== null && requests.of(peer) * 2 > requests.all();

  function judge(peer: string | null): void {
    if (requests.all() < LEAST) return;
    const found = [peer, proxy].find(forwardsMost) ?? null;
    const isNew = (found === null) !== (proxy === null);
    proxy = found;
    if (isNew) changed(found !== null);
  }

  return {
    saw(headers) {
      const peer = forwarder(headers);
      requests.add(peer);
      judge(peer);
    },
    found: () => proxy !== null,
    isUndeclared: (address) => proxy === address,
  };
}
