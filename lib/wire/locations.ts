import { z } from "zod";
import type { Location, Weekday } from "@/lib/domain/city/city";
import type { ListedGroup, ListedHall, ListedLocation } from "@/lib/use-cases/availability/availability";

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

const wallTime = z.string().regex(/^\d{2}:\d{2}$/);
const hoursShape = z
  .record(z.enum(WEEKDAYS), z.object({ from: wallTime, to: wallTime }).nullable())
  .meta({ description: "Doors by weekday, wall-clock time in Europe/Warsaw; null = closed. Closed days not shown." });

const ruleShape = z
  .object({
    kind: z.enum(["per_area", "per_counter", "fixed", "none"]),
    amount: z.number().nullable().meta({ description: "m² per client, or places; null where the kind needs none." }),
    validFrom: z.iso.date(),
  })
  .meta({ description: "The waiting-room rule in force today." });

const hallShape = z.object({
  id: z.string(),
  name: z.string(),
  rule: ruleShape.nullable(),
  capacity: z
    .int()
    .nullable()
    .meta({ description: "Waiting places today (the most at any moment); null = no limit, or closed today." }),
});

const caseGroupShape = z.object({
  id: z.string(),
  name: z.string(),
  department: z.string(),
  hall: z.string().nullable(),
  minutes: z.int().meta({ description: "Length of one matter." }),
  maxCases: z.int(),
  bookableFrom: z.iso.date().meta({ description: "First day on which a visit can take place." }),
});

export const locationsShape = z.object({
  locations: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      address: z.string(),
      hours: hoursShape,
      halls: z.array(hallShape),
      caseGroups: z.array(caseGroupShape),
    }),
  ),
});
export type LocationsView = z.infer<typeof locationsShape>;
type LocationView = LocationsView["locations"][number];

type HoursView = LocationView["hours"];

function hoursView(hours: Location["hours"]): HoursView {
  const on = (weekday: Weekday) => hours[weekday] ?? null;
  return {
    monday: on(1),
    tuesday: on(2),
    wednesday: on(3),
    thursday: on(4),
    friday: on(5),
    saturday: on(6),
    sunday: on(7),
  };
}

const hallView = ({ hall, rule, capacity }: ListedHall): LocationView["halls"][number] => ({
  id: hall.id,
  name: hall.name.pl,
  rule: rule && { kind: rule.kind, amount: rule.amount, validFrom: rule.validFrom },
  capacity,
});

const caseGroupView = ({ caseGroup, department, hallId }: ListedGroup): LocationView["caseGroups"][number] => ({
  id: caseGroup.id,
  name: caseGroup.name.pl,
  department: department.id,
  hall: hallId,
  minutes: caseGroup.minutes,
  maxCases: caseGroup.maxCases,
  bookableFrom: department.bookableFrom,
});

/** The city's buildings; names stay Polish, as on the wall and with the clerk. */
export const locationsView = (listed: readonly ListedLocation[]): LocationsView => ({
  locations: listed.map(({ location, halls, caseGroups }) => ({
    id: location.id,
    name: location.name.pl,
    address: location.address,
    hours: hoursView(location.hours),
    halls: halls.map(hallView),
    caseGroups: caseGroups.map(caseGroupView),
  })),
});
