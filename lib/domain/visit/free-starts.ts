import type { CaseGroup, CounterId, Department, HallId } from "../city/city";
import type { DayCounter, DayPlan, DayWindow } from "../city/day-plan";
import type { Settings } from "../city/settings";
import { addDays, civilDateAt, readInstant } from "../time/civil-time";
import { ceilTick, floorTick, type Instant, MINUTE_MS, type Tick, tickStart, ticksFor } from "../time/tick";
import type { Refusal } from "./refusal";
import type { Taken } from "./taken";
import type { Occupancy } from "./visit";

/** Ticks of one segment of the advance limit: two hours, counted from each window's start (design §2). */
const SEGMENT_TICKS = 24;

/** What is wanted, and the facts that decide whether it can be had. */
export interface Ask {
  readonly caseGroup: CaseGroup;
  readonly department: Department;
  readonly cases: number;
  readonly now: Instant;
  readonly settings: Settings;
}

/** A gap in the schedule: computed, expires at once; not a visit. */
export interface FreeStart {
  readonly start: Tick;
  readonly ticks: number;
  readonly hallId: HallId;
  /** The planned counter: internal, may change until called. */
  readonly counterId: CounterId;
  /** First tick of waiting, `comeInAt`: places are taken in `[waitFrom, start)`. */
  readonly waitFrom: Tick;
  readonly places: number;
}

/** Ticks of a visit with so many matters: the visit grows by one matter's length each (design §2). */
export const visitTicks = (caseGroup: CaseGroup, cases: number): number => ticksFor(caseGroup.minutes) * cases;

/** Waiting places of one visit: two for a couple, one for everybody else, a family too. */
export const visitPlaces = (caseGroup: CaseGroup): number => (caseGroup.twoPeople ? 2 : 1);

/** Why nobody can have any start of the day, or null. The date and hour decide, never the channel. */
export function refuseDay(plan: DayPlan, ask: Ask): Refusal | null {
  const { caseGroup, department, settings, now } = ask;
  const today = civilDateAt(now);
  if (settings.bookingPaused) return { reason: "paused" };
  if (!caseGroup.served.some((at) => at.locationId === plan.locationId)) return { reason: "not-served-here" };
  if (ask.cases > caseGroup.maxCases) return { reason: "too-many-cases", max: caseGroup.maxCases };
  if (plan.date < today) return { reason: "past" };
  if (plan.date < department.bookableFrom) return { reason: "not-open-yet", firstDay: department.bookableFrom };
  const opensAt = department.bookingOpensAt === null ? null : readInstant(department.bookingOpensAt);
  if (opensAt !== null && now < opensAt) return { reason: "booking-not-open", opensAt };
  const lastDay = addDays(today, settings.horizonDays);
  if (plan.date > lastDay) return { reason: "too-far", lastDay };
  if (plan.closed) return { reason: "closed", date: plan.date, closed: plan.closed };
  if (caseGroup.walkInOnly && plan.date !== today) return { reason: "walk-in-only" };
  return null;
}

/** The half-open interval in which a visit waits: `[max(now, start − early, doors open), start)` (design §4). */
export function waitFromOf(plan: DayPlan, ask: Ask, start: Tick): Tick {
  const early = ticksFor(ask.caseGroup.earlyMinutes);
  return Math.min(start, Math.max(floorTick(ask.now), start - early, plan.doorsOpen));
}

const isAdvance = (ask: Ask, start: Tick): boolean =>
  tickStart(start) > ask.now + ask.settings.releaseAheadMinutes * MINUTE_MS;

/** Urgent groups may take their reserved windows at any time, without the advance limit. */
const isExempt = (window: DayWindow, ask: Ask): boolean => window.reservedForUrgent && ask.caseGroup.urgent;

function roomFits(plan: DayPlan, taken: Taken, ask: Ask, hall: number, start: Tick, limited: boolean): boolean {
  const capacity = plan.halls[hall]?.capacity;
  const used = taken.places[hall];
  if (!capacity || !used) return true;
  const own = visitPlaces(ask.caseGroup);
  for (let tick = waitFromOf(plan, ask, start); tick < start; tick++) {
    const places = capacity[tick - plan.firstTick] ?? 0;
    const after = (used[tick - plan.firstTick] ?? 0) + own;
    if (after > places) return false;
    if (limited && after > Math.max(own, Math.floor((places * ask.settings.advancePercent) / 100))) return false;
  }
  return true;
}

/** The advance limit at a counter: in every segment touched, taken ticks plus own stay within its share. */
function segmentsAllow(
  plan: DayPlan,
  cells: Uint8Array,
  window: DayWindow,
  start: Tick,
  ticks: number,
  percent: number,
): boolean {
  for (let from = window.from; from < window.to; from += SEGMENT_TICKS) {
    const to = Math.min(from + SEGMENT_TICKS, window.to);
    const own = Math.min(to, start + ticks) - Math.max(from, start);
    if (own <= 0) continue;
    let used = own;
    for (let tick = from; tick < to; tick++) used += cells[tick - plan.firstTick] ?? 0;
    if (used > Math.floor(((to - from) * percent) / 100)) return false;
  }
  return true;
}

const insideWindow = (window: DayWindow, ask: Ask, start: Tick, ticks: number): boolean =>
  window.caseGroups.has(ask.caseGroup.id) && start >= window.from && start + ticks <= window.to;

function cellsFree(plan: DayPlan, cells: Uint8Array, start: Tick, ticks: number): boolean {
  for (let tick = start; tick < start + ticks; tick++) if (cells[tick - plan.firstTick]) return false;
  return true;
}

/** Whether the visit fits: in one window, on free cells, with room to wait, within the advance limit. */
function fits(plan: DayPlan, taken: Taken, ask: Ask, counter: number, window: DayWindow, start: Tick): boolean {
  const ticks = visitTicks(ask.caseGroup, ask.cases);
  const cells = taken.counters[counter];
  const hall = plan.counters[counter]?.hall;
  if (!cells || hall === undefined) return false;
  if (!insideWindow(window, ask, start, ticks) || !cellsFree(plan, cells, start, ticks)) return false;
  const limited = isAdvance(ask, start) && !isExempt(window, ask);
  if (limited && window.reservedForUrgent) return false;
  if (limited && !segmentsAllow(plan, cells, window, start, ticks, ask.settings.advancePercent)) return false;
  return roomFits(plan, taken, ask, hall, start, limited);
}

/** The grid of a counter and case group: steps of one matter's length from the window's start plus its offset. */
function onGrid(window: DayWindow, ask: Ask, start: Tick): boolean {
  const past = start - window.from - window.offset;
  return past >= 0 && past % ticksFor(ask.caseGroup.minutes) === 0;
}

/** Free ticks directly before the start that would be left as a gap; the offset at the window's start is none. */
function gapBefore(plan: DayPlan, cells: Uint8Array, window: DayWindow, start: Tick): number {
  let tick = start;
  while (tick > window.from && !cells[tick - 1 - plan.firstTick]) tick--;
  return tick > window.from ? start - tick : Math.max(0, start - window.from - window.offset);
}

/** Free ticks directly after the end that would be left as a gap; the rest at the window's end is none. */
function gapAfter(plan: DayPlan, cells: Uint8Array, window: DayWindow, end: Tick): number {
  let tick = end;
  while (tick < window.to && !cells[tick - plan.firstTick]) tick++;
  return tick < window.to ? tick - end : 0;
}

function leavesNoOrphan(
  plan: DayPlan,
  cells: Uint8Array,
  counter: DayCounter,
  window: DayWindow,
  start: Tick,
  ticks: number,
): boolean {
  const before = gapBefore(plan, cells, window, start);
  if (before > 0 && before < counter.shortest) return false;
  const after = gapAfter(plan, cells, window, start + ticks);
  return after === 0 || after >= counter.shortest;
}

function touches(plan: DayPlan, cells: Uint8Array, window: DayWindow, start: Tick, end: Tick): boolean {
  if (start === window.from || end === window.to) return true;
  return cells[start - 1 - plan.firstTick] === 1 || cells[end - plan.firstTick] === 1;
}

/** Whether nobody sits at the counter now: the tick of now lies in its window and is not taken. */
function idleNow(plan: DayPlan, cells: Uint8Array, counter: DayCounter, now: Instant): boolean {
  const tick = floorTick(now);
  const open = counter.windows.some((window) => tick >= window.from && tick < window.to);
  return open && !cells[tick - plan.firstTick];
}

/** The least start shown today; a claim may still take one from `ceilTick(now)` on. */
const firstShown = (ask: Ask): Tick => ceilTick(ask.now + ask.settings.leadMinutes * MINUTE_MS);

/** The starts of a window that may be shown, whether or not they fit (design §2, "Starts"). */
function* shownStarts(plan: DayPlan, taken: Taken, ask: Ask, index: number, window: DayWindow): Generator<Tick> {
  const counter = plan.counters[index];
  const cells = taken.counters[index];
  if (!counter || !cells || !window.caseGroups.has(ask.caseGroup.id)) return;
  const ticks = visitTicks(ask.caseGroup, ask.cases);
  const last = window.to - ticks;
  if (plan.date !== civilDateAt(ask.now)) {
    const step = ticksFor(ask.caseGroup.minutes);
    for (let start = window.from + window.offset; start <= last; start += step) {
      if (leavesNoOrphan(plan, cells, counter, window, start, ticks)) yield start;
    }
    return;
  }
  const first = firstShown(ask);
  const idle = idleNow(plan, cells, counter, ask.now);
  for (let start = Math.max(first, window.from); start <= last; start++) {
    if (onGrid(window, ask, start) || touches(plan, cells, window, start, start + ticks) || (idle && start === first)) {
      yield start;
    }
  }
}

/** Whether the first counter goes before the second: fewest case groups, then least loaded, then number. */
function goesBefore(plan: DayPlan, taken: Taken, first: number, second: number): boolean {
  const a = plan.counters[first];
  const b = plan.counters[second];
  if (!a || !b) return false;
  if (a.breadth !== b.breadth) return a.breadth < b.breadth;
  const loadA = taken.load[first] ?? 0;
  const loadB = taken.load[second] ?? 0;
  return loadA !== loadB ? loadA < loadB : a.number < b.number;
}

function freeStartAt(plan: DayPlan, ask: Ask, counter: number, start: Tick): FreeStart {
  const at = plan.counters[counter];
  const hall = at && plan.halls[at.hall];
  if (!at || !hall) throw new Error("A free start names a counter and a hall of its plan.");
  return {
    start,
    ticks: visitTicks(ask.caseGroup, ask.cases),
    hallId: hall.id,
    counterId: at.id,
    waitFrom: waitFromOf(plan, ask, start),
    places: visitPlaces(ask.caseGroup),
  };
}

/**
 * The one function that computes availability: every start of the day that may be shown and fits,
 * earliest first, each with its planned counter. Pure; bounded by one building's day.
 */
export function freeStarts(plan: DayPlan, taken: Taken, ask: Ask): FreeStart[] {
  if (refuseDay(plan, ask)) return [];
  const best = new Map<Tick, number>();
  plan.counters.forEach((counter, index) => {
    for (const window of counter.windows) {
      for (const start of shownStarts(plan, taken, ask, index, window)) {
        const rival = best.get(start);
        if (rival !== undefined && !goesBefore(plan, taken, index, rival)) continue;
        if (fits(plan, taken, ask, index, window, start)) best.set(start, index);
      }
    }
  });
  return [...best].sort(([a], [b]) => a - b).map(([start, index]) => freeStartAt(plan, ask, index, start));
}

/**
 * Whether the plan as it is now still has a visit where it was won: a day may be closed, or end earlier, while somebody
 * holds a start of it. That it has begun meanwhile is no matter.
 */
export function isStillPlanned(plan: DayPlan, ask: Ask, { counterId, start, ticks }: Occupancy): boolean {
  const counter = plan.counters.find((one) => one.id === counterId);
  const isInside = counter?.windows.some((window) => insideWindow(window, ask, start, ticks)) ?? false;
  return isInside && refuseDay(plan, ask) === null;
}

/** What a claim learns about one start. */
export type Judgement =
  | { readonly kind: "free"; readonly free: FreeStart }
  | { readonly kind: "taken" }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** Today a claim asks only whether the start fits, so that a time just shown is not refused though nobody took it. */
function claimable(plan: DayPlan, taken: Taken, ask: Ask, index: number, window: DayWindow, start: Tick): boolean {
  if (!fits(plan, taken, ask, index, window, start)) return false;
  if (plan.date === civilDateAt(ask.now)) return true;
  const counter = plan.counters[index];
  const cells = taken.counters[index];
  const ticks = visitTicks(ask.caseGroup, ask.cases);
  return counter !== undefined && cells !== undefined && leavesNoOrphan(plan, cells, counter, window, start, ticks);
}

/** Judges one wanted start for a claim: free with its counter, taken by others, or refused for a reason in words. */
export function judgeStart(plan: DayPlan, taken: Taken, ask: Ask, start: Tick): Judgement {
  const refusal = refuseDay(plan, ask);
  if (refusal) return { kind: "refused", refusal };
  if (start < ceilTick(ask.now)) return { kind: "refused", refusal: { reason: "past" } };
  const ticks = visitTicks(ask.caseGroup, ask.cases);
  const today = plan.date === civilDateAt(ask.now);
  let planned = false;
  let best: number | null = null;
  plan.counters.forEach((counter, index) => {
    for (const window of counter.windows) {
      if (!insideWindow(window, ask, start, ticks) || !(today || onGrid(window, ask, start))) continue;
      planned = true;
      if (best !== null && !goesBefore(plan, taken, index, best)) continue;
      if (claimable(plan, taken, ask, index, window, start)) best = index;
    }
  });
  if (best !== null) return { kind: "free", free: freeStartAt(plan, ask, best, start) };
  return planned ? { kind: "taken" } : { kind: "refused", refusal: { reason: "no-such-start" } };
}
