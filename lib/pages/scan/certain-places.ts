import type { CaseGroup, LocationId } from "@/lib/domain/city/city";
import { certainPlaces, placeConfidence } from "@/lib/domain/city/place";
import type { Reader } from "@/lib/use-cases/availability/reader";
import { type NextStart, nextStartOf } from "./next-start";
import { type PlaceView, placeOf } from "./place-view";

/** A building where a matter is dealt with for certain, and when it next has a time. */
export interface CertainPlace {
  readonly place: PlaceView;
  readonly next: NextStart;
}

/** What to offer beside a building where a matter is not certain; nothing where it is. */
export async function certainBeside(
  reader: Reader,
  group: CaseGroup,
  here: LocationId,
): Promise<readonly CertainPlace[]> {
  if (placeConfidence(group, here) !== "low") return [];
  const places: CertainPlace[] = [];
  for (const id of certainPlaces(group, here)) {
    const location = reader.location(id);
    if (location) places.push({ place: placeOf(location), next: await nextStartOf(reader, location, group) });
  }
  return places;
}
