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
  const kept = new Map<string, { readonly typed: Lookup; readonly until: Instant }>();
  return {
    keep(device, typed) {
      // Deleted first: a map is in the order of its insertions, and the oldest goes first.
      kept.delete(device);
      if (typed) kept.set(device, { typed, until: clock.now() + KEPT_MS });
      const [oldest] = kept.keys();
      if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
    },
    typedOn(device) {
      const found = kept.get(device);
      return found && found.until > clock.now() ? found.typed : null;
    },
  };
}
