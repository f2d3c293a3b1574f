import type { CapacityRule, CaseGroup, CaseGroupId, City, Counter, Hall, PlanException } from "@/lib/domain/city/city";
import type { HolidayOn } from "@/lib/domain/city/day-plan";
import type { Settings } from "@/lib/domain/city/settings";
import { addDays, type CivilDate, civilDateAt, instantAt, readInstant, weekdayOf } from "@/lib/domain/time/civil-time";
import type { Occupancy } from "@/lib/domain/visit/visit";

// The rules of docs/design.md §2 and §4 once more, minute by minute and as slowly as they read. Shares no code with
// lib/domain but types and the calendar, so that a mistake there cannot repeat itself here.

/** What is asked, of a city and one building's day. */
export interface NaiveQuestion {
  readonly city: City;
  readonly holidayOn: HolidayOn;
  readonly locationId: string;
  readonly date: CivilDate;
  readonly visits: readonly Occupancy[];
  readonly caseGroupId: CaseGroupId;
  readonly cases: number;
  readonly now: number;
  readonly settings: Settings;
}

/** A free start: its minute since the epoch, its hall and its planned counter. */
export interface NaiveStart {
  readonly minute: number;
  readonly hall: string;
  readonly counter: string;
}

interface NaiveWindow {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
  readonly groups: readonly CaseGroupId[];
  readonly reserved: boolean;
}

interface NaiveCounter {
  readonly id: string;
  readonly number: number;
  readonly hall: string;
  readonly windows: readonly NaiveWindow[];
}

interface NaiveDay {
  readonly doorsOpen: number;
  readonly counters: readonly NaiveCounter[];
}

const MINUTE = 60_000;
const minuteAt = (date: CivilDate, time: string): number => instantAt(date, time) / MINUTE;
/** Rounded up or down to five minutes, from milliseconds or from minutes. */
const upFive = (minutes: number): number => Math.ceil(minutes / 5) * 5;
const downFive = (minutes: number): number => Math.floor(minutes / 5) * 5;

/** The building's day by weekday plan, exceptions, closures and extra days; null when it is closed. */
export function naiveDay(city: City, holidayOn: HolidayOn, locationId: string, date: CivilDate): NaiveDay | null {
  const location = city.locations.find((one) => one.id === locationId);
  const here = (one: { locationId: string | null }) => one.locationId === null || one.locationId === locationId;
  const extra = city.extraDays.find((one) => one.date === date && here(one));
  if (!extra && (holidayOn(date) || city.closedDays.some((one) => one.date === date && here(one)))) return null;
  const weekday = extra ? extra.planOf : weekdayOf(date);
  const hours = location?.hours[weekday];
  if (!hours) return null;

  const allowed = (group: CaseGroupId) => !extra?.caseGroups || extra.caseGroups.includes(group);
  const windowsOf = (counter: Counter): NaiveWindow[] => {
    const exception = city.exceptions.find((one) => one.counterId === counter.id && one.date === date);
    const plain: PlanException["windows"] =
      exception?.windows ?? city.plan.filter((one) => one.counterId === counter.id && one.weekday === weekday);
    return plain
      .map((one) => ({
        from: minuteAt(date, one.from),
        to: minuteAt(date, one.to),
        offset: upFive(one.offsetMinutes),
        groups: one.caseGroups.filter(allowed),
        reserved: one.reservedForUrgent,
      }))
      .filter((one) => one.groups.length > 0);
  };
  const halls = city.halls.filter((hall) => hall.locationId === locationId).map((hall) => hall.id);
  const counters = city.counters
    .filter((counter) => halls.includes(counter.hallId))
    .map((counter) => ({
      id: counter.id,
      number: counter.number,
      hall: counter.hallId,
      windows: windowsOf(counter),
    }))
    .filter((counter) => counter.windows.length > 0);
  return { doorsOpen: minuteAt(date, hours.from), counters };
}

/** Places in a hall at a minute, by the rule whose date of effect is the last that has come. */
export function naivePlaces(city: City, day: NaiveDay, hall: Hall, date: CivilDate, minute: number): number {
  const rules: CapacityRule[] = city.capacityRules.filter((one) => one.hallId === hall.id && one.validFrom <= date);
  rules.sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  const [rule] = rules;
  if (!rule || rule.kind === "none") return Number.POSITIVE_INFINITY;
  if (rule.kind === "per_area") return Math.floor(hall.areaM2 / (rule.amount ?? Number.NaN));
  if (rule.kind === "fixed") return rule.amount ?? Number.NaN;
  const isOpen = (counter: NaiveCounter) => counter.windows.some((one) => minute >= one.from && minute < one.to);
  return day.counters.filter((counter) => counter.hall === hall.id && isOpen(counter)).length;
}

/** Whether a visit takes up its time and place: not over, not given up, and a hold only while it lives. */
export function naiveStands(visit: Occupancy, now: number): boolean {
  if (visit.state === "held") return visit.heldUntil !== null && now < visit.heldUntil;
  // What somebody has left is nobody else's yet.
  if (visit.restUntil !== null && now < visit.restUntil) return true;
  return ["booked", "arrived", "parked", "called", "in-service"].includes(visit.state);
}

/** How many places the standing visits take in a hall at a minute. */
export function naiveWaiting(visits: readonly Occupancy[], hall: string, minute: number, now: number): number {
  let waiting = 0;
  for (const visit of visits) {
    if (visit.hallId !== hall || !naiveStands(visit, now)) continue;
    if (minute >= visit.waitFrom * 5 && minute < visit.start * 5) waiting += visit.places;
  }
  return waiting;
}

function naiveRefusesDay(question: NaiveQuestion, group: CaseGroup): boolean {
  const { city, date, now, settings } = question;
  const department = city.departments.find((one) => one.id === group.departmentId);
  const today = civilDateAt(now);
  if (!department || !group.served.some((one) => one.locationId === question.locationId)) return true;
  if (question.cases > group.maxCases) return true;
  if (date < today || date > addDays(today, settings.horizonDays) || date < department.bookableFrom) return true;
  if (department.bookingOpensAt !== null && now < (readInstant(department.bookingOpensAt) ?? 0)) return true;
  return group.walkInOnly && date !== today;
}

/** Every free start of the day as design §2 describes it, earliest first. */
export function naiveStarts(question: NaiveQuestion): NaiveStart[] {
  const { city, visits, date, cases, now, settings } = question;
  const group = city.caseGroups.find((one) => one.id === question.caseGroupId);
  const day = naiveDay(city, question.holidayOn, question.locationId, date);
  if (!group || !day || naiveRefusesDay(question, group)) return [];

  const today = civilDateAt(now) === date;
  const step = upFive(group.minutes);
  const length = step * cases;
  const own = group.twoPeople ? 2 : 1;
  const standing = visits.filter((visit) => naiveStands(visit, now));
  const lengthOf = (id: CaseGroupId) => upFive(city.caseGroups.find((one) => one.id === id)?.minutes ?? 0);

  const takenMinutes = new Map<string, Set<number>>();
  for (const counter of day.counters) {
    const taken = new Set<number>();
    for (const visit of standing.filter((one) => one.counterId === counter.id)) {
      for (let minute = visit.start * 5; minute < (visit.start + visit.ticks) * 5; minute++) taken.add(minute);
    }
    takenMinutes.set(counter.id, taken);
  }

  const roomAt = (hall: Hall, from: number, to: number, advance: boolean): boolean => {
    for (let minute = from; minute < to; minute++) {
      const places = naivePlaces(city, day, hall, date, minute);
      const after = naiveWaiting(standing, hall.id, minute, now) + own;
      if (after > places) return false;
      const share = Number.isFinite(places) ? Math.floor((places * settings.advancePercent) / 100) : places;
      if (advance && after > Math.max(own, share)) return false;
    }
    return true;
  };

  const fitsAt = (counter: NaiveCounter, window: NaiveWindow, start: number): boolean => {
    const taken = takenMinutes.get(counter.id) ?? new Set();
    const end = start + length;
    if (start < window.from || end > window.to) return false;
    for (let minute = start; minute < end; minute++) if (taken.has(minute)) return false;

    const later = start * MINUTE > now + settings.releaseAheadMinutes * MINUTE;
    const advance = later && !(window.reserved && group.urgent);
    if (advance && window.reserved) return false;
    if (advance) {
      for (let from = window.from; from < window.to; from += 120) {
        const to = Math.min(from + 120, window.to);
        let mine = 0;
        let others = 0;
        for (let minute = from; minute < to; minute++) {
          if (minute >= start && minute < end) mine++;
          if (taken.has(minute)) others++;
        }
        const most = Math.floor((((to - from) / 5) * settings.advancePercent) / 100);
        if (mine > 0 && (mine + others) / 5 > most) return false;
      }
    }
    const hall = city.halls.find((one) => one.id === counter.hall);
    const comeIn = Math.max(downFive(now / MINUTE), start - upFive(group.earlyMinutes), day.doorsOpen);
    return hall !== undefined && roomAt(hall, comeIn, start, advance);
  };

  const onGrid = (window: NaiveWindow, start: number): boolean =>
    start >= window.from + window.offset && (start - window.from - window.offset) % step === 0;

  const leavesGap = (counter: NaiveCounter, window: NaiveWindow, start: number): boolean => {
    const taken = takenMinutes.get(counter.id) ?? new Set();
    const shortest = Math.min(...counter.windows.flatMap((one) => one.groups.map(lengthOf)));
    let first = start;
    while (first > window.from && !taken.has(first - 1)) first--;
    let last = start + length;
    while (last < window.to && !taken.has(last)) last++;
    const before = first === window.from ? start - first - window.offset : start - first;
    const after = last === window.to ? 0 : last - (start + length);
    return (before > 0 && before < shortest) || (after > 0 && after < shortest);
  };

  const earliest = upFive(now / MINUTE + settings.leadMinutes);
  const shown = (counter: NaiveCounter, window: NaiveWindow, start: number): boolean => {
    if (!today) return onGrid(window, start) && !leavesGap(counter, window, start);
    if (start < earliest) return false;
    const taken = takenMinutes.get(counter.id) ?? new Set();
    const touches =
      start === window.from || start + length === window.to || taken.has(start - 1) || taken.has(start + length);
    const present = downFive(now / MINUTE);
    const idle = counter.windows.some((one) => present >= one.from && present < one.to) && !taken.has(present);
    return onGrid(window, start) || touches || (idle && start === earliest);
  };

  const rank = (counter: NaiveCounter): readonly [number, number, number] => {
    const groups = new Set(counter.windows.flatMap((one) => one.groups));
    return [groups.size, takenMinutes.get(counter.id)?.size ?? 0, counter.number];
  };
  const before = (a: NaiveCounter, b: NaiveCounter): number => {
    const [one, other] = [rank(a), rank(b)];
    return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
  };

  const found: NaiveStart[] = [];
  const starts = day.counters.flatMap((counter) => counter.windows.map((window) => window.from));
  const ends = day.counters.flatMap((counter) => counter.windows.map((window) => window.to));
  for (let minute = Math.min(...starts); minute < Math.max(...ends); minute++) {
    if (minute % 5 !== 0) continue;
    const able = day.counters.filter((counter) =>
      counter.windows.some(
        (window) =>
          window.groups.includes(group.id) && shown(counter, window, minute) && fitsAt(counter, window, minute),
      ),
    );
    const [best] = able.sort(before);
    if (best) found.push({ minute, hall: best.hall, counter: best.id });
  }
  return found;
}
