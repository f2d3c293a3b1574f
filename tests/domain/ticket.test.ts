import { describe, expect, it } from "vitest";
import { isHotlineOpen } from "@/lib/domain/city/hotline";
import { DEFAULT_SETTINGS } from "@/lib/domain/city/settings";
import { askFor, ticketLetter } from "@/lib/domain/visit/ask";
import { CODE_ALPHABET, codeInGroups, readCode, ticketNumber } from "@/lib/domain/visit/ticket";
import { aCity, aDepartment, aGroup, at, MONDAY, SUNDAY, seedCity } from "../support/make";

describe("a ticket number", () => {
  it("is a letter and a running number of two digits or more", () => {
    expect([ticketNumber("D", 1), ticketNumber("R", 14), ticketNumber("M", 100)]).toEqual(["D01", "R14", "M100"]);
  });

  it("has the letter of its group in the building", () => {
    const group = aGroup("dowody");
    expect(ticketLetter(group, "ratusz")).toBe("D");
    expect(() => ticketLetter(group, "zamek")).toThrow("dowody has no ticket letter at zamek.");
  });
});

describe("a code", () => {
  it("has 32 letters and digits without look-alikes", () => {
    expect(new Set(CODE_ALPHABET).size).toBe(32);
    expect([..."ILOU"].filter((letter) => CODE_ALPHABET.includes(letter))).toEqual([]);
  });

  it("is read in two groups", () => {
    expect(codeInGroups("AB12CD")).toBe("AB1 2CD");
  });

  it("is understood however it is typed", () => {
    expect(["AB12CD", "ab1 2cd", "a-b-1-2-c-d", " AB1\t2CD ", "ABI2CD", "abl2cd"].map(readCode)).toEqual(
      Array(6).fill("AB12CD"),
    );
    expect([readCode("O0o0O0"), readCode("uvUVuv")]).toEqual(["000000", "VVVVVV"]);
  });

  it("is found by what stands in other scripts, wide, or between its letters", () => {
    const typed = [
      "AB1 2CD.",
      "AB1–2CD",
      "„AB1 2CD”",
      "ＡＢ１２ＣＤ",
      "АВ12СD",
      "ав12сd",
      "AВІ2CD",
      "\u2066AB1\u00a02CD\u2069",
    ];
    expect(typed.map(readCode)).toEqual(Array(typed.length).fill("AB12CD"));
    expect([readCode("ЕЗКМНО"), readCode("РСТУХЅ")]).toEqual(["E3KMH0", "PCTYXS"]);
    expect(["ЖЖЖЖЖЖ", "AB12C+", "AB12C²D"].map(readCode)).toEqual(Array(3).fill(null));
  });

  it("is none of another length or with other signs", () => {
    expect(["", "AB12C", "AB12CDE", "AB12C!", "ĄB12CD", "AB.12C"].map(readCode)).toEqual(Array(6).fill(null));
  });
});

describe("what is asked of the city", () => {
  it("is the group and its department with the settings", () => {
    const city = aCity({ groups: [aGroup("dowody")], counters: [] });
    expect(askFor(city, DEFAULT_SETTINGS, { caseGroupId: "dowody", cases: 2, now: 7 })).toEqual({
      caseGroup: aGroup("dowody"),
      department: aDepartment(),
      cases: 2,
      now: 7,
      settings: DEFAULT_SETTINGS,
    });
    expect(() => askFor(city, DEFAULT_SETTINGS, { caseGroupId: "paszporty", cases: 1, now: 7 })).toThrow(
      "No such case group: paszporty",
    );
  });
});

describe("the hotline", () => {
  const { hotline } = seedCity();
  const isOpen = (date: string, time: string, holiday = "") =>
    isHotlineOpen(hotline, (day) => (day === holiday ? { pl: "Święto" } : null), at(date, time));

  it("answers on working days from half past seven until eight in the evening", () => {
    expect(["07:29:59.999", "07:30", "12:00", "19:59:59.999", "20:00"].map((time) => isOpen(MONDAY, time))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  it("does not answer at weekends and on holidays", () => {
    expect([isOpen(SUNDAY, "12:00"), isOpen("2026-11-28", "12:00"), isOpen("2026-11-27", "12:00")]).toEqual([
      false,
      false,
      true,
    ]);
    expect([isOpen(MONDAY, "12:00", MONDAY), isOpen(MONDAY, "12:00", "2026-11-24")]).toEqual([false, true]);
  });
});
