import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readSeed, SeedError } from "../../db/seed/read-seed";
import type { CaseGroupId, CounterId, LocationId, PlanWindow } from "../../lib/domain/city/city";
import { placesUnder, ruleOn } from "../../lib/domain/city/waiting-room";

const POZNAN = resolve(import.meta.dirname, "../../db/seed/poznan");
const WORKING_DAYS = [1, 2, 3, 4, 5] as const;

const { city, procedures, hotline, guides } = readSeed(POZNAN);

const locationOfCounter = (id: CounterId): LocationId => {
  const hallId = city.counters.find((one) => one.id === id)?.hallId;
  return city.halls.find((one) => one.id === hallId)?.locationId ?? "";
};
const windowsFor = (group: CaseGroupId, location: LocationId): PlanWindow[] =>
  city.plan.filter((one) => one.caseGroups.includes(group) && locationOfCounter(one.counterId) === location);
const group = (id: CaseGroupId) => city.caseGroups.find((one) => one.id === id);
const procedure = (slug: string) => procedures.find((one) => one.slug === slug);

describe("the city of Poznań", () => {
  it("has its four buildings, four departments, 30 case groups and 40 procedures", () => {
    expect(city.locations.map((one) => `${one.stickerCode} ${one.id}`)).toEqual([
      "LIB libelta",
      "GRO gronowa",
      "DEB 28-czerwca",
      "SLO slowackiego",
    ]);
    expect(city.departments.map((one) => `${one.id} ${one.bookableFrom}`)).toEqual([
      "WSOiUK 2020-04-27",
      "USC 2020-05-11",
      "WDGiR 2020-05-04",
      "WF 2020-05-04",
    ]);
    expect(city.departments.map((one) => one.bookingOpensAt)).toEqual([null, null, null, null]);
    expect(city.caseGroups).toHaveLength(30);
    expect(procedures).toHaveLength(40);
    expect([city.exceptions, city.closedDays, city.extraDays]).toEqual([[], [], []]);
  });

  it("has six example halls with the counters and waiting places of design §2", () => {
    const halls = city.halls.map((hall) => ({
      id: hall.id,
      example: hall.example,
      name: hall.name.pl,
      counters: city.counters.filter((one) => one.hallId === hall.id).map((one) => one.number),
      places: placesUnder(ruleOn(city.capacityRules, hall.id, "2020-04-29"), hall, 1),
    }));
    const parter = "sala obsługi, parter";
    const pietro = "sala obsługi, I piętro";
    const upstairs = [11, 12, 13, 14];
    const eight = [1, 2, 3, 4, 5, 6, 7, 8];
    expect(halls).toEqual([
      { id: "libelta-parter", example: true, name: parter, counters: [1, 2, 3, 4, 5, 6, 7], places: 4 },
      { id: "libelta-pietro", example: true, name: pietro, counters: upstairs, places: 3 },
      { id: "gronowa-parter", example: true, name: parter, counters: eight, places: 5 },
      { id: "gronowa-pietro", example: true, name: pietro, counters: upstairs, places: 3 },
      { id: "28-czerwca-sala", example: true, name: parter, counters: eight, places: 8 },
      { id: "slowackiego-sala", example: true, name: parter, counters: [1, 2, 3, 4], places: 3 },
    ]);
  });

  it("opens its buildings longer on Mondays, never at weekends, and says how sure that is", () => {
    for (const location of city.locations) {
      const usual = { from: "07:30", to: "15:30" };
      expect(location.hours).toEqual({ 1: { from: "07:30", to: "17:00" }, 2: usual, 3: usual, 4: usual, 5: usual });
      expect(location.hoursConfidence).toBe("low");
    }
    expect(city.locations.map((one) => one.dropBox)).toEqual([true, null, true, null]);
  });

  it("keeps the flags of the case groups", () => {
    const idsWhere = (flag: "walkInOnly" | "urgent" | "remoteFirst" | "twoPeople") =>
      city.caseGroups.filter((one) => one[flag]).map((one) => one.id);
    expect(idsWhere("walkInOnly")).toEqual(["prawo-jazdy-zagraniczne"]);
    expect(idsWhere("urgent")).toEqual(["zgony"]);
    expect(idsWhere("remoteFirst")).toEqual(["ceidg"]);
    expect(idsWhere("twoPeople")).toEqual(["malzenstwa", "slub-wyznaniowy"]);
    expect(new Set(city.caseGroups.map((one) => one.earlyMinutes))).toEqual(new Set([10]));
    expect(
      city.caseGroups.filter((one) => one.maxCases > 1).map((one) => `${one.id} ${one.maxCases} ${one.casesAre}`),
    ).toEqual([
      "dowody-wniosek 3 persons",
      "meldunki 3 persons",
      "pesel 3 persons",
      "rejestracja-pojazdow 3 matters",
      "adnotacje-zbycie 3 matters",
      "odbior-dowodu-rejestracyjnego 3 matters",
    ]);
  });

  it("prints names of case groups with dashes, titles of procedures as the sources write them", () => {
    expect(group("ceidg")?.name.pl).toBe("CEIDG – wpis, zmiana, zawieszenie, wykreślenie");
    expect(procedure("pesel-ukr")?.title.pl).toBe("PESEL UKR - potwierdzenie ochrony czasowej");
  });

  it("knows where a case group is served, how sure that is, and by which letter it is called", () => {
    expect(group("prawo-jazdy")?.served).toEqual([
      { locationId: "gronowa", confidence: "high", letter: "J" },
      { locationId: "libelta", confidence: "medium", letter: "J" },
    ]);
    for (const location of city.locations) {
      const served = city.caseGroups.flatMap((one) => one.served.filter((at) => at.locationId === location.id));
      const letters = served.map((at) => at.letter);
      expect(new Set(letters).size).toBe(letters.length);
      expect(letters.join("")).toMatch(/^[A-HJ-NPR-Z]+$/);
    }
  });

  it("names the hotline with its hours", () => {
    expect(hotline).toEqual({
      name: "Poznań Kontakt",
      phone: "61 646 33 44",
      phoneE164: "+48616463344",
      weekdays: { from: "07:30", to: "20:00" },
    });
  });
});

describe("the weekly plan", () => {
  const places = city.caseGroups.flatMap((one) => one.served.map((at) => [one.id, at.locationId] as const));

  it.each(places)("serves %s at %s on every working day, in one hall", (id, location) => {
    const windows = windowsFor(id, location);
    expect(new Set(windows.map((one) => one.weekday))).toEqual(new Set(WORKING_DAYS));
    const halls = windows.map((one) => city.counters.find((counter) => counter.id === one.counterId)?.hallId);
    expect(new Set(halls).size).toBe(1);
  });

  it.each(places)(
    "never sends all counters for %s at %s to their break at once, where there are two",
    (id, location) => {
      const monday = windowsFor(id, location).filter((one) => one.weekday === 1);
      if (new Set(monday.map((one) => one.counterId)).size < 2) return;
      for (const noon of ["11:00", "11:15", "11:30", "11:45", "12:00", "12:15", "12:30", "12:45", "13:00", "13:15"]) {
        expect(
          monday.some((one) => one.from <= noon && noon < one.to),
          noon,
        ).toBe(true);
      }
    },
  );

  it("keeps 9:00–10:00 and 13:00–14:00 at one USC counter for urgent case groups, and a second counter for them too", () => {
    const reserved = city.plan.filter((one) => one.reservedForUrgent);
    expect(reserved.map((one) => `${one.counterId} ${one.weekday} ${one.from}-${one.to}`)).toEqual([
      ...WORKING_DAYS.map((day) => `libelta-11 ${day} 09:00-10:00`),
      ...WORKING_DAYS.map((day) => `libelta-11 ${day} 13:00-14:00`),
    ]);
    const deaths = windowsFor("zgony", "libelta");
    expect(new Set(deaths.map((one) => one.counterId))).toEqual(new Set(["libelta-11", "libelta-13"]));
  });

  it("keeps the registry to its own hours, 7:45 to 16:45 on Mondays and to 15:15 on other days", () => {
    const registry = city.plan.filter((one) => group(one.caseGroups[0] ?? "")?.departmentId === "USC");
    expect(registry.length).toBeGreaterThan(0);
    for (const one of registry) {
      expect(one.from >= "07:45" && one.to <= (one.weekday === 1 ? "16:45" : "15:15"), JSON.stringify(one)).toBe(true);
    }
  });

  it("staggers the counters of every hall by 0, 5 and 10 minutes in thirds", () => {
    for (const hall of city.halls) {
      const counters = city.counters.filter((one) => one.hallId === hall.id);
      const offsets = counters.map((one) => city.plan.find((window) => window.counterId === one.id)?.offsetMinutes);
      expect(offsets).toEqual(counters.map((_, index) => (index % 3) * 5));
    }
  });
});

describe("a procedure", () => {
  it("gives a fact without its own confidence that of the procedure, and no date that the source lacks", () => {
    const adult = procedure("dowod-osobisty-dorosly");
    expect(adult?.confidence).toBe("medium");
    expect(adult?.whoCanApply).toMatchObject({ confidence: "medium", asOf: null, sources: [] });
    expect(adult?.papers).toHaveLength(3);
    expect(adult?.papers[0]?.confidence).toBe("high");
    expect(adult?.papers[0]?.sources.map((one) => one.id)).toEqual(["S64"]);
    expect(adult?.where.locations).toEqual(["libelta"]);
  });

  it("keeps fees as items: unknown amounts null, extras, totals and announced rises marked", () => {
    const fees = procedures.flatMap((one) => one.fees);
    expect(fees).toHaveLength(94);
    expect(fees.filter((one) => one.amountPln === null)).toHaveLength(2);
    expect(fees.filter((one) => one.optional)).toHaveLength(29);
    expect(fees.filter((one) => one.isTotal)).toHaveLength(4);
    expect(fees.filter((one) => one.pendingChange)).toHaveLength(23);
    const extract = procedure("licencja-taxi")?.fees.find((one) => one.amountPln === null);
    expect(extract).toEqual({
      label: {
        pl: "Wypis z licencji na każdy pojazd (11% opłaty za licencję)",
        en: "Extract for each vehicle (11% of the licence fee)",
        uk: "Виписка з ліцензії (wypis z licencji) на кожен транспортний засіб (11% збору за ліцензію)",
      },
      amountPln: null,
      legalBasis: "j.w.",
      confidence: "medium",
      asOf: "2019-2023",
      sources: [expect.objectContaining({ id: "S72" })],
    });
  });

  it("names its facts of low confidence by its own fields", () => {
    const fields = procedures.flatMap((one) => one.lowConfidencePaths);
    expect(fields).toHaveLength(31);
    for (const one of procedures.filter(({ confidence }) => confidence !== "low")) {
      const low = one.papers.flatMap((paper, p) => (paper.confidence === "low" ? [`papers[${p}]`] : []));
      expect(one.lowConfidencePaths.filter((path) => path.startsWith("papers"))).toEqual(low);
      expect(one.lowConfidencePaths.includes("processingTime")).toBe(one.processingTime.confidence === "low");
    }
    expect(procedures.filter((one) => one.needsCheck)).toHaveLength(24);
  });

  it("without a source opened for it has no fact of middling confidence: what is not sure is to be asked", () => {
    const unread = procedures.filter(({ confidence }) => confidence === "low");
    expect(unread.map(({ slug }) => slug)).toEqual([
      "utrata-dowodu",
      "pesel-cudzoziemiec",
      "profil-zaufany",
      "uznanie-ojcostwa",
      "podatek-srodki-transportowe",
    ]);
    for (const { papers, forms, fees, payment, processingTime, whoCanApply } of unread) {
      const facts = [...papers, ...forms, ...fees, payment, processingTime, whoCanApply];
      expect(facts.filter(({ confidence }) => confidence === "medium")).toEqual([]);
    }
  });

  it("keeps an empty address and an empty remark null", () => {
    const sources = procedures.flatMap((one) => [...one.sources, ...one.papers.flatMap((paper) => paper.sources)]);
    expect(sources.find((one) => one.id === "S99")?.url).toBeNull();
    expect(procedures.filter((one) => one.sourcesNote === null)).toHaveLength(35);
    expect(procedures.filter((one) => one.where.note === null)).toHaveLength(39);
  });
});

describe("what was written for the city", () => {
  const LANGUAGES = ["en", "pl", "uk"];

  it("says of every procedure in three languages what one gets, who answers for it and when it is looked at", () => {
    for (const one of procedures) {
      expect(Object.keys(one.summary).toSorted()).toEqual(LANGUAGES);
      expect(one.ownerId).toBe(one.departmentId);
      expect(one.reviewOn).toBe("2027-03-01");
      for (const words of Object.values(one.searchWords)) expect(words.length).toBeGreaterThanOrEqual(6);
    }
  });

  it("has every text of a procedure in three languages", () => {
    const texts: object[] = [];
    JSON.stringify(procedures, (_, value) => {
      if (typeof value?.pl === "string") texts.push(value);
      return value;
    });
    expect(texts.length).toBeGreaterThan(500);
    for (const text of texts) expect([text, Object.keys(text).toSorted()]).toEqual([text, LANGUAGES]);
  });

  it("guides to every building and department, and turns nothing unknown into a claim", () => {
    expect(guides.locations.map((one) => one.locationId)).toEqual(city.locations.map((one) => one.id));
    expect(guides.departments.map((one) => one.departmentId)).toEqual(city.departments.map((one) => one.id));
    for (const { features } of guides.locations) expect(new Set(Object.values(features))).toEqual(new Set([null]));
    expect(guides.departments.flatMap((one) => one.phones)).toHaveLength(10);
    expect(Object.keys(guides.groupWords)).toHaveLength(5);
  });
});

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type FileName = "departments" | "example" | "guides" | "locations" | "procedure-texts" | "procedures";

interface Edit {
  readonly file: FileName;
  readonly path: readonly (string | number)[];
  /** undefined takes the key or the element away. */
  readonly value: Json | undefined;
}

const example = (path: Edit["path"], value?: Json): Edit => ({ file: "example", path, value });
const departments = (path: Edit["path"], value?: Json): Edit => ({ file: "departments", path, value });
const locations = (path: Edit["path"], value?: Json): Edit => ({ file: "locations", path, value });
const proceduresAt = (path: Edit["path"], value?: Json): Edit => ({ file: "procedures", path, value });

const textsAt = (path: Edit["path"], value?: Json): Edit => ({ file: "procedure-texts", path, value });
const guidesAt = (path: Edit["path"], value?: Json): Edit => ({ file: "guides", path, value });

const directories: string[] = [];
afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true });
});

function seedWith(edits: readonly Edit[]): string {
  const directory = mkdtempSync(join(tmpdir(), "okienko-seed-"));
  directories.push(directory);
  cpSync(POZNAN, directory, { recursive: true });
  for (const edit of edits) {
    const file = join(directory, `${edit.file}.json`);
    const content: unknown = JSON.parse(readFileSync(file, "utf8"));
    apply(content, edit);
    writeFileSync(file, JSON.stringify(content));
  }
  return directory;
}

function apply(content: unknown, { path, value }: Edit): void {
  let parent = content as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, unknown>;
  const last = path.at(-1) ?? "";
  if (value !== undefined) parent[last] = value;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
}

/** What reading says, the temporary directory left out; a seed without fault says "no fault". */
function faultOf(directory: string): string {
  try {
    readSeed(directory);
  } catch (error) {
    if (!(error instanceof SeedError)) throw error;
    expect(error.file.startsWith(`${directory}/`)).toBe(true);
    expect(error.message.startsWith(`${error.file} at ${error.path}: `)).toBe(true);
    return error.message.replace(`${directory}/`, "");
  }
  return "no fault";
}

const exampleJson = JSON.parse(readFileSync(join(POZNAN, "example.json"), "utf8")) as {
  plans: { counter: string; groups: string[] }[];
  capacityRules: { hall: string }[];
};
const planOf = (counter: string): number => exampleJson.plans.findIndex((one) => one.counter === counter);
const registry = planOf("libelta-11");
const weddings = planOf("libelta-14");
const morning = (from: string, to: string): Json => ({ weekdays: [1, 2, 3, 4, 5], from, to });

describe("a fault in the files", () => {
  it("is found in none of the real ones, copied elsewhere", () => {
    expect(faultOf(seedWith([]))).toBe("no fault");
  });

  const faults: readonly (readonly [name: string, edits: readonly Edit[], message: string])[] = [
    [
      "windows that overlap",
      [example(["plans", 3, "windows", 0], morning("07:30", "13:00"))],
      "example.json at plans[3].windows[1]: overlaps windows[0] (07:30–13:00)",
    ],
    [
      "a procedure of which nothing was written",
      [textsAt(["procedures", "pesel-ukr"])],
      'procedure-texts.json at procedures: says nothing about procedure "pesel-ukr"',
    ],
    [
      "a text of a procedure that is not there",
      [textsAt(["groups", "paszporty"], { search: { pl: ["paszport"], en: ["passport"], uk: ["паспорт"] } })],
      'procedure-texts.json at groups.paszporty: there is no case group "paszporty"',
    ],
    [
      "a text that no department answers for",
      [textsAt(["procedures", "dowod-osobisty-dorosly", "owner"], "WXX")],
      'procedure-texts.json at procedures.dowod-osobisty-dorosly.owner: there is no department "WXX"',
    ],
    [
      "a building without a guide",
      [guidesAt(["locations", "gronowa"])],
      'guides.json at locations: says nothing about location "gronowa"',
    ],
    [
      "a guide that cites what its file does not hold",
      [guidesAt(["locations", "gronowa", 0, "sources"], ["S999"])],
      'guides.json at locations.gronowa[0].sources[0]: there is no source "S999"',
    ],
    [
      "windows of two plans of one counter that overlap",
      [example(["plans", 1, "counter"], "libelta-1")],
      "example.json at plans[1].windows[0]: overlaps plans[0].windows[0] (07:30–11:00)",
    ],
    [
      "a window beyond the building's closing",
      [example(["plans", 0, "windows", 2, "to"], "15:35")],
      "example.json at plans[0].windows[2]: 11:30–15:35 lies outside the hours of libelta on Tuesday (07:30–15:30)",
    ],
    [
      "a window before the building's opening",
      [example(["plans", 0, "windows", 0, "from"], "07:25")],
      "example.json at plans[0].windows[0]: 07:25–11:00 lies outside the hours of libelta on Monday (07:30–17:00)",
    ],
    [
      "a window on a closed day",
      [example(["plans", 0, "windows", 1, "weekdays"], [6])],
      "example.json at plans[0].windows[1]: libelta is closed on Saturday",
    ],
    [
      "a window off the grid of 5 minutes",
      [example(["plans", 0, "windows", 0, "to"], "10:59")],
      "example.json at plans[0].windows[0].to: must be a time HH:MM on a multiple of 5 minutes",
    ],
    [
      "an offset off the grid of 5 minutes",
      [example(["plans", 0, "offset"], 7)],
      "example.json at plans[0].offset: must be a multiple of 5 minutes",
    ],
    [
      "a window that ends before it begins",
      [example(["plans", 0, "windows", 0, "to"], "07:30")],
      "example.json at plans[0].windows[0]: 07:30–07:30 ends before it begins",
    ],
    [
      "a window too short for the longest visit after its offset",
      [example(["plans", weddings, "offset"], 5), example(["plans", weddings, "windows", 0, "to"], "08:30")],
      `example.json at plans[${weddings}].windows[0]: 07:45–08:30 after an offset of 5 minutes is shorter than a visit for "malzenstwa" (45 minutes)`,
    ],
    [
      "a window reserved where nothing is urgent",
      [example(["plans", 0, "windows", 0, "reservedForUrgent"], true)],
      "example.json at plans[0].windows[0]: is reserved for urgent case groups, but its counter serves none",
    ],
    [
      "a plan of an unknown counter",
      [example(["plans", 0, "counter"], "libelta-99")],
      'example.json at plans[0].counter: there is no counter "libelta-99"',
    ],
    [
      "an unknown case group in a plan",
      [example(["plans", 0, "groups", 1], "paszporty")],
      'example.json at plans[0].groups[1]: there is no case group "paszporty"',
    ],
    [
      "a case group planned in a building that does not serve it",
      [example(["plans", 0, "groups", 1], "taxi")],
      'example.json at plans[0].groups[1]: "taxi" is not served at libelta in departments.json',
    ],
    [
      "a case group planned in a second hall of a building",
      [example(["plans", 0, "groups", 1], "odpisy")],
      'example.json at plans[0].groups[1]: "odpisy" is served in two halls of libelta: "libelta-parter" here, "libelta-pietro" by its letter',
    ],
    [
      "a case group with letters in two halls of a building",
      [example(["halls", 1, "letters", "pesel"], "X")],
      "example.json at halls[1].letters.pesel: is served in two halls of libelta, also at halls[0].letters.pesel",
    ],
    [
      "a case group that no counter of a building serves",
      [example(["plans", planOf("libelta-7"), "groups"], ["oplata-skarbowa"])],
      'departments.json at departments[3].case_groups[0].locations[2]: no counter at libelta serves "podatek-nieruchomosci" in example.json',
    ],
    [
      "a working day on which a case group is not served",
      [example(["plans", planOf("gronowa-8"), "windows"], [{ weekdays: [1, 2, 4, 5], from: "07:30", to: "12:00" }])],
      'example.json at plans: no counter at gronowa serves "podatek-nieruchomosci" on Wednesday',
    ],
    [
      "two case groups with one letter in a hall",
      [example(["halls", 3, "letters", "prawo-jazdy-zatrzymane"], "J")],
      "example.json at halls[3].letters.prawo-jazdy-zatrzymane: letter J is taken by halls[3].letters.prawo-jazdy",
    ],
    [
      "two case groups with one letter in two halls of a building",
      [example(["halls", 1, "letters", "odpisy"], "M")],
      "example.json at halls[1].letters.odpisy: letter M is taken by halls[0].letters.meldunki",
    ],
    [
      "a letter that can be taken for a digit",
      [example(["halls", 1, "letters", "odpisy"], "O")],
      "example.json at halls[1].letters.odpisy: must be one capital letter, and not I, O or Q",
    ],
    [
      "a letter of an unknown case group",
      [example(["halls", 1, "letters", "paszporty"], "X")],
      'example.json at halls[1].letters.paszporty: there is no case group "paszporty"',
    ],
    [
      "a case group without a letter",
      [example(["halls", 1, "letters", "odpisy"])],
      'departments.json at departments[1].case_groups[0].locations[0]: "odpisy" has a ticket letter in no hall of libelta in example.json',
    ],
    [
      "a hall in an unknown building",
      [example(["halls", 5, "location"], "matejki")],
      'example.json at halls[5].location: there is no location "matejki"',
    ],
    [
      "a counter in an unknown hall",
      [example(["counters", 0, "hall"], "libelta-piwnica")],
      'example.json at counters[0].hall: there is no hall "libelta-piwnica"',
    ],
    [
      "a counter that a hall does not declare",
      [example(["halls", 0, "counterCount"], 6)],
      'example.json at halls[0].counterCount: is 6, but "libelta-parter" has 7 counters',
    ],
    [
      "two counters with one number in a building",
      [example(["counters", 7, "number"], 1)],
      'example.json at counters[7].number: "libelta 1" repeats counters[0].number',
    ],
    [
      "a hall without a capacity rule",
      [example(["capacityRules", 2])],
      'example.json at halls[2]: no capacity rule is for "gronowa-parter"',
    ],
    [
      "a capacity rule of an unknown hall",
      [example(["capacityRules", 2, "hall"], "gronowa-piwnica")],
      'example.json at capacityRules[2].hall: there is no hall "gronowa-piwnica"',
    ],
    [
      "a hall too small for one client",
      [example(["halls", 5, "areaM2"], 14.9)],
      'example.json at capacityRules[5]: leaves no waiting place in "slowackiego-sala" (14.9 m²)',
    ],
    [
      "a hall too small for a couple that is served there",
      [example(["halls", 1, "areaM2"], 29)],
      'example.json at capacityRules[1]: leaves one waiting place in "libelta-pietro", but "malzenstwa" takes two',
    ],
    [
      "a top case group that the building does not serve",
      [example(["topGroups", "slowackiego", 1], "pesel")],
      'example.json at topGroups.slowackiego[1]: "pesel" is not served at slowackiego',
    ],
    [
      "a building without top case groups",
      [example(["topGroups", "28-czerwca"])],
      "example.json at topGroups: names no case groups of 28-czerwca",
    ],
    [
      "an early arrival off the grid of 5 minutes",
      [example(["earlyMinutes"], 12)],
      "example.json at earlyMinutes: must be a multiple of 5 minutes",
    ],
    [
      "several persons in an unknown case group",
      [example(["severalPersons", "paszporty"], 2)],
      'example.json at severalPersons.paszporty: there is no case group "paszporty"',
    ],
    [
      "several persons in a case group of several matters",
      [example(["severalPersons", "rejestracja-pojazdow"], 2)],
      "example.json at severalPersons.rejestracja-pojazdow: already holds several matters by its max_cases in departments.json",
    ],
    [
      "example data that deny being an example",
      [example(["example"], false)],
      "example.json at example: Invalid input: expected true",
    ],
    [
      "a misspelt key",
      [example(["plans", registry, "windows", 1, "reserved"], true)],
      `example.json at plans[${registry}].windows[1]: Unrecognized key: "reserved"`,
    ],
    [
      "a case group in an unknown building",
      [departments(["departments", 1, "case_groups", 0, "locations", 0], "matejki")],
      'departments.json at departments[1].case_groups[0].locations[0]: there is no location "matejki"',
    ],
    [
      "a place without confidence",
      [departments(["departments", 1, "case_groups", 0, "location_confidence"], {})],
      'departments.json at departments[1].case_groups[0].location_confidence: says nothing about "libelta"',
    ],
    [
      "a case group with an unknown procedure",
      [departments(["departments", 1, "case_groups", 0, "procedures", 0], "paszport")],
      'departments.json at departments[1].case_groups[0].procedures[0]: there is no procedure "paszport"',
    ],
    [
      "a first day that is no date",
      [departments(["departments", 0, "bookable_from"], "2020-04-31")],
      "departments.json at departments[0].bookable_from: Invalid ISO date",
    ],
    [
      "a later matter that is shorter than the first",
      [departments(["departments", 0, "case_groups", 6, "extra_minutes_per_case"], 10)],
      "departments.json at departments[0].case_groups[6].extra_minutes_per_case: must equal duration_min (15)",
    ],
    [
      "a building that names an unknown department",
      [locations(["locations", 0, "departments", 0, "id"], "WKiM")],
      'locations.json at locations[0].departments[0].id: there is no department "WKiM"',
    ],
    [
      "a building that closes before it opens",
      [locations(["locations", 1, "opening_hours", "weekly", "fri", 0], ["15:30", "07:30"])],
      "locations.json at locations[1].opening_hours.weekly.fri[0]: ends before it begins",
    ],
    [
      "hotline hours that cannot be read",
      [locations(["other_facts", "hotline", "hours"], "around the clock")],
      'locations.json at other_facts.hotline.hours: must read like "weekdays 7:30-20:00"',
    ],
    [
      "a procedure of an unknown case group",
      [
        departments(["departments", 0, "case_groups", 0, "procedures", 0]),
        proceduresAt(["procedures", 0, "case_group"], "paszporty"),
      ],
      'procedures.json at procedures[0].case_group: there is no case group "paszporty"',
    ],
    [
      "a procedure of another department than its case group",
      [proceduresAt(["procedures", 0, "department"], "USC")],
      'procedures.json at procedures[0].department: "dowody-wniosek" belongs to "WSOiUK" in departments.json',
    ],
    [
      "a fact with an unknown source",
      [proceduresAt(["procedures", 0, "required_documents", 0, "sources", 0], "S00")],
      'procedures.json at procedures[0].required_documents[0].sources[0]: there is no source "S00"',
    ],
    [
      "a low confidence of a fact that is not there",
      [proceduresAt(["procedures", 0, "low_confidence_paths"], ["fees[1]"])],
      "procedures.json at procedures[0].low_confidence_paths[0]: there is no fees[1]",
    ],
    [
      "a fee that is a text",
      [proceduresAt(["procedures", 0, "fees", 0, "amount_pln"], "0 zł")],
      "procedures.json at procedures[0].fees[0].amount_pln: Invalid input: expected number, received string",
    ],
    [
      "a lost procedure",
      [proceduresAt(["procedures", 39]), departments(["departments", 3, "case_groups", 3, "procedures", 0])],
      "procedures.json at meta.count: is 40, but there are 39 procedures",
    ],
  ];

  it.each(faults)("names file and path of %s", (_name, edits, message) => {
    expect(faultOf(seedWith(edits))).toBe(message);
  });

  it("names a file that is no JSON", () => {
    const directory = seedWith([]);
    writeFileSync(join(directory, "locations.json"), "{");
    expect(faultOf(directory)).toMatch(/^locations\.json at \$: cannot be read: /);
  });

  it("names the file from the working directory when it lies below", () => {
    expect(() => readSeed("db/seed/krakow")).toThrow(
      /^db\/seed\/krakow\/locations\.json at \$: cannot be read: ENOENT/,
    );
  });
});
