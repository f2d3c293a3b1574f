import { describe, expect, it } from "vitest";
import { nextTryAt, type PlannedMessage, REMINDERS_EVER, remindersAhead, staleAt } from "@/lib/domain/messages/message";
import { instantAt } from "@/lib/domain/time/civil-time";
import { HOUR_MS, MINUTE_MS } from "@/lib/domain/time/tick";
import { at, tickAt } from "../support/make";

const wall = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Warsaw",
  dateStyle: "short",
  timeStyle: "short",
});

const visitOn = (date: string, time: string) => {
  const start = tickAt(time, date);
  return { start, ticks: 3, waitFrom: start - 2 };
};

const said = (planned: readonly PlannedMessage[]) => planned.map(({ kind, dueAt }) => `${kind} ${wall.format(dueAt)}`);

const ahead = (date: string, time: string, over: Partial<Parameters<typeof remindersAhead>[0]> = {}) =>
  said(
    remindersAhead({
      visit: visitOn(date, time),
      now: at("2026-03-01", "12:00"),
      hour: 18,
      sent: 0,
      toDevice: false,
      ...over,
    }),
  );

describe("the reminders of a visit", () => {
  it.each([
    ["a plain Tuesday", "2026-11-24", "09:10", "2026-11-23 18:00", "2026-11-24 07:10"],
    ["the Monday after the clocks go forward", "2026-03-30", "07:45", "2026-03-29 18:00", "2026-03-30 05:45"],
    ["the Sunday on which they go forward", "2026-03-29", "09:00", "2026-03-28 18:00", "2026-03-29 07:00"],
    ["the Monday after they go back", "2026-10-26", "07:45", "2026-10-25 18:00", "2026-10-26 05:45"],
    ["the Sunday on which they go back", "2026-10-25", "09:00", "2026-10-24 18:00", "2026-10-25 07:00"],
  ])("%s: the evening before at six and two hours before, by the wall clock", (_, date, time, evening, hours) => {
    expect(ahead(date, time)).toEqual([`day-before ${evening}`, `two-hours ${hours}`]);
  });

  it.each([
    ["2026-03-29", 25],
    ["2026-10-25", 23],
  ])("lie one evening before the visit of %s, whatever hours there are between", (date) => {
    const [evening] = remindersAhead({ visit: visitOn(date, "17:00"), now: 0, hour: 18, sent: 0, toDevice: false });
    const start = instantAt(date, "17:00");
    const between = (start - (evening?.dueAt ?? 0)) / HOUR_MS;
    expect(between).toBe(date === "2026-03-29" ? 22 : 24);
  });

  it("are only those that lie ahead, to the millisecond", () => {
    const evening = at("2026-11-23", "18:00");
    expect(ahead("2026-11-24", "09:10", { now: evening - 1 })).toHaveLength(2);
    expect(ahead("2026-11-24", "09:10", { now: evening })).toEqual(["two-hours 2026-11-24 07:10"]);
    expect(ahead("2026-11-24", "09:10", { now: at("2026-11-24", "07:10") })).toEqual([]);
  });

  it("tell a device, and no letter-box, when the waiting room may be entered", () => {
    const now = at("2026-11-24", "08:00");
    expect(ahead("2026-11-24", "09:10", { now, toDevice: true })).toEqual(["come-in 2026-11-24 09:00"]);
    expect(ahead("2026-11-24", "09:10", { now })).toEqual([]);
  });

  it("are never more than three with those that were sent, the earliest first", () => {
    expect(REMINDERS_EVER).toBe(3);
    expect(ahead("2026-11-24", "09:10", { toDevice: true })).toHaveLength(3);
    expect(ahead("2026-11-24", "09:10", { sent: 1, toDevice: true })).toEqual([
      "day-before 2026-11-23 18:00",
      "two-hours 2026-11-24 07:10",
    ]);
    expect(ahead("2026-11-24", "09:10", { sent: 2 })).toEqual(["day-before 2026-11-23 18:00"]);
    expect(ahead("2026-11-24", "09:10", { sent: 3 })).toEqual([]);
  });

  it("come at the hour that is set, and not at all where two hours before comes first", () => {
    expect(ahead("2026-11-24", "09:10", { hour: 9 })[0]).toBe("day-before 2026-11-23 09:00");
    expect(ahead("2026-11-24", "00:00", { hour: 22 })).toEqual(["two-hours 2026-11-23 22:00"]);
  });
});

describe("a message that could not be sent", () => {
  it("is of no use once the next one or the visit has come", () => {
    const visit = visitOn("2026-11-24", "09:10");
    expect(staleAt("day-before", visit)).toBe(at("2026-11-24", "07:10"));
    expect(staleAt("two-hours", visit)).toBe(at("2026-11-24", "09:10"));
    expect(staleAt("come-in", visit)).toBe(at("2026-11-24", "09:10"));
    expect(staleAt("confirmed", visit)).toBe(at("2026-11-24", "09:25"));
    expect(staleAt("moved", visit)).toBe(at("2026-11-24", "09:25"));
    // That a visit was called off is told however late.
    expect(staleAt("cancelled", visit)).toBe(Number.POSITIVE_INFINITY);
  });

  it("is tried again after half a minute, then ever later, at most hourly", () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1_000].map((attempts) => nextTryAt(attempts, 0) / MINUTE_MS);
    expect(pauses).toEqual([0.5, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });
});
