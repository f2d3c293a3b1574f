import { fillPattern } from "@/lib/address/pattern";
import { ROUTES } from "@/lib/address/routes";
import type { Deps } from "@/lib/ports/deps";
import { loadProcedureList } from "./procedure-list";

/** The addresses, without a language, of every page that is the same for everybody and shows no free times. */
export async function loadPublicPaths({ plan }: Pick<Deps, "plan">): Promise<readonly string[]> {
  const { city } = await plan.book();
  const departments = await loadProcedureList({ plan });
  const known: Readonly<Record<string, readonly string[]>> = {
    slug: departments.flatMap(({ groups }) => groups.flatMap(({ matters }) => matters.map(({ slug }) => slug))),
    location: city.locations.map(({ id }) => id),
    department: city.departments.map(({ id }) => id),
  };
  return ROUTES.filter(({ keep }) => keep === "copy").flatMap(({ pattern }) => fillPattern(pattern, known));
}
