import { describe, expect, it } from "vitest";
import { apiEn } from "@/lib/text/api-en";
import { apiPl } from "@/lib/text/api-pl";
import { apiUk } from "@/lib/text/api-uk";
import { en } from "@/lib/text/en";
import { FAILURE } from "@/lib/text/failure";
import { pl } from "@/lib/text/pl";
import { uk } from "@/lib/text/uk";
import { polishIn } from "../support/polish";

const NOON = Date.parse("2026-11-23T11:00:00Z");
/** Arguments for the functions that need more than a word or a number. */
const ARGUMENTS: Readonly<Record<string, readonly unknown[]>> = {
  limit: [2, { name: "Poznań Kontakt", phone: "61 646 33 44" }],
  notSaved: [{ name: "Poznań Kontakt", phone: "61 646 33 44" }],
  shareHelp: [{ name: "Poznań Kontakt", phone: "61 646 33 44", weekdays: { from: "07:30", to: "20:00" } }],
  restsTooMuch: [{ name: "Poznań Kontakt", phone: "61 646 33 44", weekdays: { from: "07:30", to: "20:00" } }],
  leftLate: [{ name: "Poznań Kontakt", phone: "61 646 33 44", weekdays: { from: "07:30", to: "20:00" } }],
  notOpenYet: ["WF", "2026-11-23"],
  bookingNotOpen: ["WF", NOON],
  closed: ["2026-11-23", null],
  tooFar: ["2026-11-23"],
  past: [NOON],
  noSuchStart: [NOON],
  walkInOnly: ["Taxi", NOON],
};

/** Every text of a module under its path; functions are called with a sample. */
function textsOf(value: unknown, path: string): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") {
    const name = path.split(".").at(-1) ?? "";
    return [[path, String(value(...(ARGUMENTS[name] ?? [5, 5])))]];
  }
  return Object.entries(value as object).flatMap(([key, one]) => textsOf(one, path ? `${path}.${key}` : key));
}

const MODULES = {
  en: [...textsOf(en, ""), ...textsOf(apiEn, "api"), ...textsOf(FAILURE.en, "failure")],
  uk: [...textsOf(uk, ""), ...textsOf(apiUk, "api"), ...textsOf(FAILURE.uk, "failure")],
  pl: [...textsOf(pl, ""), ...textsOf(apiPl, "api"), ...textsOf(FAILURE.pl, "failure")],
};

describe("the texts of the other languages", () => {
  it("hold no Polish beside names; control: the Polish ones do", () => {
    const polish = (language: keyof typeof MODULES) =>
      MODULES[language].flatMap(([path, text]) => polishIn(text).map((line) => `${path}: ${line}`));
    expect(polish("en")).toEqual([]);
    expect(polish("uk")).toEqual([]);
    expect(polish("pl").length).toBeGreaterThan(100);
  });

  it("are written in Ukrainian where they hold words", () => {
    const latin = MODULES.uk.filter(([, text]) => /[a-z]{4}/i.test(text) && !/[а-яіїєґ]/i.test(text));
    expect(latin.map(([path]) => path)).toEqual(["product"]);
  });

  it("use no Russian letter in Ukrainian", () => {
    expect(MODULES.uk.filter(([, text]) => /[ыэёъ]/i.test(text))).toEqual([]);
  });
});

describe("plural forms", () => {
  const COUNTS = [1, 2, 4, 5, 11, 12, 21, 22, 25, 111, 122];
  const said = (texts: typeof pl) => COUNTS.map((count) => texts.hours.free(count).replaceAll("\u00a0", " "));

  it("follow Polish", () => {
    expect(said(pl)).toEqual([
      "1 wolny termin",
      "2 wolne terminy",
      "4 wolne terminy",
      "5 wolnych terminów",
      "11 wolnych terminów",
      "12 wolnych terminów",
      "21 wolnych terminów",
      "22 wolne terminy",
      "25 wolnych terminów",
      "111 wolnych terminów",
      "122 wolne terminy",
    ]);
  });

  it("follow English", () => {
    expect(said(en).slice(0, 3)).toEqual(["1 free time", "2 free times", "4 free times"]);
  });

  it("follow Ukrainian", () => {
    expect(said(uk)).toEqual([
      "1 вільне місце",
      "2 вільні місця",
      "4 вільні місця",
      "5 вільних місць",
      "11 вільних місць",
      "12 вільних місць",
      "21 вільне місце",
      "22 вільні місця",
      "25 вільних місць",
      "111 вільних місць",
      "122 вільні місця",
    ]);
  });
});
