import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryStore } from "@/db/memory/store";
import { civilDateAt } from "@/lib/domain/civil-time";
import { compileDayPlan } from "@/lib/domain/day-plan";
import { freeStarts, judgeStart } from "@/lib/domain/free-starts";
import { takenBy } from "@/lib/domain/taken";
import { tickStart } from "@/lib/domain/tick";
import { claimsWith, minutes } from "../support/claims";
import { askIn, noHolidays, RATUSZ, testSeal } from "../support/make";
import { PATIENCE, runs } from "../support/runs";
import { naiveDay, naivePlaces, naiveStands, naiveStarts, naiveWaiting } from "./naive";
import { type RandomDay, randomDay } from "./random-day";

function factsOf({ city, date, visits, caseGroupId, cases, now, settings }: RandomDay) {
  const plan = compileDayPlan(city, noHolidays, RATUSZ, date);
  return { plan, taken: takenBy(plan, visits, now), ask: askIn(city, caseGroupId, { cases, now, settings }) };
}

describe("on any day", () => {
  it("free starts are those of the rules read minute by minute, hall and counter included", PATIENCE, () => {
    let days = 0;
    let free = 0;
    fc.assert(
      fc.property(randomDay, (day) => {
        const { plan, taken, ask } = factsOf(day);
        const found = freeStarts(plan, taken, ask);
        expect(
          found.map(({ start, hallId, counterId }) => ({ minute: start * 5, hall: hallId, counter: counterId })),
        ).toEqual(naiveStarts({ ...day, holidayOn: noHolidays, locationId: RATUSZ }));
        days++;
        free += found.length;
      }),
      { numRuns: runs(1_000, 10_000) },
    );
    expect(free / days).toBeGreaterThan(3);
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
  readonly kind: "claim" | "claim later" | "cancel" | "wait";
  readonly device: number;
  readonly start: number;
  readonly cases: number;
}

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom("claim", "claim", "claim", "claim", "claim later", "cancel", "wait"),
    device: fc.nat({ max: 30 }),
    start: fc.nat({ max: 72 }),
    cases: fc.constantFrom(1, 1, 1, 2),
  }),
  { minLength: 10, maxLength: 60, size: "max" },
);

describe("on any day, while people claim, lose, hold, call off and let time pass", () => {
  it(
    "no more are planned to wait than the rule allows at any minute, and nobody twice at a counter",
    PATIENCE,
    async () => {
      let won = 0;
      await fc.assert(
        fc.asyncProperty(randomDay, steps, async (day, sequence) => {
          const { city, date, caseGroupId } = day;
          const open = naiveDay(city, noHolidays, RATUSZ, date);
          const first = Math.min(...(open?.counters ?? []).flatMap((one) => one.windows.map((window) => window.from)));
          if (!open || !Number.isFinite(first)) return;
          const store = memoryStore(city, [], noHolidays);
          for (const key of ["releaseAheadMinutes", "leadMinutes", "advancePercent", "horizonDays"] as const) {
            await store.changeSetting(key, day.settings[key], "office manager", day.now);
          }
          const claims = claimsWith(testSeal());
          const nonces: Uint8Array[] = [];
          let now = day.now;
          for (const { kind, device, start, cases } of sequence) {
            if (kind === "wait") now += minutes(start);
            else if (kind === "cancel") {
              const nonce = nonces[device % Math.max(1, nonces.length)];
              if (nonce) await store.cancelVisit(claims.tokenHash(nonce), now, "resident");
            } else {
              const made = { group: caseGroupId, start: first / 5 + start, now, cases, sameDayOnly: kind === "claim" };
              const outcome = await store.claimVisit(claims.byDevice(`device ${device}`, { ...made, limit: null }));
              if (outcome.kind === "booked") nonces.push(outcome.nonce);
            }
          }
          const visits = await store.dayVisits(RATUSZ, date);
          won += nonces.length;
          const cells = visits
            .filter((visit) => naiveStands(visit, now))
            .flatMap(({ counterId, start, ticks }) =>
              Array.from({ length: ticks }, (_, one) => `${counterId} ${start + one}`),
            );
          expect(new Set(cells).size).toBe(cells.length);
          for (const hall of city.halls) {
            for (let minute = first - 60; minute < first + 600; minute++) {
              const places = naivePlaces(city, open, hall, date, minute);
              expect(naiveWaiting(visits, hall.id, minute, now)).toBeLessThanOrEqual(places);
            }
          }
        }),
        { numRuns: runs(300, 10_000) },
      );
      expect(won).toBeGreaterThan(runs(300, 10_000));
    },
  );
});
