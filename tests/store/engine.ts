import { expect } from "vitest";
import type { City, PlanException } from "@/lib/domain/city/city";
import type { HolidayOn } from "@/lib/domain/city/day-plan";
import type { CivilDate } from "@/lib/domain/time/civil-time";
import type { Store } from "@/lib/ports/store";
import { aCity, aCounter, aGroup, aHall, at, MONDAY } from "../support/make";

/** A store under test, with a hand on its plan and a view of its cells. */
export interface Engine {
  readonly store: Store;
  /** Changes the waiting places of a hall, as an office manager's edit does. */
  setPlaces(hallId: string, places: number): void;
  /** Closes a day for the whole city, as it is done at short notice. */
  closeDay(date: CivilDate): void;
  /** Gives one counter other windows on one day: fewer, when it ends early. */
  setWindows(exception: PlanException): void;
  /** Where cells and visits disagree, or a guard was passed; one line per fault. */
  faults(): readonly string[];
}

export type OpenEngine = (city: City, holidayOn?: HolidayOn) => Engine;

/** The city of the contract: two halls, three counters, 08:00 to 12:00 on working days. */
export const CONTRACT_CITY: City = aCity({
  halls: [aHall("parter", 4), aHall("pietro", 2)],
  groups: [
    aGroup("dowody"),
    aGroup("meldunki"),
    aGroup("akta"),
    aGroup("sluby", { minutes: 30, maxCases: 1, twoPeople: true }),
    aGroup("prawo-jazdy", { walkInOnly: true }),
  ],
  counters: [
    aCounter(1, { groups: ["dowody"], windows: ["08:00-12:00"] }),
    aCounter(2, { groups: ["dowody", "meldunki", "akta", "prawo-jazdy"], windows: ["08:00-12:00"] }),
    aCounter(11, { groups: ["sluby", "akta"], windows: ["08:00-12:00"], hall: "pietro" }),
  ],
});

/** The Monday's nine o'clock, when most tests begin. */
export const NINE = at(MONDAY, "09:00");

/** Expects that nothing in the store disagrees with itself. */
export const expectSound = (engine: Engine): void => expect(engine.faults()).toEqual([]);
