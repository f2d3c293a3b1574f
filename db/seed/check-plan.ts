import type { Weekday } from "@/lib/domain/city/city";
import { checked } from "./checked";
import { dayName, minutesOf, spanText, weeklyHours } from "./opening-hours";
import { type PlacedGroup, placedGroups } from "./placed-groups";
import type { ExampleFile } from "./schema";
import { refuseRepeats, refuseUnknown, SeedError } from "./seed-error";
import type { SeedFiles } from "./seed-files";

type Group = PlacedGroup["group"];
type Hall = ExampleFile["halls"][number];
type Plan = ExampleFile["plans"][number];
type Window = Plan["windows"][number];

/** A plan with what it refers to, so that each check reads one value. */
interface PlacedPlan {
  readonly plan: Plan;
  readonly path: string;
  readonly hall: Hall;
  readonly groups: readonly Group[];
}

/** The days on which every building must serve all its case groups. */
const WORKING_DAYS: readonly Weekday[] = [1, 2, 3, 4, 5];

/** Checks the weekly plans of the counters. Throws SeedError at the first fault. */
export function checkPlan(files: SeedFiles): void {
  const placed = files.example.content.plans.map((plan, p) => placePlan(files, plan, `plans[${p}]`));
  for (const one of placed) {
    checkHallOfGroups(files, one);
    for (const [w, window] of one.plan.windows.entries()) checkWindow(files, one, window, `${one.path}.windows[${w}]`);
  }
  checkOverlaps(files, placed);
  checkEveryGroupServed(files, placed);
}

function placePlan(files: SeedFiles, plan: Plan, path: string): PlacedPlan {
  const { name, content } = files.example;
  const counters = new Map(content.counters.map((one) => [one.id, one]));
  const groupById = new Map(placedGroups(files).map(({ group }) => [group.id, group]));
  const pathOf = (g: number): string => `${path}.groups[${g}]`;
  refuseUnknown(name, [plan.counter], counters, "counter", () => `${path}.counter`);
  refuseRepeats(name, plan.groups, pathOf);
  refuseUnknown(name, plan.groups, groupById, "case group", pathOf);
  const hall = checked(content.halls.find((one) => one.id === counters.get(plan.counter)?.hall));
  return { plan, path, hall, groups: plan.groups.map((id) => checked(groupById.get(id))) };
}

function checkHallOfGroups({ example: { name, content } }: SeedFiles, { path, hall, groups }: PlacedPlan): void {
  for (const [g, group] of groups.entries()) {
    if (group.id in hall.letters) continue;
    const other = content.halls.find((one) => one.location === hall.location && group.id in one.letters);
    const fault = other
      ? `"${group.id}" is served in two halls of ${hall.location}: "${hall.id}" here, "${other.id}" by its letter`
      : `"${group.id}" is not served at ${hall.location} in departments.json`;
    throw new SeedError(name, `${path}.groups[${g}]`, fault);
  }
}

function checkWindow(files: SeedFiles, placed: PlacedPlan, window: Window, path: string): void {
  const { name } = files.example;
  refuseRepeats(name, window.weekdays, (d) => `${path}.weekdays[${d}]`);
  if (window.from >= window.to) throw new SeedError(name, path, `${spanText(window)} ends before it begins`);
  checkInsideHours(files, placed.hall, window, path);
  checkLength(name, placed, window, path);
  if (window.reservedForUrgent && !placed.groups.some((group) => group.urgent?.value)) {
    throw new SeedError(name, path, "is reserved for urgent case groups, but its counter serves none");
  }
}

function checkInsideHours({ locations, example }: SeedFiles, hall: Hall, window: Window, path: string): void {
  const location = checked(locations.content.locations.find((one) => one.id === hall.location));
  const week = weeklyHours(location);
  for (const weekday of window.weekdays) {
    const hours = week[weekday];
    if (!hours) throw new SeedError(example.name, path, `${location.id} is closed on ${dayName(weekday)}`);
    if (window.from >= hours.from && window.to <= hours.to) continue;
    const fault = `${spanText(window)} lies outside the hours of ${location.id} on ${dayName(weekday)} (${spanText(hours)})`;
    throw new SeedError(example.name, path, fault);
  }
}

/** The offset counts: on later days the grid of starts begins after it, and a visit must still end inside. */
function checkLength(name: string, { plan, groups }: PlacedPlan, window: Window, path: string): void {
  const usable = minutesOf(window.to) - minutesOf(window.from) - plan.offset;
  const tooLong = groups.find((group) => group.duration_min > usable);
  if (!tooLong) return;
  const fault = `${spanText(window)} after an offset of ${plan.offset} minutes is shorter than a visit for "${tooLong.id}" (${tooLong.duration_min} minutes)`;
  throw new SeedError(name, path, fault);
}

interface PlacedWindow {
  readonly counter: string;
  readonly window: Window;
  readonly planPath: string;
  readonly ownPath: string;
}

function checkOverlaps({ example }: SeedFiles, plans: readonly PlacedPlan[]): void {
  const windows: readonly PlacedWindow[] = plans.flatMap(({ plan, path }) =>
    plan.windows.map((window, w) => ({
      counter: plan.counter,
      window,
      planPath: path,
      ownPath: `windows[${w}]`,
    })),
  );
  for (const [index, one] of windows.entries()) {
    const other = windows.slice(0, index).find((before) => overlap(before, one));
    if (!other) continue;
    const where = other.planPath === one.planPath ? other.ownPath : `${other.planPath}.${other.ownPath}`;
    throw new SeedError(
      example.name,
      `${one.planPath}.${one.ownPath}`,
      `overlaps ${where} (${spanText(other.window)})`,
    );
  }
}

const overlap = (a: PlacedWindow, b: PlacedWindow): boolean =>
  a.counter === b.counter &&
  a.window.weekdays.some((weekday) => b.window.weekdays.includes(weekday)) &&
  a.window.from < b.window.to &&
  b.window.from < a.window.to;

function checkEveryGroupServed(files: SeedFiles, plans: readonly PlacedPlan[]): void {
  for (const { group, path } of placedGroups(files)) {
    for (const [l, location] of group.locations.entries()) {
      const served = plans.filter(({ plan, hall }) => hall.location === location && plan.groups.includes(group.id));
      if (served.length === 0) {
        const fault = `no counter at ${location} serves "${group.id}" in example.json`;
        throw new SeedError(files.departments.name, `${path}.locations[${l}]`, fault);
      }
      const days = new Set(served.flatMap(({ plan }) => plan.windows.flatMap((window) => window.weekdays)));
      const gap = WORKING_DAYS.find((weekday) => !days.has(weekday));
      if (gap === undefined) continue;
      throw new SeedError(
        files.example.name,
        "plans",
        `no counter at ${location} serves "${group.id}" on ${dayName(gap)}`,
      );
    }
  }
}
