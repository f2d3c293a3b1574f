import { type PlacedGroup, placedGroups } from "./placed-groups";
import type { ProceduresFile } from "./schema";
import { refuseRepeats, refuseUnknown, SeedError } from "./seed-error";
import type { SeedFile, SeedFiles } from "./seed-files";

/** Checks that the three files of facts agree with each other. Throws SeedError at the first fault. */
export function checkSources(files: SeedFiles): void {
  checkLocations(files);
  checkDepartments(files);
  checkCaseGroups(files);
  checkProcedures(files);
  for (const file of [files.locations, files.departments, files.procedures]) {
    checkSourceIds(file);
  }
}

function checkLocations({ locations, departments }: SeedFiles): void {
  const all = locations.content.locations;
  const departmentIds = new Set(departments.content.departments.map((one) => one.id));
  refuseRepeats(
    locations.name,
    all.map((one) => one.id),
    (l) => `locations[${l}].id`,
  );
  refuseRepeats(
    locations.name,
    all.map((one) => one.sticker_code),
    (l) => `locations[${l}].sticker_code`,
  );
  for (const [l, location] of all.entries()) {
    const ids = location.departments.map((one) => one.id);
    refuseUnknown(locations.name, ids, departmentIds, "department", (d) => `locations[${l}].departments[${d}].id`);
    for (const [day, spans] of Object.entries(location.opening_hours.weekly)) {
      const [from, to] = spans[0] ?? [];
      if (from === undefined || to === undefined || from < to) continue;
      throw new SeedError(locations.name, `locations[${l}].opening_hours.weekly.${day}[0]`, "ends before it begins");
    }
  }
}

function checkDepartments({ locations, departments }: SeedFiles): void {
  const all = departments.content.departments;
  const locationIds = new Set(locations.content.locations.map((one) => one.id));
  refuseRepeats(
    departments.name,
    all.map((one) => one.id),
    (d) => `departments[${d}].id`,
  );
  for (const [d, { main_locations: ids }] of all.entries()) {
    refuseUnknown(departments.name, ids, locationIds, "location", (l) => `departments[${d}].main_locations[${l}]`);
  }
}

function checkCaseGroups(files: SeedFiles): void {
  const { name } = files.departments;
  const placed = placedGroups(files);
  refuseRepeats(
    name,
    placed.map((one) => one.group.id),
    (g) => `${placed[g]?.path}.id`,
  );
  for (const one of placed) {
    checkPlacesOfGroup(files, one);
    checkProceduresOfGroup(files, one);
    const { duration_min: minutes, extra_minutes_per_case: extra } = one.group;
    // A visit is as long as its matters together (design §2): there is no other length for the later ones.
    if (extra !== undefined && extra !== minutes) {
      throw new SeedError(name, `${one.path}.extra_minutes_per_case`, `must equal duration_min (${minutes})`);
    }
  }
}

function checkPlacesOfGroup({ locations, departments }: SeedFiles, { group, path }: PlacedGroup): void {
  const locationIds = new Set(locations.content.locations.map((one) => one.id));
  const pathOf = (l: number): string => `${path}.locations[${l}]`;
  refuseRepeats(departments.name, group.locations, pathOf);
  refuseUnknown(departments.name, group.locations, locationIds, "location", pathOf);
  const unsure = group.locations.find((id) => group.location_confidence[id] === undefined);
  if (unsure !== undefined) {
    throw new SeedError(departments.name, `${path}.location_confidence`, `says nothing about "${unsure}"`);
  }
  const stray = Object.keys(group.location_confidence).find((id) => !group.locations.includes(id));
  if (stray === undefined) return;
  throw new SeedError(departments.name, `${path}.location_confidence.${stray}`, "is no location of this case group");
}

function checkProceduresOfGroup({ departments, procedures }: SeedFiles, { group, path }: PlacedGroup): void {
  const groupOf = new Map(procedures.content.procedures.map((one) => [one.slug, one.case_group]));
  const pathOf = (p: number): string => `${path}.procedures[${p}]`;
  refuseUnknown(departments.name, group.procedures, groupOf, "procedure", pathOf);
  for (const [p, slug] of group.procedures.entries()) {
    if (groupOf.get(slug) === group.id) continue;
    throw new SeedError(departments.name, pathOf(p), `"${slug}" belongs to "${groupOf.get(slug)}" in procedures.json`);
  }
}

function checkProcedures(files: SeedFiles): void {
  const { name, content } = files.procedures;
  const { procedures } = content;
  const placed = new Map(placedGroups(files).map((one) => [one.group.id, one]));
  if (content.meta.count !== procedures.length) {
    throw new SeedError(name, "meta.count", `is ${content.meta.count}, but there are ${procedures.length} procedures`);
  }
  refuseRepeats(
    name,
    procedures.map((one) => one.slug),
    (p) => `procedures[${p}].slug`,
  );
  for (const [p, procedure] of procedures.entries()) {
    checkPlaceOfProcedure(files, procedure, `procedures[${p}]`, placed.get(procedure.case_group));
    checkLowConfidencePaths(name, procedure, `procedures[${p}]`);
  }
}

type ProcedureRow = ProceduresFile["procedures"][number];

function checkPlaceOfProcedure(
  { procedures: { name } }: SeedFiles,
  procedure: ProcedureRow,
  path: string,
  placed: PlacedGroup | undefined,
): void {
  if (!placed) throw new SeedError(name, `${path}.case_group`, `there is no case group "${procedure.case_group}"`);
  const { group, departmentId } = placed;
  if (procedure.department !== departmentId) {
    throw new SeedError(name, `${path}.department`, `"${group.id}" belongs to "${departmentId}" in departments.json`);
  }
  if (!group.procedures.includes(procedure.slug)) {
    throw new SeedError(name, `${path}.case_group`, `"${group.id}" does not list this procedure in departments.json`);
  }
  for (const [l, id] of procedure.where.locations.entries()) {
    if (group.locations.includes(id)) continue;
    throw new SeedError(name, `${path}.where.locations[${l}]`, `"${id}" is no location of "${group.id}"`);
  }
}

function checkLowConfidencePaths(name: string, procedure: ProcedureRow, path: string): void {
  for (const [f, factPath] of procedure.low_confidence_paths.entries()) {
    const [, list, index] = /^(\w+)\[(\d+)\]$/.exec(factPath) ?? [];
    if (list === undefined) continue;
    const facts = procedure[list as "required_documents" | "forms" | "fees" | "legal_basis"];
    if (Number(index) < facts.length) continue;
    throw new SeedError(name, `${path}.low_confidence_paths[${f}]`, `there is no ${factPath}`);
  }
}

interface WithSources {
  readonly meta: { readonly sources: Readonly<Record<string, unknown>> };
}

/** Walks the whole file, because free-form parts cite sources too. */
function checkSourceIds({ name, content }: SeedFile<WithSources>): void {
  const known = new Set(Object.keys(content.meta.sources));
  const walk = (node: unknown, path: string): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      const at = Array.isArray(node) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
      if (key !== "sources" || !Array.isArray(value)) walk(value, at);
      else refuseUnknown(name, value.map(String), known, "source", (s) => `${at}[${s}]`);
    }
  };
  walk(content, "");
}
