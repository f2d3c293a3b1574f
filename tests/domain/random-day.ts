import fc from "fast-check";
import type { CapacityRule, CaseGroup, City, PlanWindow, Weekday } from "@/lib/domain/city/city";
import { DEFAULT_SETTINGS, type Settings } from "@/lib/domain/city/settings";
import { addDays, type CivilDate, instantAt } from "@/lib/domain/time/civil-time";
import { type Instant, TICK_MS } from "@/lib/domain/time/tick";
import { type Occupancy, VISIT_STATES } from "@/lib/domain/visit/visit";
import { aCity, aDepartment, aGroup, aLocation } from "../support/make";

/** One building's day with everything that the starts of it depend on, drawn by fast-check. */
export interface RandomDay {
  readonly city: City;
  readonly date: CivilDate;
  readonly visits: readonly Occupancy[];
  readonly caseGroupId: string;
  readonly cases: number;
  readonly now: Instant;
  readonly settings: Settings;
}

const HALLS = ["parter", "pietro"];
const GROUPS = ["dowody", "meldunki", "akta", "zgony"];
/** Working days, and the nights in which the clock changes as days opened for once. */
const DATES: readonly CivilDate[] = ["2026-11-23", "2026-11-24", "2026-03-29", "2026-03-30", "2026-10-25"];
const CLOCK_CHANGES: readonly CivilDate[] = ["2026-03-29", "2026-10-25"];
const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

const wall = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

const rarely = fc.nat({ max: 14 }).map((drawn) => drawn === 0);

const groupOf = (id: string): fc.Arbitrary<CaseGroup> =>
  fc
    .record({
      minutes: fc.constantFrom(5, 10, 12, 15, 15, 20, 30, 45),
      earlyMinutes: fc.constantFrom(0, 5, 10, 10, 15),
      urgent: fc.constant(id === "zgony"),
      twoPeople: fc.constantFrom(false, false, false, true),
      walkInOnly: rarely,
    })
    .map((over) => aGroup(id, over));

interface Span {
  readonly gap: number;
  readonly length: number;
}

/** Windows one after another, some with a break between and some adjoining, as the reserved ones do. */
const windowsOf = (counterId: string, opens: number): fc.Arbitrary<readonly PlanWindow[]> => {
  const span: fc.Arbitrary<Span> = fc.record({
    gap: fc.constantFrom(0, 0, 5, 25, 30),
    length: fc.constantFrom(30, 45, 60, 75, 120, 150, 200),
  });
  const particulars = fc.record({
    offsetMinutes: fc.constantFrom(0, 0, 5, 10),
    caseGroups: fc.subarray(GROUPS, { minLength: 1 }),
    reservedForUrgent: fc.constantFrom(false, false, false, true),
  });
  return fc.array(fc.tuple(span, particulars), { minLength: 1, maxLength: 3 }).map((drawn) => {
    let time = opens;
    return drawn.flatMap(([{ gap, length }, over]) => {
      const from = time + gap;
      time = from + length;
      return EVERY_DAY.map((weekday) => ({ counterId, weekday, from: wall(from), to: wall(time), ...over }));
    });
  });
};

const ruleOf = (hallId: string, date: CivilDate): fc.Arbitrary<readonly CapacityRule[]> => {
  const kind = fc.constantFrom<readonly [CapacityRule["kind"], number | null]>(
    ["per_area", 15],
    ["per_area", 20],
    ["per_counter", null],
    ["fixed", 1],
    ["fixed", 2],
    ["fixed", 5],
    ["none", null],
  );
  const from = fc.constantFrom("2020-01-01", addDays(date, -1), date, addDays(date, 1));
  return fc
    .uniqueArray(fc.tuple(from, kind), { minLength: 0, maxLength: 3, selector: ([day]) => day })
    .map((drawn) => drawn.map(([validFrom, [name, amount]]) => ({ hallId, validFrom, kind: name, amount })));
};

function cityOn(date: CivilDate): fc.Arbitrary<City> {
  const night = CLOCK_CHANGES.includes(date);
  const opens = night ? 0 : 450;
  const open = night ? { from: "00:00", to: "23:00" } : { from: "07:30", to: "20:00" };
  const numbers = [1, 2, 3, 4];
  return fc
    .record({
      groups: fc.tuple(...GROUPS.map(groupOf)),
      halls: fc.array(fc.constantFrom(...HALLS), { minLength: 4, maxLength: 4 }),
      areas: fc.tuple(fc.constantFrom(15, 45, 60, 74.9), fc.constantFrom(30, 45)),
      plan: fc.tuple(...numbers.map((number) => windowsOf(`counter-${number}`, opens))),
      rules: fc.tuple(...HALLS.map((hall) => ruleOf(hall, date))),
      counters: fc.constantFrom(1, 2, 3, 4, 4),
      doors: fc.constantFrom(0, 0, 10),
      away: fc.constantFrom(null, null, null, 1, 2),
      only: fc.constantFrom(null, null, null, GROUPS.slice(0, 2)),
      tooSoon: rarely,
    })
    .map(({ groups, halls, areas, plan, rules, counters, doors, away, only, tooSoon }) => {
      const present = numbers
        .slice(0, counters)
        .map((number) => ({ id: `counter-${number}`, hallId: halls[number - 1] ?? "parter", number }));
      const isPresent = ({ counterId }: { readonly counterId: string }) => present.some(({ id }) => id === counterId);
      const exceptions = away === null ? [] : [{ counterId: `counter-${away}`, date, windows: [] }];
      const hours = { from: wall((night ? 0 : 450) + doors), to: open.to };
      return {
        ...aCity({ groups, counters: [], halls: [] }),
        locations: [aLocation({ hours: Object.fromEntries(EVERY_DAY.map((day) => [day, hours])) })],
        departments: [aDepartment({ bookableFrom: tooSoon ? addDays(date, 1) : date })],
        halls: HALLS.map((id, index) => ({
          id,
          locationId: "ratusz",
          name: { pl: id },
          areaM2: areas[index] ?? 45,
          example: false,
        })),
        capacityRules: rules.flat(),
        counters: present,
        plan: plan.flat().filter(isPresent),
        exceptions: exceptions.filter(isPresent),
        extraDays: night ? [{ date, locationId: null, planOf: 7 as const, caseGroups: only }] : [],
      };
    });
}

/** Any visits at all, over each other too: what is free must follow from what is taken, however that came about. */
const visitsOn = (date: CivilDate, now: Instant): fc.Arbitrary<readonly Occupancy[]> => {
  const first = Math.floor(instantAt(date, CLOCK_CHANGES.includes(date) ? "00:00" : "07:30") / TICK_MS);
  const visit = fc.record({
    hallId: fc.constantFrom(...HALLS),
    counterId: fc.constantFrom("counter-1", "counter-1", "counter-2", "counter-3", "counter-4"),
    start: fc.integer({ min: first, max: first + 90 }),
    ticks: fc.integer({ min: 1, max: 9 }),
    early: fc.integer({ min: 0, max: 3 }),
    places: fc.constantFrom(1, 1, 1, 2),
    state: fc.constantFrom(...VISIT_STATES, "booked", "booked", "booked", "held", "held"),
    lives: fc.constantFrom(-1, 0, 1, 60_000),
    rests: fc.constantFrom(null, null, null, -1, 0, 1, 60_000),
  });
  return fc.array(visit, { maxLength: 20, size: "max" }).map((drawn) =>
    drawn.map(
      ({ early, lives, rests, ...one }, index): Occupancy => ({
        ...one,
        id: index + 1,
        waitFrom: one.start - early,
        heldUntil: one.state === "held" ? now + lives : null,
        // Only what was left rests: a visit's own time is told by its state.
        restUntil: one.state === "cancelled" && rests !== null ? now + rests : null,
      }),
    ),
  );
};

/** Moments around and within the day: on the border of a tick and a millisecond to both sides of it. */
const momentsOf = (date: CivilDate): fc.Arbitrary<Instant> => {
  const first = instantAt(date, CLOCK_CHANGES.includes(date) ? "00:00" : "07:00");
  const within = fc
    .tuple(
      fc.oneof(fc.nat({ max: 24 }), fc.nat({ max: 96 })),
      fc.constantFrom(-1, 0, 0, 1, 60_000, 120_000, 180_000, 180_001, 299_999),
    )
    .map(([tick, beyond]) => first + tick * TICK_MS + beyond);
  const before = fc.constantFrom(-1, -2, -5, -9, -20, -21, -22).map((days) => instantAt(addDays(date, days), "12:00"));
  return fc.oneof({ weight: 3, arbitrary: within }, { weight: 2, arbitrary: before });
};

const settings: fc.Arbitrary<Settings> = fc
  .record({
    releaseAheadMinutes: fc.constantFrom(0, 30, 120, 120, 120, 600_000),
    leadMinutes: fc.constantFrom(0, 2, 2, 5, 7),
    advancePercent: fc.constantFrom(80, 80, 50, 100),
    horizonDays: fc.constantFrom(21, 21, 20),
  })
  .map((over) => ({ ...DEFAULT_SETTINGS, ...over }));

/** Any day. */
export const randomDay: fc.Arbitrary<RandomDay> = fc.constantFrom(...DATES).chain((date) =>
  momentsOf(date).chain((now) =>
    fc.record({
      city: cityOn(date),
      date: fc.constant(date),
      visits: visitsOn(date, now),
      caseGroupId: fc.constantFrom(...GROUPS),
      cases: fc.constantFrom(1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4),
      now: fc.constant(now),
      settings,
    }),
  ),
);
