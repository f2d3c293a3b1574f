import { describe, expect, it } from "vitest";
import { searchEntries } from "@/lib/pages/reading/search-entries";
import { type FoundPages, makeFinder, QUERY_MAX } from "@/lib/search/finder";
import { termsOf } from "@/lib/search/terms";
import { seedCity } from "../support/make";
import queries from "./queries.json" with { type: "json" };

const { procedures, city, guides } = seedCity();
const entries = searchEntries(procedures, city.caseGroups, guides);
const find = makeFinder(entries);

interface Judged {
  readonly query: string;
  readonly place: number;
}

/** At which place the first acceptable page stands; Infinity where it is not found. */
function judge(finder: (query: string) => FoundPages): Judged[] {
  return queries.map(({ query, first }) => {
    const place = finder(query).ids.findIndex((id) => first.includes(id));
    return { query, place: place < 0 ? Number.POSITIVE_INFINITY : place };
  });
}

const missed = (judged: readonly Judged[], places: number): string[] =>
  judged.filter(({ place }) => place >= places).map(({ query }) => query);

describe("the search over all procedures", () => {
  it("knows what it is asked: every language, kind and procedure is among the queries", () => {
    expect(entries).toHaveLength(45);
    expect(queries.length).toBeGreaterThanOrEqual(200);
    expect(new Set(queries.map(({ language }) => language))).toEqual(new Set(["pl", "en", "uk"]));
    const asked = new Set(queries.flatMap(({ first }) => first));
    expect(procedures.filter(({ slug }) => !asked.has(slug))).toEqual([]);
  });

  it("has a right page first for 95 of 100 questions, and among the first three for all", () => {
    const judged = judge(find);
    expect(missed(judged, 3)).toEqual([]);
    expect(missed(judged, 1).length / judged.length).toBeLessThanOrEqual(0.05);
  });

  it("control: without endings, marks and everyday words it would not", () => {
    const bare = makeFinder(entries.map((entry) => ({ ...entry, names: [] })));
    expect(missed(judge(bare), 3).length).toBeGreaterThan(20);
  });

  it("finds case groups that have no description", () => {
    for (const [query, id] of Object.entries({
      "odbiór dowodu": "dowody-odbior",
      "ulga podatkowa": "ulgi",
      "zatrzymane prawko": "prawo-jazdy-zatrzymane",
    }))
      expect(find(query).ids.slice(0, 3)).toContain(id);
  });

  it("finds nothing where nothing fits, and stands whatever is typed", () => {
    for (const query of ["", " ", "xyzxyz qwrtp", "%", "'\"`<b>", "\0", "a".repeat(10_000), "🐈", "w na do"])
      expect(find(query)).toEqual({ ids: [], sure: false });
    expect(find(`dowód ${"x".repeat(QUERY_MAX * 5)}`).ids.length).toBeGreaterThan(0);
  });
});

describe("how sure it is", () => {
  it("is not where only something like it was found, and is for what people ask", () => {
    const guessed = ["śmieci", "becikowe", "deweloper", "karta dużej rodziny"].filter((query) => find(query).sure);
    expect(guessed).toEqual([]);
    const doubted = queries.filter(({ query }) => !find(query).sure);
    expect(doubted.length / queries.length, doubted.map(({ query }) => query).join(", ")).toBeLessThan(0.15);
  });
});

describe("a word's terms", () => {
  it("are the same with and without marks, capitals and endings", () => {
    for (const [one, other] of [
      ["Dowód", "dowod"],
      ["meldunek", "meldunku"],
      ["samochody", "samochodu"],
      ["małżeństwo", "malzenstwa"],
      ["tablice", "tablicami"],
      ["автомобіль", "автомобіля"],
      ["cars", "car"],
    ] as const)
      expect(
        termsOf(one).some((term) => termsOf(other).includes(term)),
        `${one} and ${other}`,
      ).toBe(true);
  });

  it("are none for words that say nothing", () => {
    expect(["w", "dla", "się", "the", "для", "-"].map(termsOf)).toEqual([[], [], [], [], [], []]);
  });
});
