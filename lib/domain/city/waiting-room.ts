import type { CivilDate } from "../time/civil-time";
import type { CapacityRule, Hall, HallId } from "./city";

/** The rule in force on a day: the latest that has begun; none has begun = null (nothing is limited). */
export function ruleOn(rules: readonly CapacityRule[], hallId: HallId, date: CivilDate): CapacityRule | null {
  let found: CapacityRule | null = null;
  for (const rule of rules) {
    if (rule.hallId !== hallId || rule.validFrom > date) continue;
    if (!found || rule.validFrom > found.validFrom) found = rule;
  }
  return found;
}

/**
 * Waiting places of a hall while so many of its counters are open; null = no limit, no cells.
 * One client per 15 m² is the city's rule of spring 2020, one per counter that of 25 May 2020 (design §2).
 */
export function placesUnder(rule: CapacityRule | null, hall: Hall, openCounters: number): number | null {
  if (!rule || rule.kind === "none") return null;
  switch (rule.kind) {
    case "per_area":
      return Math.floor(hall.areaM2 / (rule.amount ?? 15));
    case "per_counter":
      return openCounters;
    case "fixed":
      return rule.amount ?? 0;
  }
}
