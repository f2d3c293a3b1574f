import { describe, expect, it } from "vitest";
import { forgetRuleAt, longestRetention } from "@/lib/domain/retention";
import { DEFAULT_SETTINGS } from "@/lib/domain/settings";
import { at, tickAt } from "../support/make";

describe("what may point to a person", () => {
  it("is kept for a day, thirty and sixty days after the visit, by the city's calendar", () => {
    for (const time of ["00:00", "03:00", "23:59"]) {
      expect(forgetRuleAt(DEFAULT_SETTINGS, at("2026-11-24", time))).toEqual({
        now: at("2026-11-24", time),
        walkInsBefore: tickAt("00:00", "2026-11-24"),
        personsBefore: tickAt("00:00", "2026-10-26"),
        noShowsBefore: tickAt("00:00", "2026-09-26"),
        devicesBefore: tickAt("00:00", "2026-11-24"),
      });
    }
  });

  it.each(["2026-03-29", "2026-10-25"])("counts days, not hours, over %s", (change) => {
    const after = change.replace(/\d\d$/, (day) => String(Number(day) + 1));
    expect(forgetRuleAt(DEFAULT_SETTINGS, at(after, "00:30")).walkInsBefore).toBe(tickAt("00:00", after));
    expect(forgetRuleAt(DEFAULT_SETTINGS, at(change, "00:30")).walkInsBefore).toBe(tickAt("00:00", change));
  });

  it("is promised for the longest of the three", () => {
    expect(longestRetention(DEFAULT_SETTINGS)).toBe(60);
    expect(longestRetention({ ...DEFAULT_SETTINGS, walkInRetentionDays: 90 })).toBe(90);
  });
});
