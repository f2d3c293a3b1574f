import { recentCounts } from "./recent-counts";

/** Ten minutes; more networks than ever book in one of them. */
const KEPT = { minutes: 10, keys: 2_000 };

/** From so many starts of one network on, and from so many percent of all, a city should look (docs/operations.md). */
const STARTS = 20;
const PERCENT = 30;
/** From so many visits called off on. */
const CANCELS = 30;

const QUIET_MS = 10 * 60_000;

/** What a city should look at. */
export type Attention =
  | { readonly reason: "one-network"; readonly count: number; readonly percent: number }
  | { readonly reason: "cancels"; readonly count: number };

/** Watches who takes starts, and how many are given back, without ever saying who. */
export interface StartsWatch {
  /** A start was taken, held or moved to, or refused because of a limit, from a network; null where none is known. */
  asked(network: Uint8Array | null): void;
  cancelled(): void;
  /** The largest part of the starts of ten minutes that one network asked for, 0 to 1; 0 while there are few. */
  largestShare(): number;
  /** Visits called off in ten minutes. */
  cancels(): number;
}

/** `notify` is told at once, and again after ten minutes if it goes on. */
export function makeStartsWatch(notify: (attention: Attention) => void, time: () => number): StartsWatch {
  const starts = recentCounts(KEPT, time);
  const cancels = recentCounts({ ...KEPT, keys: 0 }, time);
  const told = new Map<Attention["reason"], number>();

  function tell(attention: Attention): void {
    const last = told.get(attention.reason);
    if (last !== undefined && Math.abs(time() - last) < QUIET_MS) return;
    told.set(attention.reason, time());
    notify(attention);
  }

  return {
    asked(network) {
      const key = network && Buffer.from(network).toString("base64");
      starts.add(key);
      const count = key === null ? 0 : starts.of(key);
      const percent = Math.floor((100 * count) / starts.all());
      if (count >= STARTS && percent >= PERCENT) tell({ reason: "one-network", count, percent });
    },
    cancelled() {
      cancels.add(null);
      if (cancels.all() >= CANCELS) tell({ reason: "cancels", count: cancels.all() });
    },
    largestShare: () => (starts.all() < STARTS ? 0 : starts.most() / starts.all()),
    cancels: () => cancels.all(),
  };
}
