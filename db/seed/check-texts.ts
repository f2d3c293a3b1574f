import { placedGroups } from "./placed-groups";
import { refuseUnknown, SeedError } from "./seed-error";
import type { SeedFiles } from "./seed-files";

/** Refuses a missing entry, then one too many: the keys of an object must be exactly these. */
function refuseOtherKeys(file: string, path: string, entries: object, wanted: readonly string[], what: string): void {
  const missing = wanted.find((id) => !Object.hasOwn(entries, id));
  if (missing !== undefined) throw new SeedError(file, path, `says nothing about ${what} "${missing}"`);
  const keys = Object.keys(entries);
  refuseUnknown(file, keys, new Set(wanted), what, (k) => `${path}.${keys[k]}`);
}

/** Checks that what was written for the city fits its facts. Throws SeedError at the first fault. */
export function checkTexts(files: SeedFiles): void {
  checkProcedureTexts(files);
  checkGuides(files);
}

function checkProcedureTexts(files: SeedFiles): void {
  const { name, content } = files.procedureTexts;
  const slugs = files.procedures.content.procedures.map((one) => one.slug);
  refuseOtherKeys(name, "procedures", content.procedures, slugs, "procedure");
  const undescribed = placedGroups(files).filter(({ group }) => group.procedures.length === 0);
  const ids = undescribed.map(({ group }) => group.id);
  refuseOtherKeys(name, "groups", content.groups, ids, "case group");
  const departmentIds = new Set(files.departments.content.departments.map((one) => one.id));
  const owners = Object.values(content.procedures).map((one) => one.owner);
  refuseUnknown(name, owners, departmentIds, "department", (p) => `procedures.${slugs[p]}.owner`);
}

function checkGuides({ guides, locations, departments }: SeedFiles): void {
  const { name, content } = guides;
  const departmentIds = departments.content.departments.map((one) => one.id);
  const locationIds = locations.content.locations.map((one) => one.id);
  refuseOtherKeys(name, "locations", content.locations, locationIds, "location");
  refuseOtherKeys(name, "departments", content.departments, departmentIds, "department");
  for (const [id, rows] of Object.entries(content.locations)) {
    for (const [r, row] of rows.entries()) {
      const at = `locations.${id}[${r}]`;
      refuseUnknown(name, row.department ? [row.department] : [], new Set(departmentIds), "department", () => at);
      refuseUnknownSources(name, row.sources, locations.content.meta.sources, at);
    }
  }
  for (const [id, { phones, email, facts }] of Object.entries(content.departments)) {
    for (const row of [...phones, ...(email ? [email] : []), ...facts])
      refuseUnknownSources(name, row.sources, departments.content.meta.sources, `departments.${id}`);
    const groups = departments.content.departments.find((one) => one.id === id)?.case_groups ?? [];
    const named = facts.flatMap(({ case_group }) => case_group ?? []);
    refuseUnknown(name, named, new Set(groups.map((one) => one.id)), "case group", () => `departments.${id}.facts`);
  }
}

const refuseUnknownSources = (file: string, ids: readonly string[], known: object, path: string): void =>
  refuseUnknown(file, ids, new Set(Object.keys(known)), "source", (s) => `${path}.sources[${s}]`);
