import type { City } from "@/lib/domain/city/city";
import { compileDayPlan, type DayPlan } from "@/lib/domain/city/day-plan";
import type { CivilDate } from "@/lib/domain/time/civil-time";
import { type Ask, freeStarts } from "@/lib/domain/visit/free-starts";
import { takenBy } from "@/lib/domain/visit/taken";
import type { Occupancy } from "@/lib/domain/visit/visit";
import { chanceFrom } from "../tests/race/chance";
import { aCity, aCounter, aGroup, aHall, askIn, at, MONDAY, noHolidays, RATUSZ, TUESDAY } from "../tests/support/make";
import { median, quantile } from "./quantile";
import { atMost, microseconds, type Row, told } from "./table";

const BAR_US = 1_000;
const WARM_UP = 3_000;
const RUNS = 20_000;
const COMPILED = 500;
const LENGTHS = [10, 15, 20, 30, 45];
const GROUPS = LENGTHS.map((minutes) => `${minutes}-minut`);

/** Twelve counters with breaks that share five groups in overlapping sets, in a hall of eight places. */
const CITY: City = aCity({
  halls: [aHall("parter", 8)],
  groups: LENGTHS.map((minutes) => aGroup(`${minutes}-minut`, { minutes })),
  counters: Array.from({ length: 12 }, (_, desk) => {
    const groups = [0, 1, 2].map((step) => GROUPS[(desk + step) % GROUPS.length] ?? "");
    return aCounter(desk + 1, { groups, windows: ["07:30-11:30", "12:00-15:30"], offset: (desk % 3) * 5 });
  }),
});

/** Visits of fifteen minutes at random until half of the day's ticks are taken. */
function halfTaken(plan: DayPlan): Occupancy[] {
  const chance = chanceFrom(20);
  return plan.counters.flatMap((counter) =>
    counter.windows.flatMap((window) => {
      const visits: Occupancy[] = [];
      for (let start = window.from; start + 3 <= window.to; start += 3) {
        if (!chance.percent(50)) continue;
        const cells = { counterId: counter.id, hallId: "parter", start, ticks: 3, waitFrom: start - 2, places: 1 };
        visits.push({ id: start, ...cells, state: "booked", heldUntil: null, restUntil: null });
      }
      return visits;
    }),
  );
}

/** Microseconds of each call; what the calls give is added up, so that none is left out. */
function timesOf(runs: number, call: (run: number) => number): number[] {
  const spent: number[] = [];
  let sum = 0;
  for (let run = 0; run < WARM_UP; run++) sum += call(run);
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    sum += call(run);
    spent.push((performance.now() - began) * 1_000);
  }
  if (sum < 0) throw new Error("Counts are never negative.");
  return spent;
}

function freeStartsOn(date: CivilDate): number[] {
  const plan = compileDayPlan(CITY, noHolidays, RATUSZ, date);
  const now = at(MONDAY, "09:00");
  const taken = takenBy(plan, halfTaken(plan), now);
  const asks: Ask[] = GROUPS.map((group) => askIn(CITY, group, { now }));
  return timesOf(RUNS, (run) => {
    const ask = asks[run % asks.length];
    return ask ? freeStarts(plan, taken, ask).length : 0;
  });
}

/** Computing the free starts of a day at one building of twelve counters. */
export function measureFreeStarts(): Row[] {
  const today = freeStartsOn(MONDAY);
  const later = freeStartsOn(TUESDAY);
  const plan = compileDayPlan(CITY, noHolidays, RATUSZ, TUESDAY);
  const visits = halfTaken(plan);
  const loaded = timesOf(RUNS / 4, () => takenBy(plan, visits, at(MONDAY, "09:00")).load.length);
  const compiled = timesOf(COMPILED, () => compileDayPlan(CITY, noHolidays, RATUSZ, TUESDAY).counters.length);
  return [
    atMost("freeStarts today, 12 counters, half taken, p50", median(today), BAR_US, microseconds),
    atMost("freeStarts today, p99", quantile(today, 0.99), BAR_US, microseconds),
    atMost("freeStarts on a later day, p50", median(later), BAR_US, microseconds),
    atMost("freeStarts on a later day, p99", quantile(later, 0.99), BAR_US, microseconds),
    told("cells from a day's visits, p50", microseconds(median(loaded))),
    told("compile a day's plan (once per version and day), p50", microseconds(median(compiled))),
  ];
}
