import type { CivilDate } from "../time/civil-time";
import type { City, LocationId } from "./city";
import { compileDayPlan, type DayPlan, type HolidayOn } from "./day-plan";
import type { Settings } from "./settings";

/** One version of what the office has decided: every change of the plan or of a setting makes the next one. */
export interface PlanVersion {
  readonly version: number;
  readonly city: City;
  readonly settings: Settings;
}

/** One version of the plan with its settings and its compiled days. Taken cells are never kept here. */
export interface PlanBook extends PlanVersion {
  day(locationId: LocationId, date: CivilDate): DayPlan;
}

const DAYS_KEPT = 500;

/** Opens a book for one version of the plan; each day is compiled once (0.3 ms) and kept. */
export function openPlanBook(planned: PlanVersion, holidayOn: HolidayOn): PlanBook {
  const days = new Map<string, DayPlan>();
  return {
    ...planned,
    day(locationId, date) {
      const key = `${locationId} ${date}`;
      const known = days.get(key);
      if (known) return known;
      const plan = compileDayPlan(planned.city, holidayOn, locationId, date);
      if (days.size >= DAYS_KEPT) days.clear();
      days.set(key, plan);
      return plan;
    },
  };
}
