import { type CivilDate, dayEnd, dayStart, instantAt, weekdayOf } from "../time/civil-time";
import { floorTick, type Tick, ticksFor } from "../time/tick";
import type {
  CaseGroup,
  CaseGroupId,
  City,
  Counter,
  CounterId,
  ExtraDay,
  Hall,
  HallId,
  LocalText,
  Location,
  LocationId,
  PlanException,
  PlanWindow,
  WallSpan,
} from "./city";
import { placesUnder, ruleOn } from "./waiting-room";

/** A public holiday, handed in: the domain computes none. */
export type HolidayOn = (date: CivilDate) => LocalText | null;

/** A span of one counter's day in absolute ticks, half-open. */
export interface DayWindow {
  readonly from: Tick;
  readonly to: Tick;
  /** Ticks after `from` at which the grid of starts begins. */
  readonly offset: number;
  readonly caseGroups: ReadonlySet<CaseGroupId>;
  readonly reservedForUrgent: boolean;
}

export interface DayCounter {
  readonly id: CounterId;
  readonly number: number;
  /** Index into `DayPlan.halls`. */
  readonly hall: number;
  /** How many case groups it serves that day: the fewest are tried first. */
  readonly breadth: number;
  /** Ticks of the shortest visit it serves that day. */
  readonly shortest: number;
  readonly windows: readonly DayWindow[];
}

export interface DayHall {
  readonly id: HallId;
  /** Waiting places by tick of the day; null = no limit. */
  readonly capacity: Int32Array | null;
}

/** Why a building takes nobody on a day. */
export type DayClosed =
  | { readonly because: "weekend" }
  | { readonly because: "holiday"; readonly name: LocalText }
  | { readonly because: "closed-day"; readonly name: LocalText };

/** One building on one day, compiled once per version of the plan. */
export interface DayPlan {
  readonly locationId: LocationId;
  readonly date: CivilDate;
  /** First tick of the civil day; the day has 276, 288 or 300. */
  readonly firstTick: Tick;
  readonly ticks: number;
  readonly closed: DayClosed | null;
  readonly hours: WallSpan | null;
  readonly doorsOpen: Tick;
  readonly doorsClose: Tick;
  readonly halls: readonly DayHall[];
  readonly counters: readonly DayCounter[];
}

interface OpenDay {
  readonly hours: WallSpan;
  readonly weekday: PlanWindow["weekday"];
  readonly only: ReadonlySet<CaseGroupId> | null;
}

const appliesTo = (place: { readonly locationId: LocationId | null }, id: LocationId): boolean =>
  place.locationId === null || place.locationId === id;

/** Whether the building opens on a day: an extra day beats a closure, a closure beats the week (design §2). */
function openingOn(city: City, location: Location, date: CivilDate, holidayOn: HolidayOn): OpenDay | DayClosed {
  const extra = city.extraDays.find((day) => day.date === date && appliesTo(day, location.id));
  if (extra) return openingOfExtra(location, extra);
  const closure = city.closedDays.find((day) => day.date === date && appliesTo(day, location.id));
  if (closure) return { because: "closed-day", name: closure.reason };
  const holiday = holidayOn(date);
  if (holiday) return { because: "holiday", name: holiday };
  const weekday = weekdayOf(date);
  const hours = location.hours[weekday];
  return hours ? { hours, weekday, only: null } : { because: "weekend" };
}

function openingOfExtra(location: Location, extra: ExtraDay): OpenDay | DayClosed {
  const hours = location.hours[extra.planOf];
  if (!hours) return { because: "weekend" };
  return { hours, weekday: extra.planOf, only: extra.caseGroups && new Set(extra.caseGroups) };
}

type PlainWindow = PlanException["windows"][number];

/** The weekly plan by counter, grouped once for each version: a city has thousands of windows, and a day asks for a few. */
const windowsByCounter = new WeakMap<City, ReadonlyMap<CounterId, readonly PlanWindow[]>>();

function weekOf(city: City, counterId: CounterId): readonly PlanWindow[] {
  const known = windowsByCounter.get(city);
  if (known) return known.get(counterId) ?? [];
  const made = new Map<CounterId, PlanWindow[]>();
  for (const window of city.plan) {
    const week = made.get(window.counterId);
    if (week) week.push(window);
    else made.set(window.counterId, [window]);
  }
  windowsByCounter.set(city, made);
  return made.get(counterId) ?? [];
}

function windowsOf(city: City, counterId: CounterId, date: CivilDate, day: OpenDay): readonly PlainWindow[] {
  const exception = city.exceptions.find((one) => one.counterId === counterId && one.date === date);
  if (exception) return exception.windows;
  return weekOf(city, counterId).filter((one) => one.weekday === day.weekday);
}

function compileWindow(date: CivilDate, plain: PlainWindow, only: OpenDay["only"]): DayWindow | null {
  const groups = only ? plain.caseGroups.filter((id) => only.has(id)) : plain.caseGroups;
  if (groups.length === 0) return null;
  return {
    from: floorTick(instantAt(date, plain.from)),
    to: floorTick(instantAt(date, plain.to)),
    offset: ticksFor(plain.offsetMinutes),
    caseGroups: new Set(groups),
    reservedForUrgent: plain.reservedForUrgent,
  };
}

function compileCounter(
  counter: Counter,
  hall: number,
  windows: readonly DayWindow[],
  groups: ReadonlyMap<CaseGroupId, CaseGroup>,
): DayCounter {
  const served = new Set(windows.flatMap((window) => [...window.caseGroups]));
  const lengths = [...served].map((id) => ticksFor(groups.get(id)?.minutes ?? 0));
  return {
    id: counter.id,
    number: counter.number,
    hall,
    breadth: served.size,
    shortest: Math.min(...lengths),
    windows: windows.toSorted((a, b) => a.from - b.from),
  };
}

function openCountersByTick(counters: readonly DayCounter[], hall: number, first: Tick, ticks: number): Int32Array {
  const open = new Int32Array(ticks);
  for (const counter of counters) {
    if (counter.hall !== hall) continue;
    // Marked before it is counted: a counter is open once, even where two of its windows overlap.
    const here = new Uint8Array(ticks);
    for (const window of counter.windows) here.fill(1, window.from - first, window.to - first);
    here.forEach((one, index) => {
      open[index] = (open[index] ?? 0) + one;
    });
  }
  return open;
}

function capacityOf(city: City, hall: Hall, date: CivilDate, open: Int32Array): Int32Array | null {
  const rule = ruleOn(city.capacityRules, hall.id, date);
  if (placesUnder(rule, hall, 0) === null) return null;
  return open.map((counters) => placesUnder(rule, hall, counters) ?? 0);
}

/**
 * Compiles one building's day from the weekly plan, its exceptions, closures, extra days and waiting-room rules.
 * Pure; wall-clock times become ticks here and nowhere else. Throws if the building is unknown.
 */
export function compileDayPlan(city: City, holidayOn: HolidayOn, locationId: LocationId, date: CivilDate): DayPlan {
  const location = city.locations.find((one) => one.id === locationId);
  if (!location) throw new Error(`No such building: ${locationId}`);
  const firstTick = floorTick(dayStart(date));
  const ticks = floorTick(dayEnd(date)) - firstTick;
  const day = openingOn(city, location, date, holidayOn);
  const base = { locationId, date, firstTick, ticks };
  if ("because" in day) {
    return { ...base, closed: day, hours: null, doorsOpen: firstTick, doorsClose: firstTick, halls: [], counters: [] };
  }

  const halls = city.halls.filter((hall) => hall.locationId === locationId);
  const groups = new Map(city.caseGroups.map((group) => [group.id, group]));
  const counters = city.counters.flatMap((counter) => {
    const hall = halls.findIndex((one) => one.id === counter.hallId);
    if (hall < 0) return [];
    const windows = windowsOf(city, counter.id, date, day).flatMap(
      (plain) => compileWindow(date, plain, day.only) ?? [],
    );
    return windows.length > 0 ? [compileCounter(counter, hall, windows, groups)] : [];
  });
  return {
    ...base,
    closed: null,
    hours: day.hours,
    doorsOpen: floorTick(instantAt(date, day.hours.from)),
    doorsClose: floorTick(instantAt(date, day.hours.to)),
    halls: halls.map((hall, index) => ({
      id: hall.id,
      capacity: capacityOf(city, hall, date, openCountersByTick(counters, index, firstTick, ticks)),
    })),
    counters,
  };
}

/** Whether a hall counts its waiting places on the day; otherwise nobody takes one. */
export const countsPlaces = (plan: DayPlan, hallId: HallId): boolean =>
  plan.halls.some((hall) => hall.id === hallId && hall.capacity !== null);
