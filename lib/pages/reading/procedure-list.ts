import type { CaseGroup, CaseGroupId, DepartmentId, LocalText } from "@/lib/domain/city/city";
import type { Procedure } from "@/lib/domain/reading/procedure";
import type { Deps } from "@/lib/ports/deps";

/** One line of the list: a procedure, or a case group without a description. */
export interface ListedMatter {
  readonly slug: string;
  readonly title: LocalText;
  readonly summary: LocalText | null;
}

export interface ListedGroup {
  readonly id: CaseGroupId;
  readonly name: LocalText;
  readonly matters: readonly ListedMatter[];
}

export interface ListedDepartment {
  readonly id: DepartmentId;
  readonly name: LocalText;
  readonly groups: readonly ListedGroup[];
}

/** The case groups that no procedure describes. */
export const undescribed = (caseGroups: readonly CaseGroup[], procedures: readonly Procedure[]): CaseGroup[] =>
  caseGroups.filter((group) => !procedures.some((one) => one.caseGroupId === group.id));

const listed = ({ slug, title, summary }: Procedure): ListedMatter => ({ slug, title, summary });

/** Everything that can be read about, by department and case group. */
export async function loadProcedureList({ plan }: Pick<Deps, "plan">): Promise<readonly ListedDepartment[]> {
  const { city } = await plan.book();
  const procedures = await plan.procedures();
  const mattersOf = (group: CaseGroup): ListedMatter[] => {
    const own = procedures.filter((one) => one.caseGroupId === group.id).map(listed);
    return own.length > 0 ? own : [{ slug: group.id, title: group.name, summary: null }];
  };
  return city.departments.map(({ id, name }) => ({
    id,
    name,
    groups: city.caseGroups
      .filter((group) => group.departmentId === id)
      .map((group) => ({ id: group.id, name: group.name, matters: mattersOf(group) })),
  }));
}
