import type { LocationId } from "../city/city";
import type { Settings } from "../city/settings";
import { civilDateAt } from "../time/civil-time";
import { type Instant, MINUTE_MS, type Tick, tickStart } from "../time/tick";
import type { Occupancy } from "./visit";

/** The cells of a time: which counter and hall, and from when to when. */
export type Cells = Pick<Occupancy, "hallId" | "counterId" | "start" | "ticks" | "waitFrom" | "places">;

/** A time that a resident has left, and until when nobody else may have it. */
export interface Rest extends Cells {
  readonly until: Instant;
}

/** A rest as it is stored: whose it was, and at which building. */
export interface KeptRest extends Rest {
  readonly visitId: number;
  readonly locationId: LocationId;
}

/** A rest as what takes up the day's cells: it is the visit's own, for whoever else it is taken. */
export const resting = ({ visitId: id, until: restUntil, locationId: _, ...cells }: KeptRest): Occupancy => ({
  ...{ id, state: "cancelled", heldUntil: null, restUntil },
  ...cells,
});

export type RestSettings = Pick<Settings, "restMinutesLeast" | "restMinutesMost">;

/** How many times that it has left may rest for one visit at once: more would make moving a way to hide hours. */
export const MOST_RESTS = 2;

/** Until when a time rests that is left now; null where nothing rests. `chance` is drawn from [0, 1). */
export function restUntil(settings: RestSettings, now: Instant, chance: number): Instant | null {
  const most = settings.restMinutesMost;
  if (most === 0) return null;
  const least = Math.min(settings.restMinutesLeast, most);
  return now + Math.floor((least + chance * (most - least)) * MINUTE_MS);
}

const overlap = (from: Tick, to: Tick, otherFrom: Tick, otherTo: Tick): boolean => from < otherTo && otherFrom < to;

const meetAtCounter = (a: Cells, b: Cells): boolean =>
  a.counterId === b.counterId && overlap(a.start, a.start + a.ticks, b.start, b.start + b.ticks);

const meetWaiting = (a: Cells, b: Cells): boolean =>
  a.hallId === b.hallId && overlap(a.waitFrom, a.start, b.waitFrom, b.start);

/** Whether two times want the same cells, or the same room to wait. */
export const meet = (a: Cells, b: Cells): boolean => meetAtCounter(a, b) || meetWaiting(a, b);

/** What a visit leaves of a time when it goes on to another; all of it where they do not meet. */
function leftOver(left: Cells, next: Cells): Cells {
  const room = meetWaiting(left, next) ? { ...left, waitFrom: left.start } : left;
  if (!meetAtCounter(left, next)) return room;
  if (next.start > left.start) return { ...room, ticks: next.start - left.start };
  const start = next.start + next.ticks;
  return { ...left, start, waitFrom: start, ticks: left.start + left.ticks - start };
}

/**
 * What rests on of a time to which, or to a part of which, its visit comes back; null where nothing is left. Were all of
 * it free at once, whoever goes round by a third time would hand the hour on at a moment of their choosing.
 */
export function restsOn(rest: Rest, next: Cells): Rest | null {
  const left = leftOver(rest, next);
  return left.ticks > 0 ? { ...rest, ...left } : null;
}

/** What is known where a visit leaves its time. */
export interface Leaving {
  readonly left: Cells;
  /** Where it goes on; null where it is called off. */
  readonly next: Cells | null;
  readonly now: Instant;
  /** Drawn from [0, 1); null where the office calls off or moves. */
  readonly chance: number | null;
  readonly settings: RestSettings;
}

/**
 * What rests of a time that is left. An hour of a later day does, so that who leaves it cannot hand it on: it comes back
 * at a moment that nobody knows. An hour of today is needed at once, and what the office leaves was never for sale.
 */
export function restOf({ left, next, now, chance, settings }: Leaving): Rest | null {
  if (chance === null || civilDateAt(tickStart(left.start)) <= civilDateAt(now)) return null;
  const until = restUntil(settings, now, chance);
  const cells = next ? leftOver(left, next) : left;
  return until === null || cells.ticks <= 0 ? null : { ...cells, until };
}
