import type { LocalText } from "@/lib/domain/city/city";
import type { Guides } from "@/lib/domain/reading/guide";
import type { Fact } from "@/lib/domain/reading/procedure";
import type { CivilDate } from "@/lib/domain/time/civil-time";
import type { ReadDeps } from "@/lib/use-cases/availability/reader";
import { openReader } from "@/lib/use-cases/availability/reader";
import { type PlaceView, placeOf } from "../scan/place-view";
import { type ListedGroup, loadProcedureList } from "./procedure-list";
import type { FactView } from "./procedure-view";

/** Everything that the page of a department shows. */
export interface DepartmentView {
  readonly id: string;
  readonly name: LocalText;
  readonly phones: readonly (FactView & { readonly number: string })[];
  readonly email: (FactView & { readonly address: string }) | null;
  readonly facts: readonly FactView[];
  readonly groups: readonly ListedGroup[];
  readonly buildings: readonly PlaceView[];
  /** First day of visits while it lies ahead. */
  readonly firstDay: CivilDate | null;
}

/** The page of a department, or null for an unknown one. */
export async function loadDepartment(
  deps: ReadDeps & { readonly guides: Guides },
  departmentId: string,
): Promise<DepartmentView | null> {
  const reader = await openReader(deps);
  const { departments, caseGroups, locations } = reader.book.city;
  const department = departments.find((one) => one.id === departmentId);
  const guide = deps.guides.departments.find((one) => one.departmentId === departmentId);
  if (!department || !guide) return null;
  const served = new Set(
    caseGroups
      .filter((one) => one.departmentId === departmentId)
      .flatMap((one) => one.served.map((at) => at.locationId)),
  );
  const view = <Row extends Fact>({ confidence, sources: _, ...rest }: Row) => ({
    ...rest,
    uncertain: confidence === "low",
  });
  const listed = (await loadProcedureList(deps)).find((one) => one.id === departmentId);
  return {
    id: department.id,
    name: department.name,
    phones: guide.phones.map(view),
    email: guide.email && view(guide.email),
    facts: guide.facts.map(view),
    groups: listed?.groups ?? [],
    buildings: locations.filter((one) => served.has(one.id)).map(placeOf),
    firstDay: department.bookableFrom > reader.today ? department.bookableFrom : null,
  };
}
