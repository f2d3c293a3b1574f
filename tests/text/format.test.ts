import { describe, expect, it } from "vitest";
import { formatsFor } from "@/lib/text/format";
import { acceptedLanguage, LANGUAGES } from "@/lib/text/language";

const spaced = (text: string): string => text.replaceAll("\u00a0", " ");

const MONDAY = "2020-05-04";
const AT_NINE = Date.parse("2026-11-23T08:05:00Z");

describe("dates and hours", () => {
  it("are written as each language writes them, in the city's time", () => {
    const written = Object.fromEntries(
      LANGUAGES.map((language) => {
        const f = formatsFor(language);
        const all = [f.hour(AT_NINE), f.date(MONDAY), f.dateFrom(MONDAY), f.dayOn(MONDAY), f.day(MONDAY)];
        return [language, [...all, f.dayAndMonth(MONDAY), f.shortDay(MONDAY)].map(spaced)];
      }),
    );
    expect(written).toEqual({
      pl: [
        "9:05",
        "poniedziałek, 4 maja 2020",
        "poniedziałku, 4 maja 2020",
        "w poniedziałek, 4 maja",
        "poniedziałek, 4 maja",
        "4 maja",
        "pon. 4 maja",
      ],
      en: [
        "9:05",
        "Monday, 4 May 2020",
        "Monday, 4 May 2020",
        "on Monday, 4 May",
        "Monday, 4 May",
        "4 May",
        "Mon 4 May",
      ],
      uk: [
        "9:05",
        "понеділок, 4 травня 2020",
        "понеділка, 4 травня 2020",
        "у понеділок, 4 травня",
        "понеділок, 4 травня",
        "4 травня",
        "пн 4 травня",
      ],
    });
  });

  it("say midnight and midday in 24 hours", () => {
    for (const language of LANGUAGES) {
      const { hour } = formatsFor(language);
      expect(hour(Date.parse("2026-11-22T23:00:00Z"))).toBe("0:00");
      expect(hour(Date.parse("2026-11-23T11:30:00Z"))).toBe("12:30");
    }
  });

  it("say every weekday after a preposition", () => {
    const days = [4, 5, 6, 7, 8, 9, 10].map((day) => `2020-05-${String(day).padStart(2, "0")}`);
    const { dayOn, dateFrom } = formatsFor("uk");
    expect(days.map((day) => spaced(dayOn(day)).split(",")[0])).toEqual([
      "у понеділок",
      "у вівторок",
      "у середу",
      "у четвер",
      "у п'ятницю",
      "у суботу",
      "у неділю",
    ]);
    expect(dateFrom(days[1] ?? "").split(",")[0]).toBe("вівторка");
  });
});

describe("the language of a browser", () => {
  it.each([
    [null, "pl"],
    ["", "pl"],
    ["de-DE,de;q=0.9", "pl"],
    ["en-GB,en;q=0.9,pl;q=0.8", "en"],
    ["uk-UA,uk;q=0.9,en;q=0.8", "uk"],
    ["de,uk;q=0.5,en;q=0.7", "en"],
    ["pl;q=0,en;q=0.1", "en"],
    ["en;q=zero", "pl"],
    ["*", "pl"],
    [",,;;q=", "pl"],
  ])("%s is %s", (header, language) => {
    expect(acceptedLanguage(header)).toBe(language);
  });
});
