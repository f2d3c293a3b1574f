import { randomBytes } from "node:crypto";
import { uptime } from "node:os";
import type { Reading } from "@/lib/domain/clock-trust";
import type { Instant } from "@/lib/domain/tick";
import type { Clock } from "@/lib/ports/clock";

/** A clock that a demo may set going from any instant, run faster, push forward and set wrong. */
export interface DemoClock extends Clock {
  /** Lets so many milliseconds pass; never back. */
  advance(milliseconds: number): void;
  /** Sets the wall clock forward or back by so many milliseconds, while no time passes. */
  step(milliseconds: number): void;
  /** What the three clocks show now. */
  reading(): Reading;
  /** Is told at once, before anybody is told the time, when the clock has been set back: from where, and to where. */
  onSetBack(listener: (from: Instant, to: Instant) => void): void;
}

interface Stretch {
  readonly name: string;
  latest: Instant;
}

const SECOND_MS = 1_000;
/** By more than this the clock was set back; by less it waits until time has caught up. */
const CREEP_MS = 5 * SECOND_MS;
/** An offer lives for half an hour at most: who gave one out this many settings ago knows no better than the present. */
const STRETCHES_KEPT = 100;

/** Wall clock, monotonic clock and age of the machine. */
function readings(start: number | null, rate: number): () => Reading {
  const origin = performance.now();
  if (start === null && rate === 1)
    return () => ({ wall: Date.now(), steady: performance.now(), up: uptime() * SECOND_MS });
  const begin = start ?? performance.timeOrigin + origin;
  return () => {
    const steady = (performance.now() - origin) * rate;
    return { wall: begin + steady, steady, up: steady };
  };
}

/**
 * The application's clock. `start` = null is the machine's time; otherwise it begins there and runs `rate` times as
 * fast by the monotonic clock, so that a step of the machine's time does not reach it.
 */
export function makeClock(start: number | null, rate: number): DemoClock {
  const name = randomBytes(6).toString("base64url");
  const read = readings(start, rate);
  const told: ((from: Instant, to: Instant) => void)[] = [];
  let [ahead, off, settings] = [0, 0, 0];
  let current: Stretch = { name: `${name}.0`, latest: Number.NEGATIVE_INFINITY };
  /** Those before, each with the latest instant that was shown since it began. */
  const former: Stretch[] = [];

  function reading(): Reading {
    const { wall, steady, up } = read();
    return { wall: Math.floor(wall) + ahead + off, steady: steady + ahead, up: up + ahead };
  }

  function begin(to: Instant): void {
    const from = current.latest;
    for (const one of former) one.latest = Math.max(one.latest, from);
    former.push(current);
    if (former.length > STRETCHES_KEPT) former.shift();
    settings++;
    current = { name: `${name}.${settings}`, latest: to };
    for (const listener of told) listener(from, to);
  }

  function now(): Instant {
    const { wall } = reading();
    if (wall < current.latest - CREEP_MS) begin(wall);
    current.latest = Math.max(current.latest, wall);
    return current.latest;
  }

  return {
    now,
    reading,
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
    onSetBack(listener) {
      told.push(listener);
    },
  };
}
