import type { CaseGroup, CaseGroupId, Department, Location, LocationId } from "@/lib/domain/city/city";
import type { DayPlan } from "@/lib/domain/city/day-plan";
import type { PlanBook } from "@/lib/domain/city/plan-book";
import type { Settings } from "@/lib/domain/city/settings";
import { addDays, type CivilDate, civilDateAt } from "@/lib/domain/time/civil-time";
import { ceilTick, type Instant, type Tick, tickStart } from "@/lib/domain/time/tick";
import {
  type Ask,
  type FreeStart,
  freeStarts,
  judgeStart,
  refuseDay,
  visitTicks,
} from "@/lib/domain/visit/free-starts";
import type { Refusal } from "@/lib/domain/visit/refusal";
import { type Taken, takenBy } from "@/lib/domain/visit/taken";
import type { Visit } from "@/lib/domain/visit/visit";
import type { Deps } from "@/lib/ports/deps";
import type { Visits } from "@/lib/ports/visits";

/** What reading availability needs: the plan, the days' visits, the time. */
export interface ReadDeps extends Pick<Deps, "plan" | "clock"> {
  readonly visits: Pick<Visits, "ofDay">;
}

/** A free start with the day it is on. */
export interface DatedStart {
  readonly date: CivilDate;
  readonly free: FreeStart;
}

/** Why there is no start today. */
export type NoStart = Refusal | { readonly reason: "sold-out" } | { readonly reason: "over-today" };

/** One reading of availability: one instant, one version of the plan, each day's visits loaded at most once. */
export interface Reader {
  readonly now: Instant;
  readonly today: CivilDate;
  readonly book: PlanBook;
  readonly settings: Settings;
  location(id: LocationId): Location | null;
  caseGroup(id: CaseGroupId): CaseGroup | null;
  department(caseGroup: CaseGroup): Department;
  plan(locationId: LocationId, date: CivilDate): DayPlan;
  freeOn(locationId: LocationId, caseGroup: CaseGroup, cases: number, date: CivilDate): Promise<readonly FreeStart[]>;
  /** Whether a claim for the very start would win it now. */
  isFree(locationId: LocationId, caseGroup: CaseGroup, cases: number, start: Tick): Promise<boolean>;
  /** The first free starts from today to the horizon, one per day, at most `limit` days. */
  days(locationId: LocationId, caseGroup: CaseGroup, cases: number, limit: number): Promise<readonly DatedStart[]>;
  /** Why nobody can have a time on a day, whatever is taken; null where somebody may. */
  whyNotOn(locationId: LocationId, caseGroup: CaseGroup, cases: number, date: CivilDate): Refusal | null;
  /** The first free starts from tomorrow to the horizon, one per day, at most `limit` days. */
  laterDays(locationId: LocationId, caseGroup: CaseGroup, cases: number, limit: number): Promise<readonly DatedStart[]>;
  whyNoneToday(locationId: LocationId, caseGroup: CaseGroup, cases: number): NoStart;
  /** Whether an earlier start would be free today if the waiting room had endless places. */
  roomHoldsBack(locationId: LocationId, caseGroup: CaseGroup, cases: number, first: FreeStart): Promise<boolean>;
}

const withoutLimit = (plan: DayPlan): DayPlan => ({
  ...plan,
  halls: plan.halls.map((hall) => ({ ...hall, capacity: null })),
});

/** Whether a start of the group could still begin today by the plan alone. */
function planGoesOn(plan: DayPlan, ask: Ask): boolean {
  const least = ceilTick(ask.now);
  const ticks = visitTicks(ask.caseGroup, ask.cases);
  return plan.counters.some((counter) =>
    counter.windows.some(
      (window) => window.caseGroups.has(ask.caseGroup.id) && window.to - ticks >= Math.max(least, window.from),
    ),
  );
}

/**
 * Opens a reading at the clock's now. For a visit that is to be moved its own time is free, as its move will find it,
 * and its own start is none to move to.
 */
export async function openReader({ visits, plan, clock }: ReadDeps, moving: Visit | null = null): Promise<Reader> {
  const now = clock.now();
  const today = civilDateAt(now);
  const book = await plan.book();
  const { settings } = book;
  const taken = new Map<string, Promise<Taken>>();

  const takenOn = (plan: DayPlan): Promise<Taken> => {
    const key = `${plan.locationId} ${plan.date}`;
    const known =
      taken.get(key) ??
      visits.ofDay(plan.locationId, plan.date).then((ofDay) => takenBy(plan, ofDay, now, moving?.id ?? null));
    taken.set(key, known);
    return known;
  };
  const department = (caseGroup: CaseGroup): Department => {
    const found = book.city.departments.find((one) => one.id === caseGroup.departmentId);
    if (!found) throw new Error(`${caseGroup.id} belongs to no department.`);
    return found;
  };
  const askFor = (caseGroup: CaseGroup, cases: number): Ask => ({
    caseGroup,
    department: department(caseGroup),
    cases,
    now,
    settings,
  });
  const freeOn: Reader["freeOn"] = async (locationId, caseGroup, cases, date) => {
    const plan = book.day(locationId, date);
    const ask = askFor(caseGroup, cases);
    if (refuseDay(plan, ask)) return [];
    const starts = freeStarts(plan, await takenOn(plan), ask);
    return moving ? starts.filter(({ start }) => start !== moving.start) : starts;
  };
  const daysFrom = async (
    least: number,
    locationId: LocationId,
    caseGroup: CaseGroup,
    cases: number,
    limit: number,
  ): Promise<readonly DatedStart[]> => {
    const found: DatedStart[] = [];
    for (let ahead = least; ahead <= settings.horizonDays && found.length < limit; ahead++) {
      const date = addDays(today, ahead);
      const [free] = await freeOn(locationId, caseGroup, cases, date);
      if (free) found.push({ date, free });
    }
    return found;
  };
  return {
    now,
    today,
    book,
    settings,
    location: (id) => book.city.locations.find((one) => one.id === id) ?? null,
    caseGroup: (id) => book.city.caseGroups.find((one) => one.id === id) ?? null,
    department,
    plan: (locationId, date) => book.day(locationId, date),
    freeOn,
    async isFree(locationId, caseGroup, cases, start) {
      const plan = book.day(locationId, civilDateAt(tickStart(start)));
      return judgeStart(plan, await takenOn(plan), askFor(caseGroup, cases), start).kind === "free";
    },
    days: (locationId, caseGroup, cases, limit) => daysFrom(0, locationId, caseGroup, cases, limit),
    laterDays: (locationId, caseGroup, cases, limit) => daysFrom(1, locationId, caseGroup, cases, limit),
    whyNotOn(locationId, caseGroup, cases, date) {
      if (date < today) return { reason: "past" };
      const lastDay = addDays(today, settings.horizonDays);
      // A day that nobody can book is not compiled: an address may name any day of two centuries.
      return date > lastDay
        ? { reason: "too-far", lastDay }
        : refuseDay(book.day(locationId, date), askFor(caseGroup, cases));
    },
    whyNoneToday(locationId, caseGroup, cases) {
      const plan = book.day(locationId, today);
      const ask = askFor(caseGroup, cases);
      return refuseDay(plan, ask) ?? { reason: planGoesOn(plan, ask) ? "sold-out" : "over-today" };
    },
    async roomHoldsBack(locationId, caseGroup, cases, first) {
      const plan = book.day(locationId, today);
      const [unlimited] = freeStarts(withoutLimit(plan), await takenOn(plan), askFor(caseGroup, cases));
      return unlimited !== undefined && unlimited.start < first.start;
    },
  };
}
