import { HOUR_MS, type Instant, MINUTE_MS } from "./tick";

/** What a machine's three clocks show at one moment, in milliseconds. */
export interface Reading {
  /** The wall clock, epoch milliseconds: anybody may set it. */
  readonly wall: Instant;
  /** The monotonic clock: nobody sets it; it stands while the machine sleeps. */
  readonly steady: number;
  /** How long the machine has been up: nobody sets it; it goes on while the machine sleeps. */
  readonly up: number;
}

/** Why the wall clock is doubted: it leapt while the server ran, or stood behind or too far ahead at its start. */
export const DOUBT_REASONS = ["leapt", "behind", "ahead"] as const;
export type DoubtReason = (typeof DOUBT_REASONS)[number];

export interface Doubt {
  readonly reason: DoubtReason;
  /** What the doubted clock showed when the doubt began. */
  readonly since: Instant;
  /** By how much it differs from what was expected, or from the newest entry of the audit, in whole seconds; negative = behind. */
  readonly off: number;
  /** For how long it has run on evenly since, by the monotonic clock. */
  readonly agreedMs: number;
}

/** Between which instants the wall clock would be believed; both move on with the time that passes. */
interface Believable {
  readonly least: Instant;
  readonly most: Instant;
}

/** What is known of the wall clock. */
export interface ClockState {
  readonly reading: Reading;
  readonly believable: Believable;
  /** Null = the clock is trusted. */
  readonly doubt: Doubt | null;
  /** The monotonic clock when what is believable last followed the wall clock. */
  readonly followedAt: number;
  /** For how long the server has run with a trusted clock, over all its starts. */
  readonly runningMs: number;
}

/** A doubt as it outlives the process. */
export interface StoredDoubt extends Doubt, Believable {
  /** What the doubted clock showed last. */
  readonly wall: Instant;
}

/** What a start finds in the database. */
export interface TimeRecord {
  readonly runningMs: number;
  readonly doubt: StoredDoubt | null;
  /** When the newest entry of the audit was written; null where there is none. */
  readonly newestAudit: Instant | null;
}

/** How a doubt ended: the clock agrees again, it ran on evenly for long enough, or an operator said so. */
export type DoubtEnd = "agrees" | "waited" | "accepted";

/** By more than this the wall clock has leapt, or a start is behind. */
export const LEAP_MS = 5 * MINUTE_MS;
/** By more than this a start is ahead of the newest entry: longer than an office is closed between two working days. */
export const START_AHEAD_MS = 4 * 24 * HOUR_MS;
/** After so long in agreement a doubted clock is believed, and what was marked may be forgotten. */
export const AGREED_MS = 20 * HOUR_MS;
/** So often a trusted clock's own small corrections become what is expected of it: a second a day is no leap in a year. */
const FOLLOW_MS = HOUR_MS;

const wholeSeconds = (ms: number): number => Math.round(ms / 1_000) * 1_000;

const around = (wall: Instant): Believable => ({ least: wall - LEAP_MS, most: wall + LEAP_MS });

const moved = ({ least, most }: Believable, by: number): Believable => ({ least: least + by, most: most + by });

const believes = ({ least, most }: Believable, wall: Instant): boolean => least <= wall && wall <= most;

const trusted = (reading: Reading, runningMs: number): ClockState => ({
  reading,
  believable: around(reading.wall),
  doubt: null,
  followedAt: reading.steady,
  runningMs,
});

function doubted(reading: Reading, believable: Believable, doubt: Doubt, runningMs: number): ClockState {
  return { reading, believable, doubt, followedAt: reading.steady, runningMs };
}

/** Whether a doubted clock may simply have gone on while the server was stopped. */
const mayGoOn = (stored: StoredDoubt, wall: Instant): boolean =>
  believes({ least: stored.wall - LEAP_MS, most: stored.wall + START_AHEAD_MS }, wall);

/**
 * Judges the clock at a start. Entries of the audit that a doubted clock wrote prove nothing: a stored doubt brings its
 * own bounds, and goes on where the clock may be the same wrong one.
 */
export function stateAtStart({ runningMs, doubt: stored, newestAudit }: TimeRecord, reading: Reading): ClockState {
  const { wall } = reading;
  if (stored && mayGoOn(stored, wall)) {
    const { reason, since, off, agreedMs } = stored;
    return doubted(reading, moved(stored, wall - stored.wall), { reason, since, off, agreedMs }, runningMs);
  }
  const last = stored ? stored.least + LEAP_MS : newestAudit;
  if (last === null) return trusted(reading, runningMs);
  const believable = { least: last - LEAP_MS, most: (stored ? stored.most : last) + START_AHEAD_MS };
  if (believes(believable, wall)) return trusted(reading, runningMs);
  const reason = wall < believable.least ? "behind" : "ahead";
  return doubted(reading, believable, { reason, since: wall, off: wholeSeconds(wall - last), agreedMs: 0 }, runningMs);
}

/** How much time has passed: by the monotonic clock, or by the machine's age where that explains the wall clock better. */
function passedBetween(before: Reading, after: Reading): number {
  const [wall, steady, up] = [after.wall - before.wall, after.steady - before.steady, after.up - before.up];
  return Math.abs(wall - up) < Math.abs(wall - steady) ? up : steady;
}

/** Judges the clock by one more reading. */
export function observed(
  before: ClockState,
  reading: Reading,
): { readonly state: ClockState; readonly end: DoubtEnd | null } {
  const passed = passedBetween(before.reading, reading);
  const ran = reading.steady - before.reading.steady;
  const believable = moved(before.believable, passed);
  const { doubt, runningMs } = before;
  const isBelievable = believes(believable, reading.wall);
  if (!doubt && isBelievable) {
    const isDue = reading.steady - before.followedAt >= FOLLOW_MS;
    const state = isDue ? trusted(reading, runningMs + ran) : { ...before, reading, believable };
    return { state: { ...state, runningMs: runningMs + ran }, end: null };
  }
  if (!doubt) {
    const off = wholeSeconds(reading.wall - (believable.least + believable.most) / 2);
    const begun: Doubt = { reason: "leapt", since: reading.wall, off, agreedMs: 0 };
    return { state: doubted(reading, believable, begun, runningMs), end: null };
  }
  if (isBelievable) return { state: trusted(reading, runningMs), end: "agrees" };
  const hasLeapt = Math.abs(reading.wall - before.reading.wall - passed) > LEAP_MS;
  const agreedMs = hasLeapt ? 0 : doubt.agreedMs + ran;
  if (agreedMs >= AGREED_MS) return { state: trusted(reading, runningMs), end: "waited" };
  return { state: doubted(reading, believable, { ...doubt, agreedMs }, runningMs), end: null };
}

/** The clock as it is, believed because an operator says so. */
export const accepted = ({ reading, runningMs }: ClockState): ClockState => trusted(reading, runningMs);

/** What of a doubt outlives the process, in whole milliseconds; null while there is none. */
export const storedDoubt = ({ doubt, believable, reading }: ClockState): StoredDoubt | null =>
  doubt && {
    ...doubt,
    agreedMs: Math.floor(doubt.agreedMs),
    least: Math.round(believable.least),
    most: Math.round(believable.most),
    wall: reading.wall,
  };
