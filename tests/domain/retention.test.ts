import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "@/lib/domain/city/settings";
import {
  forgetRuleAt,
  isRipe,
  longestRetention,
  markAt,
  ripeRule,
  sameCutoffs,
} from "@/lib/domain/retention/retention";
import { AGREED_MS } from "@/lib/domain/time/clock-trust";
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

describe("what is marked the night before", () => {
  const MONDAY_THREE = at("2026-11-23", "03:00");
  const TUESDAY_THREE = at("2026-11-24", "03:00");
  const mark = markAt(DEFAULT_SETTINGS, MONDAY_THREE, 1_000);

  it("is what will be due on the next day, also over a change of the clocks", () => {
    expect(sameCutoffs(mark, forgetRuleAt(DEFAULT_SETTINGS, TUESDAY_THREE))).toBe(true);
    expect(mark).toMatchObject({ at: MONDAY_THREE, runningMs: 1_000, walkInsBefore: tickAt("00:00", "2026-11-24") });
    const sunday = markAt(DEFAULT_SETTINGS, at("2026-10-24", "03:00"), 0);
    expect(sunday.walkInsBefore).toBe(tickAt("00:00", "2026-10-25"));
  });

  it("is ripe after twenty hours of running, and not a millisecond before", () => {
    expect([isRipe(mark, 1_000 + AGREED_MS - 1), isRipe(mark, 1_000 + AGREED_MS)]).toEqual([false, true]);
  });

  it("goes when it is due and ripe, never for one of the two alone", () => {
    const due = forgetRuleAt(DEFAULT_SETTINGS, TUESDAY_THREE);
    const nothing = { walkInsBefore: 0, personsBefore: 0, noShowsBefore: 0, devicesBefore: 0 };
    expect(ripeRule(due, [mark], 1_000 + AGREED_MS - 1)).toEqual({ now: TUESDAY_THREE, ...nothing });
    expect(ripeRule(due, [mark], 1_000 + AGREED_MS)).toEqual(due);
    const today = forgetRuleAt(DEFAULT_SETTINGS, MONDAY_THREE);
    expect(ripeRule(today, [mark], 1_000 + AGREED_MS)).toEqual(today);
    expect(ripeRule(due, [], AGREED_MS)).toEqual({ now: TUESDAY_THREE, ...nothing });
  });

  it("is all that goes by a clock forty days ahead that is believed", () => {
    const ahead = forgetRuleAt(DEFAULT_SETTINGS, at("2027-01-03", "03:00"));
    const { at: _, runningMs: __, ...marked } = mark;
    expect(ripeRule(ahead, [mark], 1_000 + AGREED_MS)).toEqual({ now: ahead.now, ...marked });
  });

  it("counts by the newest that is ripe", () => {
    const later = markAt(DEFAULT_SETTINGS, TUESDAY_THREE, 1_000 + AGREED_MS);
    const due = forgetRuleAt(DEFAULT_SETTINGS, at("2026-11-25", "03:00"));
    const cutoffOf = (running: number) => ripeRule(due, [later, mark], running).walkInsBefore;
    expect(cutoffOf(1_000 + AGREED_MS)).toBe(mark.walkInsBefore);
    expect(cutoffOf(1_000 + 2 * AGREED_MS)).toBe(later.walkInsBefore);
  });

  it("has to be marked anew where a setting shortens the time", () => {
    const shorter = { ...DEFAULT_SETTINGS, visitRetentionDays: 7 };
    const due = forgetRuleAt(shorter, TUESDAY_THREE);
    expect(ripeRule(due, [mark], AGREED_MS + 1_000).personsBefore).toBe(mark.personsBefore);
    const longer = { ...DEFAULT_SETTINGS, visitRetentionDays: 90 };
    const later = forgetRuleAt(longer, TUESDAY_THREE);
    expect(ripeRule(later, [mark], AGREED_MS + 1_000).personsBefore).toBe(later.personsBefore);
  });
});
