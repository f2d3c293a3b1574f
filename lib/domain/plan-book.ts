import type { City, LocationId } from "./city";
import type { CivilDate } from "./civil-time";
import { compileDayPlan, type DayPlan, type HolidayOn } from "./day-plan";

/** Compiled days of one version of the plan. Taken cells are never kept here. */
export interface PlanBook {
  readonly version: number;
  readonly city: City;
  day(locationId: LocationId, date: CivilDate): DayPlan;
}

const DAYS_KEPT = 500;

/** Opens a book for one version of the plan; each day is compiled once (0.3 ms) and kept. */
export function openPlanBook(version: number, city: City, holidayOn: HolidayOn): PlanBook {
  const days = new Map<string, DayPlan>();
  return {
    version,
    city,
    day(locationId, date) {
      const key = `${locationId} ${date}`;
      const known = days.get(key);
      if (known) return known;
      const plan = compileDayPlan(city, holidayOn, locationId, date);
      if (days.size >= DAYS_KEPT) days.clear();
      days.set(key, plan);
      return plan;
    },
  };
}
