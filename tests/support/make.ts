import { resolve } from "node:path";
import { readSeed, type Seed } from "@/db/seed/read-seed";
import type {
  CapacityRule,
  CaseGroup,
  CaseGroupId,
  City,
  Counter,
  Department,
  Hall,
  LocalText,
  Location,
  PlanWindow,
  WallTime,
  Weekday,
} from "@/lib/domain/city/city";
import { compileDayPlan, type DayPlan, type HolidayOn } from "@/lib/domain/city/day-plan";
import { openPlanBook, type PlanBook } from "@/lib/domain/city/plan-book";
import { DEFAULT_SETTINGS, type Settings } from "@/lib/domain/city/settings";
import type { StoredVisit } from "@/lib/domain/course/stored-visit";
import { type CivilDate, instantAt } from "@/lib/domain/time/civil-time";
import { type Instant, TICK_MS, type Tick, tickStart } from "@/lib/domain/time/tick";
import type { Ask, FreeStart } from "@/lib/domain/visit/free-starts";
import type { Occupancy, Visit } from "@/lib/domain/visit/visit";
import { idOf } from "@/lib/domain/who/ids";
import type { Clock } from "@/lib/ports/clock";
import type { Seal } from "@/lib/ports/seal";
import { makeSeal } from "@/lib/server/seal";

/** The Monday on which the tests take place, the day before, the day after, and the one a week later. */
export const MONDAY: CivilDate = "2026-11-23";
export const SUNDAY: CivilDate = "2026-11-22";
export const TUESDAY: CivilDate = "2026-11-24";
export const NEXT_MONDAY: CivilDate = "2026-11-30";

/** Visitors by their device cookies. */
export const ALA = "ala-cookie-3f1c";
export const BARTEK = "bartek-cookie-9a02";
export const CEZARY = "cezary-cookie-77be";

/** A moment in Poznań, `09:00` or to the millisecond `10:05:00.001`. */
export const at = (date: CivilDate, time: WallTime): Instant => instantAt(date, time);

/** The tick that begins at a wall-clock time. */
export function tickAt(time: WallTime, date: CivilDate = MONDAY): Tick {
  const tick = at(date, time) / TICK_MS;
  if (!Number.isInteger(tick)) throw new Error(`No tick begins at ${time}.`);
  return tick;
}

const wallTime = new Intl.DateTimeFormat("pl-PL", {
  timeZone: "Europe/Warsaw",
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
});

/** The wall-clock time in Poznań at which a tick begins. */
export const timeOf = (tick: Tick): WallTime => wallTime.format(tickStart(tick));

export const timesOf = (starts: readonly Pick<FreeStart, "start">[]): WallTime[] =>
  starts.map(({ start }) => timeOf(start));

/** Start and planned counter, `08:00 at 2`, as counters are named here. */
export const seatsOf = (starts: readonly FreeStart[]): string[] =>
  starts.map(({ start, counterId }) => `${timeOf(start)} at ${counterId.replace("counter-", "")}`);

export const noHolidays: HolidayOn = () => null;

const text = (pl: string): LocalText => ({ pl });

export const RATUSZ = "ratusz";
export const PARTER = "parter";

export const aLocation = (over: Partial<Location> = {}): Location => {
  const open = { from: "07:30", to: "17:00" };
  return {
    id: RATUSZ,
    stickerCode: "RAT",
    name: text("Ratusz"),
    street: "Stary Rynek 1",
    address: "Stary Rynek 1, Poznań",
    hours: { 1: open, 2: open, 3: open, 4: open, 5: open },
    hoursConfidence: "high",
    dropBox: null,
    topGroups: [],
    ...over,
  };
};

export const aDepartment = (over: Partial<Department> = {}): Department => ({
  id: "wydzial",
  name: text("Wydział"),
  bookableFrom: "2020-01-01",
  bookingOpensAt: null,
  phones: [],
  ...over,
});

/** A case group served at the Ratusz; its ticket letter is the first of its name. */
export const aGroup = (id: CaseGroupId, over: Partial<CaseGroup> = {}): CaseGroup => ({
  id,
  departmentId: "wydzial",
  name: text(id),
  minutes: 15,
  maxCases: 3,
  casesAre: "matters",
  served: [{ locationId: RATUSZ, confidence: "high", letter: id.slice(0, 1).toUpperCase() }],
  walkInOnly: false,
  urgent: false,
  remoteFirst: false,
  twoPeople: false,
  earlyMinutes: 10,
  ...over,
});

interface HallMade {
  readonly hall: Hall;
  readonly rules: readonly CapacityRule[];
}

/** A hall with so many waiting places; null = no limit. */
export const aHall = (id: string, places: number | null, locationId = RATUSZ): HallMade => ({
  hall: { id, locationId, name: text(id), areaM2: 60, example: false },
  rules: [{ hallId: id, validFrom: "2020-01-01", kind: places === null ? "none" : "fixed", amount: places }],
});

interface CounterMade {
  readonly counter: Counter;
  readonly plan: readonly PlanWindow[];
}

interface CounterPlan {
  /** Case groups of every window that names none of its own. */
  readonly groups: readonly CaseGroupId[];
  /** `08:00-10:00`, or one with particulars. */
  readonly windows: readonly (string | ({ readonly span: string } & Partial<PlanWindow>))[];
  readonly offset?: number;
  readonly hall?: string;
  readonly weekdays?: readonly Weekday[];
}

/** A counter with the same windows on every working day. */
export function aCounter(
  number: number,
  { groups, windows, offset = 0, hall = PARTER, ...rest }: CounterPlan,
): CounterMade {
  const id = `counter-${number}`;
  const plan = (rest.weekdays ?? [1, 2, 3, 4, 5]).flatMap((weekday) =>
    windows.map((window): PlanWindow => {
      const { span, ...over } = typeof window === "string" ? { span: window } : window;
      const [from = "", to = ""] = span.split("-");
      const base = { counterId: id, weekday, from, to, offsetMinutes: offset, caseGroups: groups };
      return { ...base, reservedForUrgent: false, ...over };
    }),
  );
  return { counter: { id, hallId: hall, number }, plan };
}

type CityMade = Partial<Omit<City, "halls" | "counters" | "plan">> & {
  readonly halls?: readonly HallMade[];
  readonly counters: readonly CounterMade[];
  readonly groups: readonly CaseGroup[];
};

/** A tiny city: the Ratusz with one hall of four waiting places, unless said otherwise. */
export function aCity({ halls = [aHall(PARTER, 4)], counters, groups, ...over }: CityMade): City {
  return {
    locations: [aLocation()],
    halls: halls.map(({ hall }) => hall),
    capacityRules: halls.flatMap(({ rules }) => rules),
    departments: [aDepartment()],
    caseGroups: groups,
    counters: counters.map(({ counter }) => counter),
    plan: counters.flatMap(({ plan }) => plan),
    exceptions: [],
    closedDays: [],
    extraDays: [],
    ...over,
  };
}

let seed: Seed | undefined;

/** The real seed of Poznań. */
export function seedCity(): Seed {
  seed ??= readSeed(resolve(import.meta.dirname, "../../db/seed/poznan"));
  return seed;
}

export const dayOf = (city: City, date: CivilDate = MONDAY, locationId = RATUSZ): DayPlan =>
  compileDayPlan(city, noHolidays, locationId, date);

type AskMade = { readonly now: Instant; readonly cases?: number; readonly settings?: Partial<Settings> };

/** What is wanted of a city's case group, at an instant. */
export function askIn(city: City, caseGroupId: CaseGroupId, { now, cases = 1, settings = {} }: AskMade): Ask {
  const caseGroup = city.caseGroups.find((one) => one.id === caseGroupId);
  const department = city.departments.find((one) => one.id === caseGroup?.departmentId);
  if (!caseGroup || !department) throw new Error(`The city has no ${caseGroupId}.`);
  return { caseGroup, department, cases, now, settings: { ...DEFAULT_SETTINGS, ...settings } };
}

/** The advance limit switched off: the whole day is on sale at once. */
export const WHOLE_DAY: Partial<Settings> = { releaseAheadMinutes: 60 * 24 * 365 };

let visits = 0;

/** A booked visit of a counter, `aVisit(1, "08:00-08:15")`, which waits ten minutes at one place. */
export function aVisit(counter: number, span: string, over: Partial<Occupancy> = {}, date = MONDAY): Occupancy {
  const [from = "", to = ""] = span.split("-");
  const start = tickAt(from, date);
  visits++;
  const cells = { counterId: `counter-${counter}`, hallId: PARTER, start, ticks: tickAt(to, date) - start };
  return {
    id: visits,
    ...cells,
    waitFrom: start - 2,
    places: 1,
    state: "booked",
    heldUntil: null,
    restUntil: null,
    ...over,
  };
}

/** A visit in domain words, of nobody; `aVisit` with what a page shows of it. */
export const aWholeVisit = (counter: number, span: string, over: Partial<Visit> = {}, date = MONDAY): Visit => ({
  ...aVisit(counter, span, {}, date),
  ...{ locationId: RATUSZ, caseGroupId: "dowody", cases: 1, channel: "qr", number: null, code: "000001" },
  createdAt: at(MONDAY, "07:00"),
  ...over,
});

/** A visit as it is stored, of nobody and won by nothing, unless said otherwise. */
export const aStored = (visit: Visit, over: Partial<StoredVisit> = {}): StoredVisit => ({
  ...{ visit, nonce: null, bodyHash: null, device: null, network: null, networkShare: null, leftLate: 0 },
  ...{ name: null, contact: null, language: null, mailbox: null },
  ...over,
});

/** What an office has laid down: a city's plan, with settings. */
export const bookOf = (city: City, settings: Partial<Settings> = {}): PlanBook =>
  openPlanBook({ version: 1, city, settings: { ...DEFAULT_SETTINGS, ...settings } }, noHolidays);

/** A clock that stands still until it is set. */
export function pinnedClock(now: Instant): Clock & { set(to: Instant): void } {
  let present = now;
  return {
    now: () => present,
    stretch: () => "pinned",
    latestSince: () => present,
    set(to) {
      present = to;
    },
  };
}

/** The chance that a seal of the tests draws: an hour rests for 17.5 minutes. */
export const HALF = 0.5;

/** The real seal on a fixed secret; what it draws by chance is counted instead. */
export function testSeal(): Seal {
  const seal = makeSeal("a secret of the tests, thirty-two characters");
  let drawn = 0;
  const count = () => String(++drawn).padStart(6, "0");
  return { ...seal, newCode: count, randomNonce: () => idOf(Buffer.from(`nonce ${count()}`)), chance: () => HALF };
}

/** The push services that the tests' browsers use. */
export const KNOWN_SERVICES = (endpoint: string): boolean => endpoint.startsWith("https://push.example/");
