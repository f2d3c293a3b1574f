import { fillPattern } from "@/lib/address/pattern";
import { ROUTES, type Route } from "@/lib/address/routes";
import type { Deps } from "@/lib/ports/deps";
import { loadProcedureList } from "./procedure-list";

/** The addresses, without a language, of every page that is the same for everybody and shows no free times. */
export const loadPublicPaths = (deps: Pick<Deps, "plan">): Promise<readonly string[]> =>
  pathsKept(deps, ({ keep }) => keep === "copy" || keep === "first");

/** Those of them that a device keeps before everything else. */
export const loadFirstPaths = (deps: Pick<Deps, "plan">): Promise<readonly string[]> =>
  pathsKept(deps, ({ keep }) => keep === "first");

async function pathsKept({ plan }: Pick<Deps, "plan">, isMeant: (route: Route) => boolean): Promise<readonly string[]> {
  const { city } = await plan.book();
  const departments = await loadProcedureList({ plan });
  const known: Readonly<Record<string, readonly string[]>> = {
    slug: departments.flatMap(({ groups }) => groups.flatMap(({ matters }) => matters.map(({ slug }) => slug))),
    location: city.locations.map(({ id }) => id),
    department: city.departments.map(({ id }) => id),
  };
  return ROUTES.filter(isMeant).flatMap(({ pattern }) => fillPattern(pattern, known));
}
