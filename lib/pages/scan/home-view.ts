import { type Instant, tickStart } from "@/lib/domain/time/tick";
import type { ReadDeps } from "@/lib/use-cases/availability/reader";
import { openReader, type Reader } from "@/lib/use-cases/availability/reader";
import { type Doors, doorsOf, type PlaceView, placeOf } from "./place-view";

export interface BuildingView {
  readonly place: PlaceView;
  readonly nearest: Instant | null;
  /** When the doors open; null while they are open. */
  readonly opensNext: Doors["opensNext"];
}

export interface HomeView {
  readonly buildings: readonly BuildingView[];
  /** Whether the city gives no times for now. */
  readonly paused: boolean;
  readonly exampleData: boolean;
}

/** The earliest start of any group at a building today. */
async function nearestAt(reader: Reader, locationId: string): Promise<Instant | null> {
  let nearest: Instant | null = null;
  for (const group of reader.book.city.caseGroups) {
    const [free] = await reader.freeOn(locationId, group, 1, reader.today);
    if (free && (nearest === null || tickStart(free.start) < nearest)) nearest = tickStart(free.start);
  }
  return nearest;
}

/** The buildings with their nearest start today. */
export async function loadHome(deps: ReadDeps): Promise<HomeView> {
  const reader = await openReader(deps);
  const buildings: BuildingView[] = [];
  for (const location of reader.book.city.locations) {
    const nearest = await nearestAt(reader, location.id);
    const doors = doorsOf(reader, location.id);
    buildings.push({ place: placeOf(location), nearest, opensNext: doors.openNow ? null : doors.opensNext });
  }
  return { buildings, paused: reader.settings.bookingPaused, exampleData: !reader.settings.exampleDataConfirmed };
}
