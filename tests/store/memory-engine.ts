import { type MemoryStore, memoryStore } from "@/db/memory/store";
import type { CapacityRule, City } from "@/lib/domain/city";
import { occupies, type Visit } from "@/lib/domain/visit";
import { noHolidays } from "../support/make";
import type { OpenEngine } from "./engine";

/** The cells that a visit must have; a hold counts until it has been expired. The halls here all have a limit. */
function cellsOf({ id, counterId, hallId, start, ticks, waitFrom, places }: Visit): string[] {
  const counter = Array.from({ length: ticks }, (_, one) => `counter ${counterId} ${start + one} of ${id}`);
  const waiting = Array.from({ length: start - waitFrom }, (_, one) => `place ${hallId} ${waitFrom + one} of ${id}`);
  return [...counter, ...waiting.flatMap((place) => Array.from({ length: places }, () => place))].sort();
}

/** Where cells and standing visits disagree. */
function faultsIn(store: MemoryStore): string[] {
  const { visits, cells } = store.inspect();
  const standing = visits.filter((visit) => visit.state === "held" || occupies(visit, 0));
  const found = cells.map(({ kind, at, tick, visitId }) => `${kind} ${at} ${tick} of ${visitId}`).sort();
  const expected = standing.flatMap(cellsOf).sort();
  const faults = [
    ...found.filter((cell) => !expected.includes(cell)).map((cell) => `no visit owns ${cell}`),
    ...expected.filter((cell) => !found.includes(cell)).map((cell) => `a visit lacks ${cell}`),
  ];
  return faults.length === 0 && found.length !== expected.length ? ["a cell is taken twice"] : faults;
}

export const memoryEngine: OpenEngine = (city, holidayOn = noHolidays) => {
  const store = memoryStore(city, [], holidayOn);
  let present = city;
  const change = (changed: Partial<City>): void => {
    present = { ...present, ...changed };
    store.replaceCity(present);
  };
  return {
    store,
    setPlaces(hallId, places) {
      const set = (rule: CapacityRule): CapacityRule => (rule.hallId === hallId ? { ...rule, amount: places } : rule);
      change({ capacityRules: present.capacityRules.map(set) });
    },
    closeDay: (date) =>
      change({ closedDays: [...present.closedDays, { date, locationId: null, reason: { pl: "awaria" } }] }),
    setWindows: (exception) => change({ exceptions: [...present.exceptions, exception] }),
    faults: () => faultsIn(store),
  };
};
