import { describe, expect, it } from "vitest";
import type { Committed } from "@/lib/ports/changes";
import { noteReading, watchDays } from "@/lib/server/render/day-versions";
import { CONTRACT_CITY, NINE } from "../store/engine";
import { sqliteEngine } from "../store/sqlite-engine";
import { MONDAY, pinnedClock, RATUSZ, TUESDAY } from "../support/make";

const EVERYTHING: Committed = { kind: "everything" };
const changed = (...dates: readonly string[]): Committed => ({
  kind: "days",
  days: dates.map((date) => ({ locationId: RATUSZ, date })),
});

function opened() {
  const { plan, visits } = sqliteEngine(CONTRACT_CITY).store;
  const listeners: ((change: Committed) => void)[] = [];
  const versions = watchDays({
    watch(listener) {
      listeners.push(listener);
      return () => undefined;
    },
  });
  const tell = (change: Committed): void => {
    for (const listener of listeners) listener(change);
  };
  return { tell, versions, deps: { plan, visits, clock: pinnedClock(NINE) } };
}

describe("a reading that notes its days", () => {
  it("holds until one of them changes, or everything may have", async () => {
    const { tell, versions, deps } = opened();
    const read = async () => {
      const reading = noteReading(deps, versions);
      await reading.deps.visits.ofDay(RATUSZ, MONDAY);
      return reading;
    };
    const first = await read();
    tell(changed(TUESDAY));
    expect(first.holds()).toBe(true);
    tell(changed(TUESDAY, MONDAY));
    expect(first.holds()).toBe(false);
    const second = await read();
    tell(EVERYTHING);
    expect([first.holds(), second.holds(), (await read()).holds()]).toEqual([false, false, true]);
  });

  it("does not hold where a day changed while it was read, though it was read once more", async () => {
    const { tell, versions, deps } = opened();
    const slow = {
      ...deps,
      visits: {
        async ofDay(locationId: string, date: string) {
          const visits = await deps.visits.ofDay(locationId, date);
          tell(changed(MONDAY));
          return visits;
        },
      },
    };
    const reading = noteReading(slow, versions);
    for (let time = 0; time < 2; time++) await reading.deps.visits.ofDay(RATUSZ, MONDAY);
    expect(reading.holds()).toBe(false);
  });

  it("does not hold where everything changed before its first day was read", async () => {
    const { tell, versions, deps } = opened();
    const reading = noteReading(deps, versions);
    tell(EVERYTHING);
    await reading.deps.visits.ofDay(RATUSZ, MONDAY);
    expect(reading.holds()).toBe(false);
  });

  it("counts the days of some years, and begins anew", () => {
    const { tell, versions } = opened();
    const before = versions.ofAll();
    const date = (day: number) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
    for (let day = 0; day <= 5_001; day++) tell(changed(date(day)));
    expect(versions.ofAll()).toBe(before + 1);
  });
});
