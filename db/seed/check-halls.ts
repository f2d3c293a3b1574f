import { placesUnder } from "@/lib/domain/city/waiting-room";
import { checked } from "./checked";
import { capacityRuleOf, hallOf } from "./map-city";
import { placedGroups } from "./placed-groups";
import type { ExampleFile } from "./schema";
import { refuseRepeats, refuseUnknown, SeedError } from "./seed-error";
import type { SeedFiles } from "./seed-files";

/** Checks halls, ticket letters, waiting rooms, counters and settings of groups. Throws SeedError at the first fault. */
export function checkHalls(files: SeedFiles): void {
  checkHallsThemselves(files);
  checkLetters(files);
  checkCapacityRules(files);
  checkCounters(files);
  checkTopGroups(files);
  checkSeveralPersons(files);
}

function checkHallsThemselves({ locations, example }: SeedFiles): void {
  const locationIds = new Set(locations.content.locations.map((one) => one.id));
  const { halls } = example.content;
  refuseRepeats(
    example.name,
    halls.map((one) => one.id),
    (h) => `halls[${h}].id`,
  );
  const located = halls.map((one) => one.location);
  refuseUnknown(example.name, located, locationIds, "location", (h) => `halls[${h}].location`);
}

type CapacityRuleRow = ExampleFile["capacityRules"][number];
type HallRow = ExampleFile["halls"][number];

interface Lettered {
  readonly location: string;
  readonly group: string;
  readonly letter: string;
  readonly path: string;
}

function letteredGroups(example: ExampleFile): readonly Lettered[] {
  return example.halls.flatMap((hall, h) =>
    Object.entries(hall.letters).map(([group, letter]) => ({
      location: hall.location,
      group,
      letter,
      path: `halls[${h}].letters.${group}`,
    })),
  );
}

function checkLetters(files: SeedFiles): void {
  const { name, content } = files.example;
  const groups = new Map(placedGroups(files).map(({ group }) => [group.id, group]));
  const lettered = letteredGroups(content);
  for (const [index, one] of lettered.entries()) {
    refuseUnknown(name, [one.group], groups, "case group", () => one.path);
    if (!groups.get(one.group)?.locations.includes(one.location)) {
      throw new SeedError(name, one.path, `"${one.group}" is not served at ${one.location} in departments.json`);
    }
    const before = lettered.slice(0, index).filter((other) => other.location === one.location);
    const twice = before.find((other) => other.group === one.group);
    if (twice) throw new SeedError(name, one.path, `is served in two halls of ${one.location}, also at ${twice.path}`);
    // One board shows all halls of a building, so a letter must mean one group in the whole building.
    const clash = before.find((other) => other.letter === one.letter);
    if (clash) throw new SeedError(name, one.path, `letter ${one.letter} is taken by ${clash.path}`);
  }
  checkLettersComplete(files, lettered);
}

function checkLettersComplete(files: SeedFiles, lettered: readonly Lettered[]): void {
  const known = new Set(lettered.map((one) => `${one.location} ${one.group}`));
  for (const { group, path } of placedGroups(files)) {
    for (const [l, location] of group.locations.entries()) {
      if (known.has(`${location} ${group.id}`)) continue;
      const fault = `"${group.id}" has a ticket letter in no hall of ${location} in example.json`;
      throw new SeedError(files.departments.name, `${path}.locations[${l}]`, fault);
    }
  }
}

function checkCapacityRules(files: SeedFiles): void {
  const { name, content } = files.example;
  const { halls, capacityRules } = content;
  const hallById = new Map(halls.map((one) => [one.id, one]));
  const ruled = capacityRules.map((rule) => rule.hall);
  refuseUnknown(name, ruled, hallById, "hall", (r) => `capacityRules[${r}].hall`);
  refuseRepeats(
    name,
    capacityRules.map((rule) => `${rule.hall} from ${rule.validFrom}`),
    (r) => `capacityRules[${r}]`,
  );
  for (const [h, hall] of halls.entries()) {
    if (!ruled.includes(hall.id)) throw new SeedError(name, `halls[${h}]`, `no capacity rule is for "${hall.id}"`);
  }
  for (const [r, rule] of capacityRules.entries()) {
    checkPlaces(files, rule, checked(hallById.get(rule.hall)), `capacityRules[${r}]`);
  }
}

/** A hall with fewer places than one visit takes could never be booked, and nothing on the page would say why. */
function checkPlaces(files: SeedFiles, rule: CapacityRuleRow, hall: HallRow, path: string): void {
  const { name } = files.example;
  const places = placesUnder(capacityRuleOf(rule), hallOf(hall), hall.counterCount);
  if (places === null) return;
  if (places < 1) {
    throw new SeedError(name, path, `leaves no waiting place in "${hall.id}" (${hall.areaM2} m²)`);
  }
  const pair = placedGroups(files).find(({ group }) => group.two_people === true && group.id in hall.letters);
  if (pair && places < 2) {
    const fault = `leaves one waiting place in "${hall.id}", but "${pair.group.id}" takes two`;
    throw new SeedError(name, path, fault);
  }
}

function checkCounters({ example: { name, content } }: SeedFiles): void {
  const { halls, counters } = content;
  const hallById = new Map(halls.map((one) => [one.id, one]));
  refuseRepeats(
    name,
    counters.map((one) => one.id),
    (c) => `counters[${c}].id`,
  );
  const hallsOfCounters = counters.map((one) => one.hall);
  refuseUnknown(name, hallsOfCounters, hallById, "hall", (c) => `counters[${c}].hall`);
  const numberInBuilding = counters.map((one) => `${hallById.get(one.hall)?.location} ${one.number}`);
  refuseRepeats(name, numberInBuilding, (c) => `counters[${c}].number`);
  for (const [h, hall] of halls.entries()) {
    const found = hallsOfCounters.filter((id) => id === hall.id).length;
    if (found === hall.counterCount) continue;
    throw new SeedError(
      name,
      `halls[${h}].counterCount`,
      `is ${hall.counterCount}, but "${hall.id}" has ${found} counters`,
    );
  }
}

function checkTopGroups(files: SeedFiles): void {
  const { name, content } = files.example;
  const locationIds = new Set(files.locations.content.locations.map((one) => one.id));
  const groups = new Map(placedGroups(files).map(({ group }) => [group.id, group]));
  for (const [location, ids] of Object.entries(content.topGroups)) {
    const path = `topGroups.${location}`;
    const pathOf = (g: number): string => `${path}[${g}]`;
    refuseUnknown(name, [location], locationIds, "location", () => path);
    refuseRepeats(name, ids, pathOf);
    refuseUnknown(name, ids, groups, "case group", pathOf);
    const elsewhere = ids.findIndex((id) => !groups.get(id)?.locations.includes(location));
    if (elsewhere < 0) continue;
    throw new SeedError(name, pathOf(elsewhere), `"${ids[elsewhere]}" is not served at ${location}`);
  }
  const without = [...locationIds].find((id) => !(id in content.topGroups));
  if (without !== undefined) throw new SeedError(name, "topGroups", `names no case groups of ${without}`);
}

function checkSeveralPersons(files: SeedFiles): void {
  const { name, content } = files.example;
  const groups = new Map(placedGroups(files).map(({ group }) => [group.id, group]));
  for (const id of Object.keys(content.severalPersons)) {
    refuseUnknown(name, [id], groups, "case group", () => `severalPersons.${id}`);
    if (groups.get(id)?.max_cases === undefined) continue;
    throw new SeedError(
      name,
      `severalPersons.${id}`,
      "already holds several matters by its max_cases in departments.json",
    );
  }
}
