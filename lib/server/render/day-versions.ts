import type { LocationId } from "@/lib/domain/city/city";
import type { CivilDate } from "@/lib/domain/time/civil-time";
import type { Changes } from "@/lib/ports/changes";
import type { ReadDeps } from "@/lib/use-cases/availability/reader";

/** Some years of every building's days. */
const DAYS_KEPT = 5_000;

/** By what is known whether what was read still holds. */
export interface DayVersions {
  /** Another number whenever everything may have changed. */
  ofAll(): number;
  /** Another number whenever a building's day has changed, for as long as `ofAll` stays. */
  ofDay(locationId: LocationId, date: CivilDate): number;
}

const keyOf = (locationId: LocationId, date: CivilDate): string => `${locationId} ${date}`;

/** Counts the changes of each building's days from now on. */
export function watchDays({ watch }: Pick<Changes, "watch">): DayVersions {
  const days = new Map<string, number>();
  let all = 0;
  watch((change) => {
    if (change.kind === "everything" || days.size > DAYS_KEPT) {
      all++;
      days.clear();
    } else {
      for (const { locationId, date } of change.days) {
        const key = keyOf(locationId, date);
        days.set(key, (days.get(key) ?? 0) + 1);
      }
    }
  });
  return { ofAll: () => all, ofDay: (locationId, date) => days.get(keyOf(locationId, date)) ?? 0 };
}

/** A reading that knows which days it has read. */
export interface NotedReading {
  readonly deps: ReadDeps;
  /** Whether nothing has changed since of what it has read. */
  holds(): boolean;
}

/** Reads with a note of each day, as it was just before it was read: a change in between makes the note old. */
export function noteReading({ plan, clock, visits }: ReadDeps, versions: DayVersions): NotedReading {
  const all = versions.ofAll();
  const isSame = new Map<string, () => boolean>();
  return {
    deps: {
      plan,
      clock,
      visits: {
        ofDay(locationId, date) {
          const version = versions.ofDay(locationId, date);
          const key = keyOf(locationId, date);
          if (!isSame.has(key)) isSame.set(key, () => versions.ofDay(locationId, date) === version);
          return visits.ofDay(locationId, date);
        },
      },
    },
    holds: () => versions.ofAll() === all && [...isSame.values()].every((same) => same()),
  };
}
