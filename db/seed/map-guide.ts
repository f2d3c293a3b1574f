import type { DepartmentGuide, DoneElsewhere, Guides, LocationGuide } from "@/lib/domain/reading/guide";
import type { Fact } from "@/lib/domain/reading/procedure";
import { checked } from "./checked";
import { type ResolveSources, resolvingSources, textOf } from "./map-procedure";
import type { LocationsFile } from "./schema";
import type { SeedFiles } from "./seed-files";
import type { GuidesFile } from "./text-schema";

type FactRow = GuidesFile["departments"][string]["facts"][number];

const factOf = (row: FactRow, resolve: ResolveSources): Fact => ({
  text: textOf(row),
  confidence: row.confidence,
  asOf: row.as_of ?? null,
  sources: resolve(row.sources),
});

function locationGuideOf(
  { id, accessibility }: LocationsFile["locations"][number],
  rows: GuidesFile["locations"][string],
  resolve: ResolveSources,
): LocationGuide {
  return {
    locationId: id,
    facts: rows.map((row) => ({
      ...factOf(row, resolve),
      topic: row.kind,
      departmentId: row.department ?? null,
    })),
    features: {
      stepFreeEntrance: accessibility.step_free_entrance,
      lift: accessibility.lift,
      accessibleToilet: accessibility.accessible_toilet,
      inductionLoop: accessibility.induction_loop,
      parkingForDisabled: accessibility.parking_for_disabled,
    },
  };
}

function departmentGuideOf(
  id: string,
  { phones, email, facts }: GuidesFile["departments"][string],
  resolve: ResolveSources,
): DepartmentGuide {
  return {
    departmentId: id,
    phones: phones.map((row) => ({ ...factOf(row, resolve), number: row.number })),
    email: email && { ...factOf(email, resolve), address: email.address },
    facts: facts.map(({ case_group, ...row }) => ({ ...factOf(row, resolve), caseGroupId: case_group ?? null })),
  };
}

const elsewhereOf = (id: string, row: GuidesFile["elsewhere"][string]): DoneElsewhere => ({
  id,
  title: textOf(row.title),
  text: textOf(row),
  url: row.url,
  confidence: row.confidence,
  searchWords: row.search,
});

/** Turns the checked files into what there is to read beside procedures. */
export function guidesOf({ guides, locations, departments, procedureTexts }: SeedFiles): Guides {
  const inLocations = resolvingSources(locations.content.meta.sources);
  const inDepartments = resolvingSources(departments.content.meta.sources);
  return {
    bulletinUrl: guides.content.bulletin,
    locations: locations.content.locations.map((row) =>
      locationGuideOf(row, checked(guides.content.locations[row.id]), inLocations),
    ),
    departments: departments.content.departments.map(({ id }) =>
      departmentGuideOf(id, checked(guides.content.departments[id]), inDepartments),
    ),
    elsewhere: Object.entries(guides.content.elsewhere).map(([id, row]) => elsewhereOf(id, row)),
    groupWords: Object.fromEntries(
      Object.entries(procedureTexts.content.groups).map(([id, { search }]) => [id, search]),
    ),
  };
}
