import { placeConfidence, preferCertain } from "@/lib/domain/city/place";
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

/** The earliest start at a building today: of the groups that are certain there, or of any where none has one. */
async function nearestAt(reader: Reader, locationId: string): Promise<Instant | null> {
  const found: { readonly at: Instant; readonly uncertain: boolean }[] = [];
  for (const group of reader.book.city.caseGroups) {
    const [free] = await reader.freeOn(locationId, group, 1, reader.today);
    if (free) found.push({ at: tickStart(free.start), uncertain: placeConfidence(group, locationId) === "low" });
  }
  const starts = preferCertain(found).map(({ at }) => at);
  return starts.length > 0 ? Math.min(...starts) : null;
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
