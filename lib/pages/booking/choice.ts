import type { CaseGroup, City, Department } from "@/lib/domain/city/city";
import { placeConfidence, preferCertain } from "@/lib/domain/city/place";
import { type CivilDate, civilDateAt } from "@/lib/domain/time/civil-time";
import { type Instant, tickStart } from "@/lib/domain/time/tick";
import type { ReadDeps } from "@/lib/use-cases/availability/reader";
import { openReader, type Reader } from "@/lib/use-cases/availability/reader";
import { type ProcedurePapers, papersOf, type RemoteView, remoteOf } from "../reading/papers-view";
import { type PlaceView, placeOf } from "../scan/place-view";

type ReaderDeps = ReadDeps;

const OFTEN_SHOWN = 5;

/** A department as it is chosen. */
export interface DepartmentChoice {
  readonly department: Pick<Department, "id" | "name">;
  /** The first day of its visits where that lies ahead; else null. */
  readonly firstDay: CivilDate | null;
}

export interface DepartmentsView {
  readonly departments: readonly DepartmentChoice[];
  /** What is come for most often in some building, the most often named first. */
  readonly often: readonly Pick<CaseGroup, "id" | "name" | "departmentId">[];
  readonly paused: boolean;
  readonly exampleData: boolean;
}

/** A case group as it is chosen. */
export type GroupChoice = Pick<CaseGroup, "id" | "name" | "minutes" | "walkInOnly">;

export interface GroupsView extends DepartmentChoice {
  readonly groups: readonly GroupChoice[];
  readonly paused: boolean;
  readonly exampleData: boolean;
}

/** A building with the first time there. */
export interface BuildingChoice {
  readonly place: PlaceView;
  readonly uncertain: boolean;
  readonly first: FirstTime | null;
}

export interface FirstTime {
  readonly date: CivilDate;
  readonly at: Instant;
}

/** A case group within its department: what every later step shows of it. */
export interface MatterView extends DepartmentChoice {
  readonly group: CaseGroup;
  readonly paused: boolean;
  readonly exampleData: boolean;
}

export interface BeforeView extends MatterView {
  readonly papers: readonly ProcedurePapers[];
  readonly remote: readonly RemoteView[];
  readonly places: readonly PlaceView[];
}

export interface BuildingsView extends MatterView {
  readonly today: CivilDate;
  readonly cases: number;
  readonly buildings: readonly BuildingChoice[];
}

export const choiceOf = ({ id, name, bookableFrom }: Department, today: CivilDate): DepartmentChoice => ({
  department: { id, name },
  firstDay: bookableFrom > today ? bookableFrom : null,
});

const common = ({ settings }: Reader) => ({
  paused: settings.bookingPaused,
  exampleData: !settings.exampleDataConfirmed,
});

/** The case groups that the most buildings count among their commonest; those alike keep the city's order. */
export function oftenOf({ locations, caseGroups }: Pick<City, "locations" | "caseGroups">): readonly CaseGroup[] {
  const timesOf = ({ id }: CaseGroup) => locations.filter(({ topGroups }) => topGroups.includes(id)).length;
  return caseGroups
    .filter((group) => !group.walkInOnly && timesOf(group) > 0)
    .toSorted((one, other) => timesOf(other) - timesOf(one))
    .slice(0, OFTEN_SHOWN);
}

/** The departments to choose from. */
export async function loadDepartments(deps: ReaderDeps): Promise<DepartmentsView> {
  const reader = await openReader(deps);
  const departments = reader.book.city.departments.map((one) => choiceOf(one, reader.today));
  return { departments, often: oftenOf(reader.book.city), ...common(reader) };
}

/** A department's case groups, or null for an unknown one. */
export async function loadGroups(deps: ReaderDeps, departmentId: string): Promise<GroupsView | null> {
  const reader = await openReader(deps);
  const { departments, caseGroups } = reader.book.city;
  const department = departments.find((one) => one.id === departmentId);
  if (!department) return null;
  const groups = caseGroups.filter((one) => one.departmentId === department.id);
  return { ...choiceOf(department, reader.today), groups, ...common(reader) };
}

/** A case group of the department that its address names, or null. */
export function matterOf(reader: Reader, departmentId: string, groupId: string): MatterView | null {
  const group = reader.caseGroup(groupId);
  if (!group || group.departmentId !== departmentId) return null;
  return { ...choiceOf(reader.department(group), reader.today), group, ...common(reader) };
}

/**
 * What to know before a time is chosen, first of the description with the slug `readBefore`; null for an unknown case
 * group.
 */
export async function loadBefore(
  deps: ReaderDeps,
  department: string,
  group: string,
  readBefore: string | null,
): Promise<BeforeView | null> {
  const reader = await openReader(deps);
  const matter = matterOf(reader, department, group);
  if (!matter) return null;
  const procedures = await deps.plan.procedures();
  return {
    ...matter,
    papers: papersOf(procedures, matter.group.id, readBefore),
    remote: remoteOf(procedures, matter.group.id),
    places: reader.book.city.locations.filter((one) => placeConfidence(matter.group, one.id) !== null).map(placeOf),
  };
}

/** The first time that is put before somebody: in a building that is certain, or in any where none of those has one. */
export const nearestOf = (buildings: readonly BuildingChoice[]): BuildingChoice | undefined =>
  preferCertain(buildings.filter(({ first }) => first !== null))[0];

async function firstTime(reader: Reader, locationId: string, group: CaseGroup, cases: number) {
  const [first] = await reader.days(locationId, group, cases, 1);
  return first ? { date: first.date, at: tickStart(first.free.start) } : null;
}

/** The buildings with the first time in each, earliest first, or null for an unknown case group. */
export async function loadBuildings(
  deps: ReaderDeps,
  department: string,
  groupId: string,
  cases: number,
): Promise<BuildingsView | null> {
  const reader = await openReader(deps);
  const matter = matterOf(reader, department, groupId);
  if (!matter || cases > matter.group.maxCases) return null;
  const buildings: BuildingChoice[] = [];
  for (const { locationId, confidence } of matter.group.served) {
    const location = reader.location(locationId);
    if (!location) continue;
    const first = await firstTime(reader, locationId, matter.group, cases);
    buildings.push({ place: placeOf(location), uncertain: confidence === "low", first });
  }
  const atOf = ({ first }: BuildingChoice) => first?.at ?? Number.POSITIVE_INFINITY;
  return {
    ...matter,
    cases,
    today: civilDateAt(reader.now),
    buildings: buildings.toSorted((one, other) => atOf(one) - atOf(other)),
  };
}
