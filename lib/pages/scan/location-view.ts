import type { CaseGroup, CaseGroupId, DepartmentId, LocalText, Location } from "@/lib/domain/city/city";
import { placeConfidence, preferCertain } from "@/lib/domain/city/place";
import type { CivilDate } from "@/lib/domain/time/civil-time";
import type { Instant } from "@/lib/domain/time/tick";
import type { ReadDeps } from "@/lib/use-cases/availability/reader";
import { openReader, type Reader } from "@/lib/use-cases/availability/reader";
import { type NextStart, nextStartOf } from "./next-start";
import { type Doors, doorsOf, noticesToday, type PlaceView, placeOf } from "./place-view";

export interface GroupRow {
  readonly id: CaseGroupId;
  readonly name: LocalText;
  readonly next: NextStart;
  /** Whether the sources leave it uncertain that the building serves it. */
  readonly placeUncertain: boolean;
}

export interface DepartmentRows {
  readonly id: DepartmentId;
  readonly name: LocalText;
  /** The department's first day of visits if it lies ahead. */
  readonly firstDay: CivilDate | null;
  readonly rows: readonly GroupRow[];
}

/** A matter that this building does not serve, with the buildings that do. */
export interface ElsewhereRow {
  readonly id: CaseGroupId;
  readonly name: LocalText;
  readonly places: readonly PlaceView[];
}

/** The earliest start of today, with its matters where none of the rows on top says that hour. */
export interface Nearest {
  readonly at: Instant;
  readonly of: readonly Pick<GroupRow, "id" | "name">[];
}

export interface LocationView {
  readonly today: CivilDate;
  readonly place: PlaceView;
  readonly notices: readonly LocalText[];
  readonly doors: Doors;
  /** The earliest start of any group here today. */
  readonly nearest: Nearest | null;
  /** The hour that the list of all matters says once for many of them. */
  readonly saidOnce: Instant | null;
  readonly top: readonly GroupRow[];
  readonly departments: readonly DepartmentRows[];
  readonly elsewhere: readonly ElsewhereRow[];
  /** Whether the city gives no times for now. */
  readonly paused: boolean;
  readonly exampleData: boolean;
}

function departmentRows(reader: Reader, rows: readonly { group: CaseGroup; row: GroupRow }[]): DepartmentRows[] {
  return reader.book.city.departments.flatMap((department) => {
    const own = rows.filter(({ group }) => group.departmentId === department.id).map(({ row }) => row);
    if (own.length === 0) return [];
    const firstDay = department.bookableFrom > reader.today ? department.bookableFrom : null;
    return [{ id: department.id, name: department.name, firstDay, rows: own }];
  });
}

const isServedAt = (group: CaseGroup, location: Location): boolean =>
  group.served.some((at) => at.locationId === location.id);

function elsewhereRows({ book }: Reader, here: Location): ElsewhereRow[] {
  const { caseGroups, locations } = book.city;
  return caseGroups
    .filter((group) => !isServedAt(group, here))
    .map((group) => ({
      id: group.id,
      name: group.name,
      places: locations.filter((location) => isServedAt(group, location)).map(placeOf),
    }));
}

/** The nearest start among the rows that are certain, or among all where none is; it is named where whoever reads the rows on top would look for its hour in vain. */
export function nearestOf(rows: readonly GroupRow[], top: readonly GroupRow[]): Nearest | null {
  const ofToday = preferCertain(
    rows.flatMap(({ next, ...row }) =>
      next.kind === "today" ? [{ ...row, uncertain: row.placeUncertain, at: next.at }] : [],
    ),
  );
  if (ofToday.length === 0) return null;
  const at = Math.min(...ofToday.map((row) => row.at));
  const isOnTop = top.some(({ next }) => next.kind === "today" && next.at === at);
  return { at, of: isOnTop ? [] : ofToday.filter((row) => row.at === at) };
}

/** So many rows with one hour say nothing by it. */
const SAID_ONCE_FROM = 3;

/** The nearest hour where so many rows have it that it is said once above them; null where each row says its own. */
export function hourSaidOnce(rows: readonly GroupRow[], nearest: Nearest | null): Instant | null {
  const same = rows.filter(({ next }) => next.kind === "today" && next.at === nearest?.at);
  return nearest !== null && same.length >= SAID_ONCE_FROM ? nearest.at : null;
}

/** Everything that the scan page of a building shows, or null for an unknown building. */
export async function loadLocation(deps: ReadDeps, locationId: string): Promise<LocationView | null> {
  const reader = await openReader(deps);
  const location = reader.location(locationId);
  if (!location) return null;
  const served = reader.book.city.caseGroups.filter((group) => isServedAt(group, location));
  const rows: { group: CaseGroup; row: GroupRow }[] = [];
  for (const group of served) {
    const next = await nextStartOf(reader, location, group);
    const placeUncertain = placeConfidence(group, location.id) === "low";
    rows.push({ group, row: { id: group.id, name: group.name, next, placeUncertain } });
  }
  const top = location.topGroups.flatMap((id) => rows.find(({ group }) => group.id === id)?.row ?? []);
  const nearest = nearestOf(
    rows.map(({ row }) => row),
    top,
  );
  return {
    today: reader.today,
    place: placeOf(location),
    notices: noticesToday(reader, locationId),
    doors: doorsOf(reader, location.id),
    nearest,
    saidOnce: hourSaidOnce(
      rows.map(({ row }) => row),
      nearest,
    ),
    top,
    departments: departmentRows(reader, rows),
    elsewhere: elsewhereRows(reader, location),
    paused: reader.settings.bookingPaused,
    exampleData: !reader.settings.exampleDataConfirmed,
  };
}
