import { describe, expect, it } from "vitest";
import { loadDays, loadHours } from "@/lib/pages/booking/calendar";
import { aResident, booked, claimsWith, minutes } from "../support/claims";
import {
  ALA,
  aCity,
  aCounter,
  aGroup,
  aHall,
  at,
  BARTEK,
  CEZARY,
  HALF,
  MONDAY,
  NEXT_MONDAY,
  PARTER,
  pinnedClock,
  RATUSZ,
  TUESDAY,
  testSeal,
  tickAt,
} from "../support/make";
import { CONTRACT_CITY, type Engine, expectSound, NINE, type OpenEngine } from "./engine";

/** For so long the seal of the tests lets an hour rest: half-way between five minutes and thirty. */
const RESTS = minutes(17.5);

interface Made {
  readonly date?: string;
  readonly now?: number;
  readonly cases?: number;
  readonly group?: string;
}

function officeOf({ store }: Engine) {
  const claims = claimsWith(testSeal());
  const claim = (device: string, time: string, made: Made = {}) => {
    const { date = TUESDAY, now = NINE, cases = 1, group = "meldunki" } = made;
    const person = { name: device, contact: `${device}@example.pl`, language: "pl" };
    const wanted = { group, start: tickAt(time, date), now, cases, sameDayOnly: false, holdIfLost: false };
    return store.visits.claim(claims.byDevice(device, { ...wanted, person, channel: "online" }));
  };
  return {
    claim,
    async book(device: string, time: string, made: Made = {}) {
      const { visit, nonce } = booked(await claim(device, time, made));
      const tokenHash = claims.tokenHash(nonce);
      const move = (to: string, { date = TUESDAY, now = NINE } = {}) =>
        store.visits.move({ tokenHash, start: tickAt(to, date), now, actor: "resident", resident: aResident() });
      const cancel = (chance: number | null = HALF, now = NINE) =>
        store.visits.cancel(tokenHash, now, "resident", chance);
      return { visit, move, cancel };
    },
  };
}

/** An hour of a later day that a resident leaves comes back at a moment that nobody knows. */
export function restContract(open: OpenEngine): void {
  const opened = (city = CONTRACT_CITY) => {
    const engine = open(city);
    return { engine, ...officeOf(engine) };
  };

  describe("an hour of a later day that a resident calls off", () => {
    it("is nobody else's while it rests, whoever asks, and anybody's from the instant at which that ends", async () => {
      const { engine, book, claim } = opened();
      const { cancel } = await book(ALA, "10:00");
      await cancel();
      expect((await claim(ALA, "10:00")).kind).toBe("lost");
      expect((await claim(BARTEK, "10:00", { now: NINE + RESTS - 1 })).kind).toBe("lost");
      expectSound(engine);
      expect((await claim(BARTEK, "10:00", { now: NINE + RESTS })).kind).toBe("booked");
      expectSound(engine);
    });

    it("is shown again when its rest is over, though nobody has written anything since", async () => {
      const { engine, book } = opened();
      const { cancel } = await book(ALA, "10:00");
      await cancel();
      const query = { department: "wydzial", caseGroup: "meldunki", location: RATUSZ, cases: 1 };
      const timesAt = async (now: number) =>
        (await loadHours({ ...engine.store, clock: pinnedClock(now) }, query, TUESDAY, null))?.starts ?? [];
      const ten = at(TUESDAY, "10:00");
      expect(await timesAt(NINE + RESTS - 1)).not.toContain(ten);
      expect(await timesAt(NINE + RESTS)).toContain(ten);
    });

    it("makes a day full that has nothing else", async () => {
      const one = aCity({
        groups: [aGroup("meldunki")],
        counters: [aCounter(1, { groups: ["meldunki"], windows: ["10:00-10:15"] })],
      });
      const { engine, book } = opened({ ...one, exceptions: [] });
      await engine.store.plan.changeSetting("advancePercent", 100, "command", NINE);
      await (await book(ALA, "10:00")).cancel();
      const query = { department: "wydzial", caseGroup: "meldunki", location: RATUSZ, cases: 1 };
      const stateAt = async (now: number) => {
        const days = await loadDays({ ...engine.store, clock: pinnedClock(now) }, query, "2026-11");
        return days?.grid.weeks.flat().find((day) => day?.date === TUESDAY)?.state.kind;
      };
      expect([await stateAt(NINE + RESTS - 1), await stateAt(NINE + RESTS)]).toEqual(["full", "free"]);
    });

    it("is free at once where the office calls it off, with the rule switched off, and where it is of today", async () => {
      const { engine, book, claim } = opened();
      await (await book(ALA, "10:00")).cancel(null);
      expect((await claim(BARTEK, "10:00")).kind).toBe("booked");
      await (await book(ALA, "11:00", { date: MONDAY })).cancel();
      expect((await claim(BARTEK, "11:00", { date: MONDAY })).kind).toBe("booked");
      await engine.store.plan.changeSetting("restMinutesMost", 0, "command", NINE);
      await (await book(CEZARY, "11:00")).cancel();
      expect((await claim(ALA, "11:00")).kind).toBe("booked");
      expectSound(engine);
    });

    it("keeps its place in the waiting room as well", async () => {
      const counters = [1, 2].map((number) => aCounter(number, { groups: ["meldunki"], windows: ["08:00-12:00"] }));
      const { engine, book, claim } = opened(
        aCity({ halls: [aHall(PARTER, 1)], groups: [aGroup("meldunki")], counters }),
      );
      await (await book(ALA, "10:00")).cancel();
      expect((await claim(BARTEK, "10:00")).kind).toBe("lost");
      expect((await claim(BARTEK, "10:00", { now: NINE + RESTS })).kind).toBe("booked");
      expectSound(engine);
    });
  });

  describe("an hour of a later day that a visit is moved away from", () => {
    it("is nobody else's while it rests, but the visit may return, and then nothing of it rests", async () => {
      const { engine, book, claim } = opened();
      const { visit, move } = await book(ALA, "10:00");
      expect((await move("08:30", { date: NEXT_MONDAY })).kind).toBe("moved");
      expect((await claim(BARTEK, "10:00")).kind).toBe("lost");
      expectSound(engine);
      expect(await move("10:00")).toEqual({ kind: "moved", visit, again: false });
      expectSound(engine);
      expect((await claim(BARTEK, "08:30", { date: NEXT_MONDAY })).kind).toBe("lost");
      expect((await claim(BARTEK, "08:30", { date: NEXT_MONDAY, now: NINE + RESTS })).kind).toBe("booked");
      expectSound(engine);
    });

    it("is nobody else's either where that somebody moves", async () => {
      const { engine, book } = opened();
      await (await book(ALA, "10:00")).move("11:00");
      const other = await book(BARTEK, "11:30");
      expect((await other.move("10:00")).kind).toBe("lost");
      expect((await other.move("10:00", { now: NINE + RESTS })).kind).toBe("moved");
      expectSound(engine);
    });

    it("rests in part where the visit goes on over its own time, in a room for one", async () => {
      const { engine, book, claim } = opened(
        aCity({
          halls: [aHall(PARTER, 1)],
          groups: [aGroup("meldunki")],
          counters: [aCounter(1, { groups: ["meldunki"], windows: ["08:00-12:00"] })],
        }),
      );
      const { move } = await book(ALA, "10:00", { cases: 3 });
      for (const time of ["10:15", "10:00"]) {
        expect((await move(time)).kind).toBe("moved");
        expectSound(engine);
      }
      expect((await move("11:00")).kind).toBe("moved");
      expect((await claim(BARTEK, "10:00")).kind).toBe("lost");
      expect((await claim(BARTEK, "10:00", { now: NINE + RESTS })).kind).toBe("booked");
      expectSound(engine);
    });

    it("can be left for a neighbour's counter while the room has one place", async () => {
      const counters = [1, 2].map((number) =>
        aCounter(number, { groups: ["meldunki"], windows: ["08:00-12:00"], offset: number === 2 ? 5 : 0 }),
      );
      const { engine, book } = opened(aCity({ halls: [aHall(PARTER, 1)], groups: [aGroup("meldunki")], counters }));
      const { move } = await book(ALA, "10:00");
      expect(await move("10:05")).toMatchObject({ kind: "moved", visit: { counterId: "counter-2" } });
      expectSound(engine);
      expect(await move("10:00")).toMatchObject({ kind: "moved", visit: { counterId: "counter-1" } });
      expectSound(engine);
    });

    it("is not freed by going round by a third time that only waits in the same room", async () => {
      const counters = [1, 2].map((number) =>
        aCounter(number, { groups: ["meldunki"], windows: ["08:00-12:00"], offset: number === 2 ? 5 : 0 }),
      );
      const { engine, book, claim } = opened(
        aCity({ halls: [aHall(PARTER, 1)], groups: [aGroup("meldunki")], counters }),
      );
      const { move } = await book(ALA, "10:00");
      for (const time of ["11:00", "10:05"]) {
        expect((await move(time)).kind).toBe("moved");
        expectSound(engine);
      }
      expect((await claim(BARTEK, "10:00")).kind).toBe("lost");
      expect((await move("10:00")).kind).toBe("moved");
      expectSound(engine);
    });

    it("is one of two at the most: who moves on and on waits, and calling off is never refused", async () => {
      const { engine, book } = opened();
      const { move, cancel } = await book(ALA, "10:00");
      expect((await move("10:30")).kind).toBe("moved");
      expect((await move("11:00", { now: NINE + 1 })).kind).toBe("moved");
      expect(await move("11:30", { now: NINE + 2 })).toEqual({ kind: "too-often", until: NINE + RESTS });
      expect((await move("11:00", { now: NINE + 2 })).kind).toBe("moved");
      expect((await move("11:30", { now: NINE + RESTS })).kind).toBe("moved");
      expect((await cancel(HALF, NINE + RESTS)).kind).toBe("cancelled");
      expectSound(engine);
    });
  });
}
