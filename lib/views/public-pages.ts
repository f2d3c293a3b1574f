import type { Deps } from "@/lib/ports/deps";
import { buildingPath, departmentPath, longPagePaths, matterPath, mattersPath, withoutVisitPath } from "./paths";
import { loadProcedureList } from "./procedure-list";

/** The addresses, without a language, of every page that is the same for everybody and shows no free times. */
export async function loadPublicPaths({ store }: Pick<Deps, "store">): Promise<readonly string[]> {
  const { city } = await store.planBook();
  const departments = await loadProcedureList({ store });
  const matters = departments.flatMap(({ groups }) => groups.flatMap((group) => group.matters));
  return [
    mattersPath,
    ...matters.map(({ slug }) => matterPath(slug)),
    withoutVisitPath,
    ...city.locations.map(({ id }) => buildingPath(id)),
    ...city.departments.map(({ id }) => departmentPath(id)),
    ...Object.values(longPagePaths),
  ];
}
