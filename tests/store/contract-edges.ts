import { describe, expect, it } from "vitest";
import type { CivilDate } from "@/lib/domain/time/civil-time";
import type { ClaimOutcome } from "@/lib/domain/visit/claim-course";
import { afterClaim } from "@/lib/pages/scan/after-claim";
import { LANGUAGES } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import { booked, claimsWith, held, minutes } from "../support/claims";
import { ALA, aCity, aCounter, aGroup, aLocation, at, BARTEK, MONDAY, RATUSZ, testSeal, tickAt } from "../support/make";
import { CONTRACT_CITY, type Engine, expectSound, NINE, type OpenEngine } from "./engine";

/** Open all the night through, every day of the week, so that a day's edge is an edge and no closing time. */
const NIGHT = { from: "00:00", to: "23:55" };
const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const NIGHT_CITY = aCity({
  locations: [aLocation({ hours: Object.fromEntries(DAYS.map((day) => [day, NIGHT])) })],
  groups: [aGroup("dowody")],
  counters: [aCounter(1, { groups: ["dowody"], windows: ["00:00-12:00", "13:00-23:55"], weekdays: DAYS })],
});

/** What a claim came to, in one word and, when refused, its reason. */
const endOf = (outcome: ClaimOutcome): string => (outcome.kind === "refused" ? outcome.refusal.reason : outcome.kind);

const claimIn = ({ store }: Engine, device: string, group: string, now: number, start: number, cases = 1) =>
  store.visits.claim(claimsWith(testSeal()).byDevice(device, { group, start, now, cases, limit: null }));

/** The edges of days, of opening hours, and of plans that change while people hold times. */
export function edgesContract(open: OpenEngine): void {
  describe("at the edge of a day", () => {
    const EDGES: readonly (readonly [name: string, before: CivilDate, after: CivilDate])[] = [
      ["an ordinary midnight", "2026-11-23", "2026-11-24"],
      ["the end of a year", "2026-12-31", "2027-01-01"],
      ["the day before 29 February", "2028-02-28", "2028-02-29"],
      ["29 February", "2028-02-29", "2028-03-01"],
      ["the night before the clock goes forward", "2026-03-28", "2026-03-29"],
      ["the night after the clock went back", "2026-10-25", "2026-10-26"],
    ];

    for (const [name, before, after] of EDGES) {
      it(`${name}: today ends with its last millisecond, and numbers begin anew`, async () => {
        const engine = open(NIGHT_CITY);
        const midnight = at(after, "00:00");
        const last = booked(await claimIn(engine, ALA, "dowody", at(before, "23:00"), tickAt("23:30", before)));
        expect(endOf(await claimIn(engine, ALA, "dowody", midnight - 1, tickAt("08:00", after)))).toBe("not-today");
        const first = booked(await claimIn(engine, ALA, "dowody", midnight, tickAt("08:00", after)));
        expect([last.visit.number, first.visit.number]).toEqual(["D01", "D01"]);
        expect(endOf(await claimIn(engine, BARTEK, "dowody", midnight, tickAt("23:15", before)))).toBe("past");
        expectSound(engine);
      });
    }
  });

  describe("at the edge of opening hours", () => {
    it("the last start ends with the window, and none ends later", async () => {
      const engine = open(CONTRACT_CITY);
      const ends = [];
      for (const [time, cases] of [
        ["11:50", 1],
        ["11:45", 2],
        ["11:35", 2],
        ["12:00", 1],
        ["11:45", 1],
        ["11:30", 2],
      ] as const)
        ends.push(endOf(await claimIn(engine, `${time} ${cases}`, "akta", NINE, tickAt(time), cases)));
      expect(ends).toEqual(["no-such-start", "no-such-start", "no-such-start", "no-such-start", "booked", "booked"]);
      expectSound(engine);
    });
  });

  describe("a plan that changes while somebody holds a time", () => {
    /** Bartek has lost 11:30 to Ala and holds what comes next. */
    async function withHold(engine: Engine) {
      await claimIn(engine, ALA, "meldunki", NINE, tickAt("11:30"));
      return held(await claimIn(engine, BARTEK, "meldunki", NINE, tickAt("11:30")));
    }

    const saidTo = (outcome: ClaimOutcome, start: number): string[] => {
      if (outcome.kind === "booked") throw new Error("Booked outside the hours.");
      const wanted = { locationId: RATUSZ, caseGroupId: "meldunki", cases: 1, start };
      const path = afterClaim(wanted, outcome as Parameters<typeof afterClaim>[1], 0, true);
      const notice = new URL(path, "http://x").searchParams.get("notice") as "not-today" | "no-such-start";
      return LANGUAGES.map((language) => textsFor(language).notices[notice]);
    };

    it("a day closed for once books nobody any more, and says so in every language", async () => {
      const engine = open(CONTRACT_CITY);
      const hold = await withHold(engine);
      engine.closeDay(MONDAY);
      const outcome = await claimIn(engine, BARTEK, "meldunki", NINE + minutes(1), hold.start);
      expect(endOf(outcome)).toBe("closed");
      expect(saidTo(outcome, hold.start)).toEqual(LANGUAGES.map((language) => textsFor(language).notices["not-today"]));
      expect(endOf(await claimIn(engine, "cezary", "dowody", NINE, tickAt("10:00")))).toBe("closed");
      expectSound(engine);
    });

    it("a counter that ends early books nobody after its end, and says so in every language", async () => {
      const engine = open(CONTRACT_CITY);
      const hold = await withHold(engine);
      const short = {
        from: "08:00",
        to: "11:00",
        offsetMinutes: 0,
        caseGroups: ["meldunki"],
        reservedForUrgent: false,
      };
      engine.setWindows({ counterId: "counter-2", date: MONDAY, windows: [short] });
      const outcome = await claimIn(engine, BARTEK, "meldunki", NINE + minutes(1), hold.start);
      expect(endOf(outcome)).toBe("no-such-start");
      expect(saidTo(outcome, hold.start)).toEqual(
        LANGUAGES.map((language) => textsFor(language).notices["no-such-start"]),
      );
      expect(endOf(await claimIn(engine, BARTEK, "meldunki", NINE + minutes(1), tickAt("10:45")))).toBe("booked");
      expectSound(engine);
    });

    it("a counter that ends early moves the hold to another one that serves the hour", async () => {
      const engine = open(CONTRACT_CITY);
      for (const device of [ALA, "cezary"]) await claimIn(engine, device, "akta", NINE, tickAt("10:00"));
      const hold = held(await claimIn(engine, BARTEK, "akta", NINE, tickAt("10:00")));
      const none = { counterId: hold.counterId, date: MONDAY, windows: [] };
      engine.setWindows(none);
      const moved = booked(await claimIn(engine, BARTEK, "akta", NINE + minutes(1), hold.start)).visit;
      expect([moved.start, moved.counterId === hold.counterId]).toEqual([hold.start, false]);
      expectSound(engine);
    });

    it("control: without a change the hold is confirmed", async () => {
      const engine = open(CONTRACT_CITY);
      const hold = await withHold(engine);
      const { visit } = booked(await claimIn(engine, BARTEK, "meldunki", NINE + minutes(1), hold.start));
      expect(visit.id).toBe(hold.id);
    });
  });
}
