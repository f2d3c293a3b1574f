import type { Department, LocalText } from "@/lib/domain/city/city";
import type { DayClosed } from "@/lib/domain/city/day-plan";
import { placesUnder, ruleOn } from "@/lib/domain/city/waiting-room";
import { FEATURES, type Feature, type Guides, type PlaceTopic } from "@/lib/domain/reading/guide";
import { addDays, type CivilDate, instantAt, weekdayOf } from "@/lib/domain/time/civil-time";
import type { Instant } from "@/lib/domain/time/tick";
import type { ReadDeps } from "@/lib/use-cases/availability/reader";
import { openReader, type Reader } from "@/lib/use-cases/availability/reader";
import { noticesToday, type PlaceView, placeOf } from "../scan/place-view";
import type { FactView } from "./procedure-view";

/** One day of the week that is shown. */
export interface DayHours {
  readonly date: CivilDate;
  readonly hours: { readonly opens: Instant; readonly closes: Instant } | null;
  readonly closed: DayClosed | null;
}

export interface HallView {
  readonly id: string;
  readonly name: LocalText;
  /** How many may wait there at one time today; null = no limit. */
  readonly places: number | null;
  readonly example: boolean;
}

export interface TopicView extends FactView {
  readonly topic: PlaceTopic;
}

/** Everything that the page of a building shows. */
export interface BuildingView {
  readonly today: CivilDate;
  readonly place: PlaceView;
  readonly notices: readonly LocalText[];
  readonly hoursUncertain: boolean;
  readonly week: readonly DayHours[];
  readonly halls: readonly HallView[];
  readonly departments: readonly Pick<Department, "id" | "name">[];
  readonly topics: readonly TopicView[];
  readonly features: readonly { readonly feature: Feature; readonly has: boolean | null }[];
  /** null = nobody has said so. */
  readonly dropBox: boolean | null;
  readonly exampleData: boolean;
}

const DAYS = 7;

function weekOf(reader: Reader, locationId: string): DayHours[] {
  const monday = addDays(reader.today, 1 - weekdayOf(reader.today));
  return Array.from({ length: DAYS }, (_, ahead) => {
    const date = addDays(monday, ahead);
    const { hours, closed } = reader.plan(locationId, date);
    return {
      date,
      closed,
      hours: hours && { opens: instantAt(date, hours.from), closes: instantAt(date, hours.to) },
    };
  });
}

function hallsOf(reader: Reader, locationId: string): HallView[] {
  const { halls, capacityRules, counters } = reader.book.city;
  return halls
    .filter((hall) => hall.locationId === locationId)
    .map((hall) => {
      const open = counters.filter((counter) => counter.hallId === hall.id).length;
      const places = placesUnder(ruleOn(capacityRules, hall.id, reader.today), hall, open);
      return { id: hall.id, name: hall.name, places, example: hall.example };
    });
}

/** The page of a building, or null for an unknown one. */
export async function loadBuilding(
  deps: ReadDeps & { readonly guides: Guides },
  locationId: string,
): Promise<BuildingView | null> {
  const reader = await openReader(deps);
  const location = reader.location(locationId);
  const guide = deps.guides.locations.find((one) => one.locationId === locationId);
  if (!location || !guide) return null;
  const { departments, caseGroups } = reader.book.city;
  const isHere = (department: Department): boolean =>
    caseGroups.some(
      (group) => group.departmentId === department.id && group.served.some((at) => at.locationId === locationId),
    );
  return {
    today: reader.today,
    place: placeOf(location),
    notices: noticesToday(reader, locationId),
    hoursUncertain: location.hoursConfidence === "low",
    week: weekOf(reader, locationId),
    halls: hallsOf(reader, locationId),
    departments: departments.filter(isHere).map(({ id, name }) => ({ id, name })),
    topics: guide.facts.map(({ text, confidence, asOf, topic }) => ({
      topic,
      text,
      asOf,
      uncertain: confidence === "low",
    })),
    features: FEATURES.map((feature) => ({ feature, has: guide.features[feature] })),
    dropBox: location.dropBox,
    exampleData: !reader.settings.exampleDataConfirmed,
  };
}
