import { describe, expect, it } from "vitest";
import {
  fitsBudget,
  NOTHING_SPENT,
  type SmsDay,
  type SmsShare,
  segmentsOf,
  smsLevel,
  smsShareOf,
  smsText,
} from "@/lib/domain/messages/sms";

describe("the segments of a text message", () => {
  it.each([
    ["nothing", "", 1],
    ["160 plain letters", "a".repeat(160), 1],
    ["161 plain letters", "a".repeat(161), 2],
    ["306 plain letters", "a".repeat(306), 2],
    ["307 plain letters", "a".repeat(307), 3],
    ["159 letters and a euro, which takes two places", `${"a".repeat(158)}€`, 1],
    ["160 letters with a euro", `${"a".repeat(159)}€`, 2],
    ["a euro that would be cut between two parts", `${"a".repeat(152)}€${"a".repeat(152)}`, 3],
    ["the same with a plain letter there", `${"a".repeat(152)}b${"a".repeat(152)}`, 2],
    ["70 wide letters", "я".repeat(70), 1],
    ["71 wide letters", "я".repeat(71), 2],
    ["134 wide letters", "я".repeat(134), 2],
    ["135 wide letters", "я".repeat(135), 3],
    ["one Polish letter makes all of them wide", `${"a".repeat(70)}ł`, 2],
    ["35 signs of two halves", "😀".repeat(35), 1],
    ["36 signs of two halves", "😀".repeat(36), 2],
    ["a sign whose halves would be cut", `${"я".repeat(66)}😀${"я".repeat(66)}`, 3],
  ])("%s", (_, text, segments) => {
    expect(segmentsOf(text)).toBe(segments);
  });

  it("are fewer without the marks of Polish letters, and as they are where that does not help", () => {
    expect(smsText("Zażółć gęślą jaźń – „tak”…\u00a0ŁÓDŹ")).toBe('Zazolc gesla jazn - "tak"... LODZ');
    expect(smsText("Grüße à Łódź, 5 €")).toBe("Grüße à Lodz, 5 €");
    expect(smsText("Візит записано: ł")).toBe("Візит записано: ł");
    const polish = "Wizyta umówiona: 24.11, godz. 10:00, ul. Gronowa 20. Kod AB1 2CD. Zmiana, odwołanie: ";
    const text = `${polish}https://wizyty.example.pl/wizyta/AAAAAAAAAAAAAAAAAAAAAA`;
    expect([segmentsOf(text), segmentsOf(smsText(text))]).toEqual([3, 1]);
  });
});

describe("the day's budget", () => {
  it("keeps a third for staff's bookings and for reminders", () => {
    expect(smsShareOf("confirmed", "online")).toBe("everybody");
    expect(smsShareOf("cancelled", "qr")).toBe("everybody");
    expect(smsShareOf("confirmed", "phone")).toBe("kept");
    expect(smsShareOf("moved", "staff")).toBe("kept");
    expect(smsShareOf("day-before", "online")).toBe("kept");
    expect(smsShareOf("two-hours", "qr")).toBe("kept");
  });

  const of = (everybody: number, kept: number): SmsDay => ({ everybody, kept });
  it.each<[SmsDay, SmsShare, number, boolean]>([
    [of(0, 0), "everybody", 67, true],
    [of(0, 0), "everybody", 68, false],
    [of(66, 0), "everybody", 1, true],
    [of(67, 0), "everybody", 1, false],
    [of(67, 0), "kept", 33, true],
    [of(67, 0), "kept", 34, false],
    [of(0, 99), "kept", 1, true],
    [of(0, 100), "kept", 1, false],
    [of(0, 60), "everybody", 40, true],
    [of(0, 60), "everybody", 41, false],
  ])("of 100, with %j spent: %s may spend %i more: %s", (day, share, segments, fits) => {
    expect(fitsBudget(day, share, segments, 100)).toBe(fits);
  });

  it.each<[SmsDay, SmsShare, string]>([
    [of(0, 0), "everybody", "fine"],
    [of(53, 0), "everybody", "fine"],
    [of(54, 0), "everybody", "alarming"],
    [of(66, 0), "everybody", "alarming"],
    [of(67, 0), "everybody", "spent"],
    [of(67, 26), "kept", "fine"],
    [of(67, 27), "kept", "alarming"],
    [of(67, 33), "kept", "spent"],
    [of(0, 79), "kept", "fine"],
    [of(0, 80), "kept", "alarming"],
  ])("of 100, with %j spent, is %s: %s", (day, share, level) => {
    expect(smsLevel(day, share, 100)).toBe(level);
  });

  it("of nothing allows nothing", () => {
    expect(smsLevel(NOTHING_SPENT, "everybody", 0)).toBe("spent");
    expect(smsLevel(NOTHING_SPENT, "kept", 0)).toBe("spent");
  });
});
