import { randomBytes } from "node:crypto";
import { uptime } from "node:os";
import type { Reading } from "@/lib/domain/time/clock-trust";
import type { Instant } from "@/lib/domain/time/tick";
import type { Clock } from "@/lib/ports/clock";

/** A clock that a demo may set going from any instant, run faster, push forward and set wrong. */
export interface DemoClock extends Clock {
  /** Lets so many milliseconds pass; never back. */
  advance(milliseconds: number): void;
  /** Sets the wall clock forward or back by so many milliseconds, while no time passes. */
  step(milliseconds: number): void;
  /** What the three clocks show now. */
  reading(): Reading;
  /** Is told at once, before anybody is told the time, when the clock has been set: what it showed, and what it shows. */
  onSet(listener: (from: Instant, to: Instant) => void): void;
}

interface Stretch {
  readonly name: string;
  latest: Instant;
}

const SECOND_MS = 1_000;
/** By more than this the clock was set; set back by less it waits until time has caught up. */
const CREEP_MS = 5 * SECOND_MS;
/** An offer lives for half an hour at most: who gave one out this many settings ago knows no better than the present. */
const STRETCHES_KEPT = 100;

/** The clocks of the machine, or of a demo: each is asked alone, for the machine's age costs as much as a page view. */
interface Clocks {
  wall(): Instant;
  steady(): number;
  up(): number;
}

function clocksFrom(start: number | null, rate: number): Clocks {
  if (start === null && rate === 1)
    return { wall: () => Date.now(), steady: () => performance.now(), up: () => uptime() * SECOND_MS };
  const origin = performance.now();
  const begin = start ?? performance.timeOrigin + origin;
  const steady = () => (performance.now() - origin) * rate;
  return { wall: () => begin + steady(), steady, up: steady };
}

/**
 * The application's clock. `start` = null is the machine's time; otherwise it begins there and runs `rate` times as
 * fast by the monotonic clock, so that a step of the machine's time does not reach it.
 */
export function makeClock(start: number | null, rate: number): DemoClock {
  const name = randomBytes(6).toString("base64url");
  const clocks = clocksFrom(start, rate);
  const told: ((from: Instant, to: Instant) => void)[] = [];
  let [ahead, off, settings] = [0, 0, 0];
  let current: Stretch = { name: `${name}.0`, latest: Number.NEGATIVE_INFINITY };
  /** Those before, each with the latest instant that was shown since it began. */
  const former: Stretch[] = [];

  const wallNow = (): Instant => Math.floor(clocks.wall()) + ahead + off;
  const steadyNow = (): number => clocks.steady() + ahead;
  /** By how much the wall clock is before the monotonic one. */
  let between = wallNow() - steadyNow();

  /** Begins another stretch: the clock was set back. */
  function begin(to: Instant): void {
    for (const one of former) one.latest = Math.max(one.latest, current.latest);
    former.push(current);
    if (former.length > STRETCHES_KEPT) former.shift();
    settings++;
    current = { name: `${name}.${settings}`, latest: to };
  }

  function now(): Instant {
    const wall = wallNow();
    const gap = wall - steadyNow();
    const from = current.latest;
    const isBack = wall < from - CREEP_MS;
    const isAhead = gap - between > CREEP_MS;
    between = gap;
    if (isBack) begin(wall);
    if (isBack || isAhead) for (const listener of told) listener(from, wall);
    current.latest = Math.max(current.latest, wall);
    return current.latest;
  }

  return {
    now,
    reading: () => ({ wall: wallNow(), steady: steadyNow(), up: clocks.up() + ahead }),
    stretch() {
      now();
      return current.name;
    },
    latestSince(stretch) {
      const present = now();
      return Math.max(present, former.find((one) => one.name === stretch)?.latest ?? present);
    },
    advance(milliseconds) {
      ahead += Math.max(0, milliseconds);
    },
    step(milliseconds) {
      off += milliseconds;
    },
    onSet(listener) {
      told.push(listener);
    },
  };
}
