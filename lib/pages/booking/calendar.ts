import type { DayClosed } from "@/lib/domain/city/day-plan";
import { certainPlaces, placeConfidence } from "@/lib/domain/city/place";
import { addDays, type CivilDate, civilDateAt, weekdayOf } from "@/lib/domain/time/civil-time";
import { type Instant, tickStart } from "@/lib/domain/time/tick";
import type { Refusal } from "@/lib/domain/visit/refusal";
import { isHeld, type Visit } from "@/lib/domain/visit/visit";
import type { ReadDeps } from "@/lib/use-cases/availability/reader";
import { openReader, type Reader } from "@/lib/use-cases/availability/reader";
import { type PlaceView, placeOf } from "../scan/place-view";
import { type FirstTime, type MatterView, matterOf } from "./choice";

type ReaderDeps = ReadDeps;

/** What the address of a month or a day asks for. */
export interface PlaceQuery {
  readonly department: string;
  readonly caseGroup: string;
  readonly location: string;
  readonly cases: number;
}

/** Why a day of the grid cannot be chosen: no time is left, or nobody can have one whatever is taken. */
export type DayState =
  | { readonly kind: "free"; readonly times: number; readonly first: Instant }
  | { readonly kind: "full" }
  | { readonly kind: "closed"; readonly closed: DayClosed }
  | { readonly kind: "out"; readonly why: Exclude<Refusal["reason"], "closed"> };

export interface GridDay {
  readonly date: CivilDate;
  readonly day: number;
  readonly state: DayState;
}

/** Whole weeks from a Monday to a Sunday, across the ends of months. */
export interface WeekGrid {
  readonly first: CivilDate;
  readonly last: CivilDate;
  readonly weeks: readonly (readonly GridDay[])[];
}

export interface PlacedView extends MatterView {
  readonly today: CivilDate;
  readonly cases: number;
  readonly place: PlaceView;
  readonly placeUncertain: boolean;
  /** Where the matter is certain, beside a building where it is not. */
  readonly certain: readonly PlaceView[];
  /** Whether other buildings serve the matter too. */
  readonly elsewhere: boolean;
}

export interface DaysView extends PlacedView {
  readonly grid: WeekGrid;
  readonly earlier: string | null;
  readonly later: string | null;
  /** The first time of all within the horizon. */
  readonly first: FirstTime | null;
  readonly lastDay: CivilDate;
}

export interface HeldHour {
  readonly at: Instant;
  readonly until: Instant;
}

export interface HoursView extends PlacedView {
  readonly date: CivilDate;
  readonly starts: readonly Instant[];
  readonly state: DayState;
  /** The last day that can be booked. */
  readonly lastDay: CivilDate;
  /** How long a chosen hour is held, in whole minutes. */
  readonly holdMinutes: number;
  /** The hour that this device holds on this day, and until when. */
  readonly held: HeldHour | null;
  readonly earlierDay: CivilDate | null;
  readonly laterDay: CivilDate | null;
  /** The days around it, for whoever has room to see both. */
  readonly grid: WeekGrid;
}

const MONTH = 7;
export const monthOf = (date: CivilDate): string => date.slice(0, MONTH);

/** The building, matter and number of an address, or null where there is no such. */
export function placedOf(reader: Reader, query: PlaceQuery): PlacedView | null {
  const matter = matterOf(reader, query.department, query.caseGroup);
  const location = reader.location(query.location);
  const confidence = matter && location ? placeConfidence(matter.group, location.id) : null;
  if (!matter || !location || confidence === null || query.cases > matter.group.maxCases) return null;
  return {
    ...matter,
    today: reader.today,
    cases: query.cases,
    place: placeOf(location),
    placeUncertain: confidence === "low",
    certain:
      confidence === "low"
        ? certainPlaces(matter.group, location.id)
            .flatMap((id) => reader.location(id) ?? [])
            .map(placeOf)
        : [],
    elsewhere: matter.group.served.length > 1,
  };
}

async function dayState(reader: Reader, { place, group, cases }: PlacedView, date: CivilDate): Promise<DayState> {
  const refusal = reader.whyNotOn(place.id, group, cases, date);
  if (refusal) {
    return refusal.reason === "closed"
      ? { kind: "closed", closed: refusal.closed }
      : { kind: "out", why: refusal.reason };
  }
  const starts = await reader.freeOn(place.id, group, cases, date);
  const [first] = starts;
  return first ? { kind: "free", times: starts.length, first: tickStart(first.start) } : { kind: "full" };
}

const WEEK = 7;
/** So many weeks are shown at once: the three that can be booked by default, and the one that has begun, always fit. */
const WEEKS_AT_ONCE = 5;

const mondayOf = (date: CivilDate): CivilDate => addDays(date, 1 - weekdayOf(date));
const sundayOf = (date: CivilDate): CivilDate => addDays(date, WEEK - weekdayOf(date));

/** The first and the last day of the grid that shows a month, and whether there are days before and after it. */
interface Shown {
  readonly first: CivilDate;
  readonly last: CivilDate;
  readonly earlier: boolean;
  readonly later: boolean;
}

/** Rolls from this Monday on, so that no page is full of days that are over; a long horizon goes on month by month. */
function shownOf(today: CivilDate, lastDay: CivilDate, month: string): Shown {
  const begin = mondayOf(today);
  const fits = lastDay < addDays(begin, WEEKS_AT_ONCE * WEEK);
  const first = fits || month === monthOf(today) ? begin : mondayOf(`${month}-01`);
  const end = addDays(first, WEEKS_AT_ONCE * WEEK - 1);
  const last = sundayOf(lastDay < end ? lastDay : end);
  return { first, last, earlier: first > begin, later: last < lastDay };
}

async function gridOf(reader: Reader, placed: PlacedView, { first, last }: Shown): Promise<WeekGrid> {
  const weeks: GridDay[][] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) {
    const day = { date, day: Number(date.slice(-2)), state: await dayState(reader, placed, date) };
    if (weekdayOf(date) === 1) weeks.push([day]);
    else weeks.at(-1)?.push(day);
  }
  return { first, last, weeks };
}

const next = (month: string): string => monthOf(addDays(`${month}-28`, 4));
const previous = (month: string): string => monthOf(addDays(`${month}-01`, -1));

/**
 * The days on which a time is left, in whole weeks: from this Monday on, or where the horizon is longer those of the
 * month asked for or of the first time. A month beyond the horizon is the last one. Null for an unknown place. `moving` is the visit for which another time is looked for.
 */
export async function loadDays(
  deps: ReaderDeps,
  query: PlaceQuery,
  wanted: string | null,
  moving: Visit | null = null,
): Promise<DaysView | null> {
  const reader = await openReader(deps, moving);
  const placed = placedOf(reader, query);
  if (!placed) return null;
  const [first] = await reader.days(placed.place.id, placed.group, placed.cases, 1);
  const lastDay = addDays(reader.today, reader.settings.horizonDays);
  const [least, most] = [monthOf(reader.today), monthOf(lastDay)];
  const asked = wanted ?? monthOf(first?.date ?? reader.today);
  const month = asked < least ? least : asked > most ? most : asked;
  const shown = shownOf(reader.today, lastDay, month);
  return {
    ...placed,
    grid: await gridOf(reader, placed, shown),
    earlier: shown.earlier ? previous(month) : null,
    later: shown.later ? next(month) : null,
    first: first ? { date: first.date, at: tickStart(first.free.start) } : null,
    lastDay,
  };
}

/** The next day in one direction on which a time is left. */
async function nextFreeDay(reader: Reader, placed: PlacedView, from: CivilDate, by: 1 | -1): Promise<CivilDate | null> {
  const last = addDays(reader.today, reader.settings.horizonDays);
  for (let date = addDays(from, by); date >= reader.today && date <= last; date = addDays(date, by)) {
    const [free] = await reader.freeOn(placed.place.id, placed.group, placed.cases, date);
    if (free) return date;
  }
  return null;
}

/** What a device holds of a matter at a building, or null. */
export function heldOf(reader: Reader, { place, group, cases }: PlacedView, hold: Visit | null): HeldHour | null {
  if (!hold || !isHeld(hold, reader.now) || hold.heldUntil === null) return null;
  const isSame = hold.locationId === place.id && hold.caseGroupId === group.id && hold.cases === cases;
  return isSame ? { at: tickStart(hold.start), until: hold.heldUntil } : null;
}

/** The times of one day, or null for an unknown place. `hold` is the device's live hold, `moving` a visit to move. */
export async function loadHours(
  deps: ReaderDeps,
  query: PlaceQuery,
  date: CivilDate,
  hold: Visit | null,
  moving: Visit | null = null,
): Promise<HoursView | null> {
  const reader = await openReader(deps, moving);
  const placed = placedOf(reader, query);
  if (!placed) return null;
  const { place, group, cases } = placed;
  const state = await dayState(reader, placed, date);
  const starts = state.kind === "free" ? await reader.freeOn(place.id, group, cases, date) : [];
  const held = heldOf(reader, placed, hold);
  const lastDay = addDays(reader.today, reader.settings.horizonDays);
  return {
    ...placed,
    date,
    state,
    lastDay,
    holdMinutes: Math.max(1, Math.floor(reader.settings.formHoldSeconds / 60)),
    starts: starts.map(({ start }) => tickStart(start)),
    held: held && civilDateAt(held.at) === date ? held : null,
    earlierDay: await nextFreeDay(reader, placed, date, -1),
    laterDay: await nextFreeDay(reader, placed, date, 1),
    grid: await gridOf(reader, placed, shownOf(reader.today, lastDay, monthOf(date))),
  };
}
