import type {
  CapacityRule,
  CaseGroup,
  City,
  Department,
  Hall,
  LocalText,
  Location,
  PlanWindow,
  ServedAt,
} from "@/lib/domain/city/city";
import { checked } from "./checked";
import { weeklyHours } from "./opening-hours";
import type { DepartmentsFile, ExampleFile, LocationsFile } from "./schema";
import type { SeedFiles } from "./seed-files";

type LocationRow = LocationsFile["locations"][number];
type DepartmentRow = DepartmentsFile["departments"][number];
type CaseGroupRow = DepartmentRow["case_groups"][number];
type HallRow = ExampleFile["halls"][number];
type CapacityRuleRow = ExampleFile["capacityRules"][number];
type PlanRow = ExampleFile["plans"][number];

/** Turns checked files into the city. Exceptions, closures and extra days begin empty: the city enters them. */
export function cityOf(files: SeedFiles): City {
  const example = files.example.content;
  const { departments } = files.departments.content;
  return {
    locations: files.locations.content.locations.map((row) => locationOf(row, example)),
    halls: example.halls.map(hallOf),
    capacityRules: example.capacityRules.map(capacityRuleOf),
    departments: departments.map(departmentOf),
    caseGroups: departments.flatMap((department) =>
      department.case_groups.map((row) => caseGroupOf(row, department.id, example)),
    ),
    counters: example.counters.map((row) => ({ id: row.id, hallId: row.hall, number: row.number })),
    plan: example.plans.flatMap(planWindowsOf),
    exceptions: [],
    closedDays: [],
    extraDays: [],
  };
}

function locationOf(row: LocationRow, example: ExampleFile): Location {
  return {
    id: row.id,
    stickerCode: row.sticker_code,
    name: row.name,
    street: row.address.street,
    address: row.address.full,
    hours: weeklyHours(row),
    hoursConfidence: row.opening_hours.confidence,
    dropBox: row.drop_box.present,
    topGroups: checked(example.topGroups[row.id]),
  };
}

/** A hall of example.json in the words of the domain. */
export const hallOf = (row: HallRow): Hall => ({
  id: row.id,
  locationId: row.location,
  name: row.name,
  areaM2: row.areaM2,
  example: true,
});

/** A capacity rule of example.json in the words of the domain. */
export const capacityRuleOf = (row: CapacityRuleRow): CapacityRule => ({
  hallId: row.hall,
  validFrom: row.validFrom,
  kind: row.kind,
  amount: row.amount,
});

function departmentOf(row: DepartmentRow): Department {
  return {
    id: row.id,
    name: row.name,
    bookableFrom: row.bookable_from,
    bookingOpensAt: null,
    phones: row.phones.map(({ number, what }) => ({ number, what })),
  };
}

function caseGroupOf(row: CaseGroupRow, departmentId: string, example: ExampleFile): CaseGroup {
  const persons = example.severalPersons[row.id];
  return {
    id: row.id,
    departmentId,
    name: withEnDash(row.name),
    minutes: row.duration_min,
    maxCases: persons ?? row.max_cases ?? 1,
    casesAre: persons === undefined ? "matters" : "persons",
    served: row.locations.map((id) => servedAt(row, id, example)),
    walkInOnly: row.walk_in_only?.value ?? false,
    urgent: row.urgent?.value ?? false,
    remoteFirst: row.remote_first ?? false,
    twoPeople: row.two_people ?? false,
    earlyMinutes: example.earlyMinutes,
  };
}

function servedAt(row: CaseGroupRow, locationId: string, example: ExampleFile): ServedAt {
  const hall = example.halls.find((one) => one.location === locationId && row.id in one.letters);
  return {
    locationId,
    confidence: checked(row.location_confidence[locationId]),
    letter: checked(hall?.letters[row.id]),
  };
}

/** The sources write a spaced hyphen where print has a dash. */
function withEnDash(name: Required<LocalText>): LocalText {
  const dashed = (text: string): string => text.replaceAll(" - ", " – ");
  return { pl: dashed(name.pl), en: dashed(name.en), uk: dashed(name.uk) };
}

function planWindowsOf(plan: PlanRow): readonly PlanWindow[] {
  return plan.windows.flatMap((window) =>
    window.weekdays.map((weekday) => ({
      counterId: plan.counter,
      weekday,
      from: window.from,
      to: window.to,
      offsetMinutes: plan.offset,
      caseGroups: plan.groups,
      reservedForUrgent: window.reservedForUrgent ?? false,
    })),
  );
}
