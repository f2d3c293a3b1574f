import { describe, expect, it } from "vitest";
import { searchEntries } from "@/lib/pages/reading/search-entries";
import { type FoundPages, makeFinder, QUERY_MAX } from "@/lib/search/finder";
import { elsewhereId, ledTo } from "@/lib/search/led-to";
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
    expect(entries).toHaveLength(45 + guides.elsewhere.length);
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

describe("what nobody here does", () => {
  it("leads to who does it, and to no matter that only sounds alike", () => {
    for (const [queries, id] of [
      [["paszport", "paszportu", "nowy paszport dla dziecka", "passport", "паспорт"], "paszport"],
      [["śmieci", "smieci", "wywóz śmieci", "deklaracja śmieciowa", "odpady", "rubbish", "сміття"], "odpady"],
      [["becikowe", "karta dużej rodziny", "zasiłek rodzinny"], "swiadczenia-rodzinne"],
      [["karta pobytu", "obywatelstwo", "wiza", "visa"], "pobyt-obywatelstwo"],
      [["800+", "emerytura", "ZUS"], "swiadczenia-zus"],
      [["PIT", "podatek dochodowy"], "podatek-dochodowy"],
      [["deweloper", "budowa domu"], "budowa"],
    ] as const)
      for (const query of queries) expect(ledTo(find(query).ids), query).toEqual([elsewhereId({ id })]);
  });

  it("is told of every entry by each of its own words", () => {
    for (const { id, searchWords } of guides.elsewhere)
      for (const word of Object.values(searchWords).flat())
        expect(find(word).ids.slice(0, 2), `${id}: ${word}`).toContain(elsewhereId({ id }));
  });

  it("never stands in front of what is done here", () => {
    const away = queries.filter(({ query }) => ledTo(find(query).ids).some((id) => id.startsWith("elsewhere:")));
    expect(away).toEqual([]);
  });

  it("is nothing, below the threshold, where nobody is known either", () => {
    for (const query of ["psy", "kot", "wybory", "drzewo", "lekarz", "cmentarz", "skarga", "dziura w drodze"])
      expect(find(query), query).toEqual({ ids: [], sure: false });
  });
});

describe("how sure it is", () => {
  it("is not where only something like it was found, and is for what people ask", () => {
    expect(["wymedlowanie", "wymienic dowod bo stracil waznosc"].filter((query) => find(query).sure)).toEqual([]);
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
