import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileDayPlan } from "@/lib/domain/city/day-plan";
import { civilDateAt } from "@/lib/domain/time/civil-time";
import { tickStart } from "@/lib/domain/time/tick";
import { freeStarts, judgeStart } from "@/lib/domain/visit/free-starts";
import { takenBy } from "@/lib/domain/visit/taken";
import type { Nonce } from "@/lib/domain/who/ids";
import { sqliteEngine } from "../store/sqlite-engine";
import { claimsWith, minutes } from "../support/claims";
import { aDepartment, askIn, noHolidays, RATUSZ, testSeal } from "../support/make";
import { PATIENCE, runs } from "../support/runs";
import { naiveDay, naivePlaces, naiveStands, naiveStarts, naiveWaiting } from "./naive";
import { type RandomDay, randomDay } from "./random-day";

function factsOf({ city, date, visits, caseGroupId, cases, now, settings }: RandomDay) {
  const plan = compileDayPlan(city, noHolidays, RATUSZ, date);
  return { plan, taken: takenBy(plan, visits, now), ask: askIn(city, caseGroupId, { cases, now, settings }) };
}

describe("on any day", () => {
  it("free starts are those of the rules read minute by minute, hall and counter included", PATIENCE, () => {
    let open = 0;
    let free = 0;
    fc.assert(
      fc.property(randomDay, (day) => {
        const { plan, taken, ask } = factsOf(day);
        const found = freeStarts(plan, taken, ask);
        expect(
          found.map(({ start, hallId, counterId }) => ({ minute: start * 5, hall: hallId, counter: counterId })),
        ).toEqual(naiveStarts({ ...day, holidayOn: noHolidays, locationId: RATUSZ }));
        if (found.length > 0) open++;
        free += found.length;
      }),
      { numRuns: runs(1_000, 10_000) },
    );
    expect([open > runs(200, 2_500), free > runs(1_500, 25_000)]).toEqual([true, true]);
  });

  it("a start that is shown can be claimed, on a later day at the very counter that was planned", PATIENCE, () => {
    fc.assert(
      fc.property(randomDay, (day) => {
        const { plan, taken, ask } = factsOf(day);
        const today = plan.date === civilDateAt(ask.now);
        for (const free of freeStarts(plan, taken, ask)) {
          const judged = judgeStart(plan, taken, ask, free.start);
          if (today) expect(judged.kind).toBe("free");
          else expect(judged).toEqual({ kind: "free", free });
        }
      }),
      { numRuns: runs(1_000, 10_000) },
    );
  });

  it("a start shown for today can be claimed until it begins, as long as nobody takes it", PATIENCE, () => {
    fc.assert(
      fc.property(randomDay, fc.nat({ max: minutes(10) }), (day, later) => {
        const { plan, taken, ask } = factsOf(day);
        if (plan.date !== civilDateAt(ask.now)) return;
        for (const { start } of freeStarts(plan, taken, ask)) {
          const now = Math.min(ask.now + later, tickStart(start));
          const stillTaken = takenBy(plan, day.visits, now);
          expect(judgeStart(plan, stillTaken, { ...ask, now }, start).kind).toBe("free");
        }
      }),
      { numRuns: runs(500, 5_000) },
    );
  });

  it("a claim on a later day wins exactly what is shown", PATIENCE, () => {
    fc.assert(
      fc.property(randomDay, (day) => {
        const { plan, taken, ask } = factsOf(day);
        if (plan.date <= civilDateAt(ask.now)) return;
        const shown = freeStarts(plan, taken, ask).map((one) => one.start);
        const won = Array.from({ length: plan.ticks }, (_, index) => plan.firstTick + index).filter(
          (start) => judgeStart(plan, taken, ask, start).kind === "free",
        );
        expect(won).toEqual(shown);
      }),
      { numRuns: runs(300, 3_000) },
    );
  });
});

interface Step {
  readonly kind: "claim shown" | "claim any" | "cancel" | "wait";
  readonly group: number;
  readonly device: number;
  readonly pick: number;
  readonly cases: number;
}

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom("claim shown", "claim shown", "claim shown", "claim any", "claim any", "cancel", "wait"),
    group: fc.nat({ max: 3 }),
    device: fc.nat({ max: 30 }),
    pick: fc.nat({ max: 72 }),
    cases: fc.constantFrom(1, 1, 1, 2),
  }),
  { minLength: 10, maxLength: 60, size: "max" },
);

/** Carries the steps out on a store; gives the day's visits, how many claims won, and the time at the end. */
async function live({ city, date, now: begin, settings }: RandomDay, sequence: readonly Step[]) {
  const { store } = sqliteEngine(city);
  for (const key of ["releaseAheadMinutes", "leadMinutes", "advancePercent", "horizonDays"] as const) {
    await store.plan.changeSetting(key, settings[key], "command", begin);
  }
  const plan = compileDayPlan(city, noHolidays, RATUSZ, date);
  const claims = claimsWith(testSeal());
  const won: Nonce[] = [];
  let now = begin;
  for (const { kind, group, device, pick, cases } of sequence) {
    const caseGroupId = city.caseGroups[group]?.id ?? "";
    if (kind === "wait") now += minutes(pick);
    else if (kind === "cancel") {
      const nonce = won[pick % Math.max(1, won.length)];
      if (nonce) await store.visits.cancel(claims.tokenHash(nonce), now, "resident");
    } else {
      const taken = takenBy(plan, await store.visits.ofDay(RATUSZ, date), now);
      const shown = freeStarts(plan, taken, askIn(city, caseGroupId, { cases, now, settings }));
      const start = (kind === "claim shown" && shown[pick % shown.length]?.start) || plan.doorsOpen + pick;
      const made = { group: caseGroupId, start, now, cases, sameDayOnly: date === civilDateAt(now), limit: null };
      const outcome = await store.visits.claim(claims.byDevice(`device ${device}`, made));
      if (outcome.kind === "booked") won.push(outcome.nonce);
    }
  }
  return { visits: await store.visits.ofDay(RATUSZ, date), won: won.length, now };
}

describe("on any day, while people claim, lose, hold, call off and let time pass", () => {
  it(
    "no more are planned to wait than the rule allows at any minute, and none twice at a counter",
    PATIENCE,
    async () => {
      let claimed = 0;
      let waited = 0;
      await fc.assert(
        fc.asyncProperty(randomDay, steps, async (drawn, sequence) => {
          const city = { ...drawn.city, departments: [aDepartment()] };
          const { date } = drawn;
          const open = naiveDay(city, noHolidays, RATUSZ, date);
          if (!open) return;
          const { visits, won, now } = await live({ ...drawn, city }, sequence);
          claimed += won;
          const standing = visits.filter((visit) => naiveStands(visit, now));
          const cells = standing.flatMap(({ counterId, start, ticks }) =>
            Array.from({ length: ticks }, (_, one) => `${counterId} ${start + one}`),
          );
          expect(new Set(cells).size).toBe(cells.length);
          for (const { hallId, waitFrom, start } of standing) {
            const hall = city.halls.find((one) => one.id === hallId);
            for (let minute = waitFrom * 5; hall && minute < start * 5; minute++) {
              waited++;
              expect(naiveWaiting(standing, hallId, minute, now)).toBeLessThanOrEqual(
                naivePlaces(city, open, hall, date, minute),
              );
            }
          }
        }),
        { numRuns: runs(300, 10_000) },
      );
      expect([claimed > runs(500, 25_000), waited > runs(500, 25_000)]).toEqual([true, true]);
    },
  );
});
