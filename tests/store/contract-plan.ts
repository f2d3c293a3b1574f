import { describe, expect, it } from "vitest";
import type { City } from "@/lib/domain/city/city";
import type { HolidayOn } from "@/lib/domain/city/day-plan";
import type { PlanVersion } from "@/lib/domain/city/plan-book";
import { DEFAULT_SETTINGS } from "@/lib/domain/city/settings";
import type { ClaimOutcome } from "@/lib/domain/visit/claim-course";
import { openReader } from "@/lib/use-cases/availability/reader";
import { booked, claimsWith } from "../support/claims";
import {
  ALA,
  aCity,
  aCounter,
  aDepartment,
  aGroup,
  aHall,
  at,
  MONDAY,
  NEXT_MONDAY,
  pinnedClock,
  SUNDAY,
  TUESDAY,
  testSeal,
  tickAt,
  timeOf,
} from "../support/make";
import { CONTRACT_CITY, expectSound, NINE, type OpenEngine } from "./engine";

const WEDNESDAY = "2026-11-25";
const advent: HolidayOn = (date) => (date === "2026-12-08" ? { pl: "Święto" } : null);

/** One line for what a claim came to. */
function inWords(outcome: ClaimOutcome): string {
  switch (outcome.kind) {
    case "booked":
      return `booked ${timeOf(outcome.visit.start)} ${outcome.visit.counterId}`;
    case "held":
      return `held ${timeOf(outcome.visit.start)}`;
    case "lost":
      return `lost, next ${outcome.next ? timeOf(outcome.next.start) : "none"}`;
    default:
      return outcome.kind;
  }
}

/** What the plan, the calendar and the settings allow. */
export function planContract(open: OpenEngine): void {
  const refusalOf = async (city: City, group: string, time: string, date: string, sameDayOnly = false) => {
    const engine = open(city, advent);
    const claims = claimsWith(testSeal());
    const made = { group, start: tickAt(time, date), now: NINE, sameDayOnly };
    const outcome = await engine.store.visits.claim(claims.byKey("key", "body", made));
    expect(engine.faults()).toEqual([]);
    return outcome.kind === "refused" ? outcome.refusal : inWords(outcome);
  };

  describe("a claim that nobody could win", () => {
    it("is refused before the department's first day, and won on it", async () => {
      const staged = { ...CONTRACT_CITY, departments: [aDepartment({ bookableFrom: WEDNESDAY })] };
      const notOpen = { reason: "not-open-yet", firstDay: WEDNESDAY };
      expect(await refusalOf(staged, "dowody", "10:00", MONDAY)).toEqual(notOpen);
      expect(await refusalOf(staged, "dowody", "10:00", TUESDAY)).toEqual(notOpen);
      expect(await refusalOf(staged, "dowody", "10:00", WEDNESDAY)).toBe("booked 10:00 counter-1");
    });

    it("is refused until the instant at which booking opens, and won at it", async () => {
      const opening = (bookingOpensAt: string) => ({
        ...CONTRACT_CITY,
        departments: [aDepartment({ bookingOpensAt })],
      });
      expect(await refusalOf(opening("2026-11-23T09:00:00.001+01:00"), "dowody", "10:00", MONDAY)).toEqual({
        reason: "booking-not-open",
        opensAt: NINE + 1,
      });
      expect(await refusalOf(opening("2026-11-23T09:00:00+01:00"), "dowody", "10:00", MONDAY)).toBe(
        "booked 10:00 counter-1",
      );
    });

    it("is refused on a holiday, on a weekend and on a closed day, with the reason of each", async () => {
      const closing = {
        ...CONTRACT_CITY,
        closedDays: [{ date: TUESDAY, locationId: "ratusz", reason: { pl: "Remont" } }],
      };
      expect(await refusalOf(CONTRACT_CITY, "dowody", "10:00", "2026-12-08")).toEqual({
        reason: "closed",
        date: "2026-12-08",
        closed: { because: "holiday", name: { pl: "Święto" } },
      });
      expect(await refusalOf(CONTRACT_CITY, "dowody", "10:00", "2026-11-28")).toEqual({
        reason: "closed",
        date: "2026-11-28",
        closed: { because: "weekend" },
      });
      expect(await refusalOf(closing, "dowody", "10:00", TUESDAY)).toEqual({
        reason: "closed",
        date: TUESDAY,
        closed: { because: "closed-day", name: { pl: "Remont" } },
      });
    });

    it("is refused beyond the horizon of 21 days, and won on its last day", async () => {
      expect(await refusalOf(CONTRACT_CITY, "dowody", "10:00", "2026-12-14")).toBe("booked 10:00 counter-1");
      expect(await refusalOf(CONTRACT_CITY, "dowody", "10:00", "2026-12-15")).toEqual({
        reason: "too-far",
        lastDay: "2026-12-14",
      });
    });

    it("is refused in the past: on another day, or before now today", async () => {
      expect(await refusalOf(CONTRACT_CITY, "dowody", "10:00", SUNDAY)).toEqual({ reason: "past" });
      expect(await refusalOf(CONTRACT_CITY, "dowody", "08:55", MONDAY)).toEqual({ reason: "past" });
      expect(await refusalOf(CONTRACT_CITY, "dowody", "09:00", MONDAY)).toBe("booked 09:00 counter-1");
    });

    it("is refused on a later day for a group that takes people as they come", async () => {
      expect(await refusalOf(CONTRACT_CITY, "prawo-jazdy", "10:00", TUESDAY)).toEqual({ reason: "walk-in-only" });
      expect(await refusalOf(CONTRACT_CITY, "prawo-jazdy", "10:00", MONDAY)).toBe("booked 10:00 counter-2");
    });

    it("is refused at an hour that no counter has: outside its window, or off its grid on a later day", async () => {
      const none = { reason: "no-such-start" };
      expect(await refusalOf(CONTRACT_CITY, "dowody", "11:50", MONDAY)).toEqual(none);
      expect(await refusalOf(CONTRACT_CITY, "dowody", "11:45", MONDAY)).toBe("booked 11:45 counter-1");
      expect(await refusalOf(CONTRACT_CITY, "dowody", "10:05", TUESDAY)).toEqual(none);
      expect(await refusalOf(CONTRACT_CITY, "dowody", "10:05", MONDAY)).toBe("booked 10:05 counter-1");
    });

    it("is refused from a sticker for another day than today", async () => {
      expect(await refusalOf(CONTRACT_CITY, "dowody", "10:00", TUESDAY, true)).toEqual({ reason: "not-today" });
    });

    it("is refused for more matters than the group takes at once, and where the group is not served", async () => {
      const engine = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const made = { group: "sluby", start: tickAt("10:00"), now: NINE, cases: 2 };
      expect(await engine.store.visits.claim(claims.byDevice(ALA, made))).toEqual({
        kind: "refused",
        refusal: { reason: "too-many-cases", max: 1 },
      });
      const elsewhere = aCity({ counters: [], groups: [aGroup("dowody", { served: [] })] });
      expect(await refusalOf(elsewhere, "dowody", "10:00", MONDAY)).toEqual({ reason: "not-served-here" });
    });
  });

  describe("a claim for a later day", () => {
    it("follows the rule of what is shown: on the grid, and leaving no gap too short for a visit", async () => {
      const city = aCity({
        groups: [aGroup("dowody"), aGroup("balia", { minutes: 10 })],
        counters: [aCounter(1, { groups: ["dowody", "balia"], windows: ["08:00-12:00"] })],
      });
      const engine = open(city);
      const claims = claimsWith(testSeal());
      const claim = async (key: string, group: string, time: string) =>
        inWords(
          await engine.store.visits.claim(claims.byKey(key, key, { group, start: tickAt(time, TUESDAY), now: NINE })),
        );
      expect([
        await claim("1", "balia", "08:20"),
        await claim("2", "dowody", "08:00"),
        await claim("3", "dowody", "08:30"),
        await claim("4", "balia", "08:50"),
        await claim("5", "balia", "08:10"),
      ]).toEqual([
        "booked 08:20 counter-1",
        "lost, next 08:30",
        "booked 08:30 counter-1",
        "lost, next 09:00",
        "booked 08:10 counter-1",
      ]);
      expectSound(engine);
    });

    it("leaves the advance share of every two hours to the same day", async () => {
      const engine = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const answers = [];
      for (const [key, time] of ["08:00", "08:15", "08:30", "08:45", "09:00", "09:15", "09:30", "10:00"].entries()) {
        const made = { group: "meldunki", start: tickAt(time, TUESDAY), now: NINE };
        answers.push(inWords(await engine.store.visits.claim(claims.byKey(`${key}`, "body", made))));
      }
      expect(answers).toEqual([
        "booked 08:00 counter-2",
        "booked 08:15 counter-2",
        "booked 08:30 counter-2",
        "booked 08:45 counter-2",
        "booked 09:00 counter-2",
        "booked 09:15 counter-2",
        "lost, next 10:00",
        "booked 10:00 counter-2",
      ]);
      const onTheDay = { group: "meldunki", start: tickAt("09:30", TUESDAY), now: at(TUESDAY, "07:30") };
      expect(inWords(await engine.store.visits.claim(claims.byKey("the day", "body", onTheDay)))).toBe(
        "booked 09:30 counter-2",
      );
      expectSound(engine);
    });

    it("gives no ticket number: that comes on arrival", async () => {
      const { store } = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const made = { group: "dowody", start: tickAt("10:00", NEXT_MONDAY), now: NINE };
      expect(booked(await store.visits.claim(claims.byKey("key", "body", made))).visit.number).toBe(null);
    });
  });

  describe("the waiting room", () => {
    const oneHall = (places: number) =>
      aCity({
        halls: [aHall("parter", places)],
        groups: [aGroup("dowody")],
        counters: [1, 2, 3].map((number) => aCounter(number, { groups: ["dowody"], windows: ["08:00-12:00"] })),
      });

    it("is a limit of its own: no more wait at a time than the hall has places", async () => {
      const engine = open(oneHall(2));
      const claims = claimsWith(testSeal());
      const claim = async (device: string, time: string) => {
        const made = { group: "dowody", start: tickAt(time), now: NINE };
        return inWords(await engine.store.visits.claim(claims.byNetwork(device, made)));
      };
      expect(await claim("a", "10:00")).toBe("booked 10:00 counter-1");
      expect(await claim("b", "10:00")).toBe("booked 10:00 counter-2");
      expect(await claim("c", "10:00")).toBe("lost, next 10:15");
      expect(await claim("c", "10:05")).toBe("lost, next 10:15");
      expect(await claim("c", "10:10")).toBe("booked 10:10 counter-3");
      expectSound(engine);
    });

    it("lowered below what is taken keeps the visits there are and takes no new one", async () => {
      const engine = open(oneHall(3));
      const claims = claimsWith(testSeal());
      const claim = async (device: string, time: string) => {
        const made = { group: "dowody", start: tickAt(time), now: NINE };
        return inWords(await engine.store.visits.claim(claims.byNetwork(device, made)));
      };
      expect(await claim("a", "10:00")).toBe("booked 10:00 counter-1");
      expect(await claim("b", "10:00")).toBe("booked 10:00 counter-2");
      engine.setPlaces("parter", 1);
      expect(await claim("c", "10:00")).toBe("lost, next 10:15");
      expect(await claim("c", "10:15")).toBe("booked 10:15 counter-3");
      expect(await claim("d", "10:15")).toBe("lost, next 10:30");
      expect((await engine.store.visits.ofDay("ratusz", MONDAY)).map(({ state }) => state)).toEqual([
        "booked",
        "booked",
        "booked",
      ]);
      engine.setPlaces("parter", 3);
      expect(await claim("c", "10:00")).toBe("booked 10:00 counter-3");
      expectSound(engine);
    });
  });

  describe("settings", () => {
    it("stand at their defaults, change one by one, and each change is a new version of the plan", async () => {
      const { store } = open(CONTRACT_CITY);
      const before = await store.plan.book();
      expect(before.settings).toEqual(DEFAULT_SETTINGS);
      await store.plan.changeSetting("leadMinutes", 5, "command", NINE);
      await store.plan.changeSetting("exampleDataConfirmed", true, "command", NINE);
      await store.plan.changeSetting("leadMinutes", 3, "command", NINE);
      const after = await store.plan.book();
      expect(after.settings).toEqual({ ...DEFAULT_SETTINGS, leadMinutes: 3, exampleDataConfirmed: true });
      expect(before.settings).toEqual(DEFAULT_SETTINGS);
      expect(after.version).toBe(before.version + 3);
      expect(after.city).toEqual(before.city);
      expect(await store.plan.book()).toBe(after);
    });

    it("are read with their version, however often they change meanwhile; control: read apart they are another's", async () => {
      const { store } = open(CONTRACT_CITY);
      const first = (await store.plan.book()).version;
      /** Changes the horizon again and again, while it is read; gives how often a version had another's settings. */
      const mixed = async (read: () => Promise<PlanVersion>): Promise<number> => {
        let faults = 0;
        for (let change = 0; change < 20; change++) {
          const reading = read();
          const { version } = await store.plan.book();
          await store.plan.changeSetting("horizonDays", version - first + 1, "command", NINE);
          const { version: seen, settings } = await reading;
          if (settings.horizonDays !== (seen === first ? DEFAULT_SETTINGS.horizonDays : seen - first)) faults++;
        }
        return faults;
      };
      const together = async () => (await openReader({ ...store, clock: pinnedClock(NINE) })).book;
      const apart = async (): Promise<PlanVersion> => {
        const book = await store.plan.book();
        await new Promise((done) => setTimeout(done, 1));
        return { ...book, settings: (await store.plan.book()).settings };
      };
      expect(await mixed(together)).toBe(0);
      expect(await mixed(apart)).toBeGreaterThan(0);
    });

    it("hold from the next claim on", async () => {
      const { store } = open(CONTRACT_CITY);
      const claims = claimsWith(testSeal());
      const request = claims.byKey("key", "body", { group: "dowody", start: tickAt("10:00", TUESDAY), now: NINE });
      await store.plan.changeSetting("horizonDays", 0, "command", NINE);
      expect(await store.visits.claim(request)).toEqual({
        kind: "refused",
        refusal: { reason: "too-far", lastDay: MONDAY },
      });
      await store.plan.changeSetting("horizonDays", 1, "command", NINE);
      expect((await store.visits.claim(request)).kind).toBe("booked");
    });
  });

  describe("the city", () => {
    it("is given back as it was put in", async () => {
      const { store } = open(CONTRACT_CITY);
      expect((await store.plan.book()).city).toEqual(CONTRACT_CITY);
      expect(await store.plan.procedures()).toEqual([]);
    });

    it("takes bookings, as the probe finds, and leaves nothing behind", async () => {
      const { store } = open(CONTRACT_CITY);
      const before = (await store.plan.book()).version;
      await store.health.probe();
      expect((await store.plan.book()).version).toBe(before);
    });
  });
}
