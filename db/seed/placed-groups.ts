import type { DepartmentsFile } from "./schema";
import type { SeedFiles } from "./seed-files";

/** A case group of departments.json with its department and its JSON path. */
export interface PlacedGroup {
  readonly group: DepartmentsFile["departments"][number]["case_groups"][number];
  readonly departmentId: string;
  readonly path: string;
}

/** Every case group of departments.json, in the order of the file. */
export function placedGroups({ departments }: SeedFiles): readonly PlacedGroup[] {
  return departments.content.departments.flatMap((department, d) =>
    department.case_groups.map((group, g) => ({
      group,
      departmentId: department.id,
      path: `departments[${d}].case_groups[${g}]`,
    })),
  );
}
