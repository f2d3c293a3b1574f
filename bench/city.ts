import type { CaseGroup, City } from "@/lib/domain/city/city";
import { DEFAULT_SETTINGS } from "@/lib/domain/city/settings";
import { addDays, type CivilDate, instantAt, weekdayOf } from "@/lib/domain/time/civil-time";
import { TICK_MS, type Tick } from "@/lib/domain/time/tick";
import { aCity, aCounter, aDepartment, aGroup, aHall, aLocation } from "../tests/support/make";

/** The Monday on which the bench takes place, an hour before the counters open. */
export const TODAY: CivilDate = "2026-11-23";
export const CLOCK = `${TODAY}T07:00:00+01:00`;

/** The months that can be booked from then on. */
export const MONTHS = ["2026-11", "2026-12"];
/** How many days ahead that is. */
const HORIZON_DAYS = DEFAULT_SETTINGS.horizonDays;

const BUILDINGS = 40;
const COUNTERS = 12;
export const DEPARTMENT = aDepartment().id;
export const GROUPS = ["akta", "bilety", "ceidg", "dowody"];
const OPENS = "08:00";
const CLOSES = "18:00";
/** Starts of a counter's day: fifteen minutes each. */
export const STARTS = 40;
export const VISIT_TICKS = 3;
const CLAIMED_AT_ONCE = 2;
const LATER_DAYS = 10;

export interface Building {
  readonly id: string;
  readonly hall: string;
  readonly counters: readonly string[];
}

export const buildings: readonly Building[] = Array.from({ length: BUILDINGS }, (_, index) => ({
  id: `budynek-${index + 1}`,
  hall: `sala-${index + 1}`,
  counters: Array.from({ length: COUNTERS }, (_, desk) => `counter-${index * COUNTERS + desk + 1}`),
}));

/** Every counter serves two neighbouring groups, so that each group has six counters of the twelve. */
const groupsAt = (desk: number): string[] => {
  const first = Math.floor((desk * GROUPS.length) / COUNTERS);
  return [GROUPS[first] ?? "", GROUPS[(first + 1) % GROUPS.length] ?? ""];
};

const open = { from: "07:30", to: CLOSES };
const hours = { 1: open, 2: open, 3: open, 4: open, 5: open };

const served = (letter: string): CaseGroup["served"] =>
  buildings.map(({ id }) => ({ locationId: id, confidence: "high", letter }));

/** A large city: 40 buildings of twelve counters each, every visit fifteen minutes. */
export const benchCity = (): City =>
  aCity({
    locations: buildings.map(({ id }, index) =>
      aLocation({ id, stickerCode: `B${String(index).padStart(2, "0")}`, hours }),
    ),
    halls: buildings.map(({ id, hall }) => aHall(hall, 2 * COUNTERS, id)),
    groups: GROUPS.map((id) => aGroup(id, { served: served(id.slice(0, 1).toUpperCase()) })),
    counters: buildings.flatMap(({ hall }, index) =>
      Array.from({ length: COUNTERS }, (_, desk) =>
        aCounter(index * COUNTERS + desk + 1, { hall, groups: groupsAt(desk), windows: [`${OPENS}-${CLOSES}`] }),
      ),
    ),
  });

/** The tick at which the counters open on a day. */
export const opening = (date: CivilDate): Tick => instantAt(date, OPENS) / TICK_MS;

/** Working days from the given one on, forwards or back, without it. */
export function workingDays(from: CivilDate, count: number, step: 1 | -1): CivilDate[] {
  const days: CivilDate[] = [];
  for (let date = addDays(from, step); days.length < count; date = addDays(date, step))
    if (weekdayOf(date) <= 5) days.push(date);
  return days;
}

/** Today and the working days after it that can be booked. */
export const bookableDays = (): CivilDate[] => {
  const last = addDays(TODAY, HORIZON_DAYS);
  return [TODAY, ...workingDays(TODAY, HORIZON_DAYS, 1).filter((date) => date <= last)];
};

/** A claim that nobody else of the bench makes. */
export interface BenchClaim {
  readonly location: string;
  readonly caseGroup: string;
  readonly start: Tick;
  /** A counter that nobody else of the bench takes at that start; the floor decides nothing itself. */
  readonly counter: string;
}

/** The claims that fit at one start of a building: two of each group, at two of the three counters it has alone. */
const claimsAt = ({ id, counters }: Building, start: Tick): BenchClaim[] =>
  GROUPS.flatMap((caseGroup, group) =>
    Array.from({ length: CLAIMED_AT_ONCE }, (_, desk) => {
      const counter = counters[group * (COUNTERS / GROUPS.length) + desk] ?? "";
      return { location: id, caseGroup, start, counter };
    }),
  );

const claimsOn = (date: CivilDate): BenchClaim[] =>
  Array.from({ length: STARTS }, (_, step) => opening(date) + step * VISIT_TICKS).flatMap((start) =>
    buildings.flatMap((building) => claimsAt(building, start)),
  );

/** All claims of a kind, in an order that scatters them over hours, buildings and days. */
export function scattered<T>(all: readonly T[]): T[] {
  const stride = 7_919;
  return all.map((_, index) => all[(index * stride) % all.length] as T);
}

export const claimsToday = (): BenchClaim[] => scattered(claimsOn(TODAY));
export const claimsLater = (): BenchClaim[] => scattered(workingDays(TODAY, LATER_DAYS, 1).flatMap(claimsOn));
