import type { Clock } from "@/lib/ports/clock";

/** A clock that a demo may set going from any instant, run faster and push forward. */
export interface DemoClock extends Clock {
  /** Moves the clock forward by so many milliseconds; never back. */
  advance(milliseconds: number): void;
}

/**
 * The application's clock. `start` = null is the machine's time; otherwise it begins there and runs `rate` times as
 * fast by the monotonic clock, so that a step of the machine's time does not reach it.
 */
export function makeClock(start: number | null, rate: number): DemoClock {
  const origin = performance.now();
  let ahead = 0;
  let latest = 0;
  const read = () =>
    start === null && rate === 1
      ? Date.now()
      : (start ?? performance.timeOrigin + origin) + (performance.now() - origin) * rate;
  return {
    now() {
      latest = Math.max(latest, Math.floor(read()) + ahead);
      return latest;
    },
    advance(milliseconds) {
      ahead += Math.max(0, milliseconds);
    },
  };
}
