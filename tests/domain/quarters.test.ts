import { describe, expect, it } from "vitest";
import { instantAt } from "@/lib/domain/time/civil-time";
import { quartersFirst } from "@/lib/pages/booking/quarters";

const FIVE_MS = 5 * 60_000;
const startsFrom = (time: string, count: number, step = FIVE_MS): number[] =>
  Array.from({ length: count }, (_, index) => instantAt("2026-11-25", time) + index * step);

describe("quarter hours first", () => {
  it("shows all where they are few: twelve, and not thirteen", () => {
    expect(quartersFirst(startsFrom("09:00", 12))).toEqual({ first: startsFrom("09:00", 12), rest: [] });
    const { first, rest } = quartersFirst(startsFrom("09:00", 13));
    expect([first.length, rest.length]).toEqual([5, 8]);
  });

  it("keeps every hour, each once and in order", () => {
    const starts = startsFrom("07:30", 66);
    const { first, rest } = quartersFirst(starts);
    expect(first).toEqual(starts.filter((at) => new Date(at).getUTCMinutes() % 15 === 0));
    expect([...first, ...rest].toSorted((a, b) => a - b)).toEqual(starts);
    expect(rest).toEqual(rest.toSorted((a, b) => a - b));
  });

  it("shows all where hardly one is a quarter hour", () => {
    const starts = startsFrom("09:05", 20, 20 * 60_000).filter((at) => at % (15 * 60_000) !== 0);
    expect(quartersFirst(starts)).toEqual({ first: starts, rest: [] });
  });

  it("shows nothing of nothing", () => {
    expect(quartersFirst([])).toEqual({ first: [], rest: [] });
  });
});
