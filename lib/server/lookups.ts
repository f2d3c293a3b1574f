import { LRUCache } from "lru-cache";
import { type Instant, MINUTE_MS } from "@/lib/domain/time/tick";
import type { Clock } from "@/lib/ports/clock";
import type { Lookup, Lookups } from "@/lib/ports/lookups";

const KEPT_MS = 10 * MINUTE_MS;
/** Most devices of which something is kept: what is beyond lets go of the oldest. Together some 600 kB. */
const MOST = 500;

/**
 * Keeps lookups in memory: they cost nobody a write, and whoever looks for a thousand visits that are not there takes
 * nothing but memory that is counted. A restart forgets them, and then the form is merely empty.
 */
export function memoryLookups(clock: Clock): Lookups {
  const kept = new LRUCache<string, { readonly typed: Lookup; readonly until: Instant }>({ max: MOST });
  return {
    keep(device, typed) {
      if (typed) kept.set(device, { typed, until: clock.now() + KEPT_MS });
      else kept.delete(device);
    },
    typedOn(device) {
      const found = kept.get(device);
      if (!found) return null;
      const left = found.until - clock.now();
      // What a clock that stood ahead has kept is not kept until the time comes again.
      return left > 0 && left <= KEPT_MS ? found.typed : null;
    },
  };
}
