import { type Instant, MINUTE_MS } from "@/lib/domain/time/tick";

const QUARTER_MS = 15 * MINUTE_MS;
/** So many hours are read at a glance: three rows on a phone. */
const AT_A_GLANCE = 12;
/** Fewer would be no choice. */
const LEAST = 4;

/** The hours that are shown at once, and those one tap away; both as they came. */
export interface Quarters {
  readonly first: readonly Instant[];
  readonly rest: readonly Instant[];
}

/**
 * The quarter hours first where a part of the day has many hours. Europe/Warsaw is whole hours away from UTC, so that a
 * quarter of an hour is one in both. All at once where they are few, or hardly one of them is a quarter hour.
 */
export function quartersFirst(starts: readonly Instant[]): Quarters {
  const first = starts.filter((at) => at % QUARTER_MS === 0);
  if (starts.length <= AT_A_GLANCE || first.length < LEAST) return { first: starts, rest: [] };
  return { first, rest: starts.filter((at) => at % QUARTER_MS !== 0) };
}
