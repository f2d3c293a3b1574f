const ELSEWHERE = "elsewhere:";

/** Whether an entry says who else does what was looked for. */
const isElsewhere = (id: string): boolean => id.startsWith(ELSEWHERE);

/** The entry of what others do; no page of ours has such an address. */
export const elsewhereId = ({ id }: { readonly id: string }): string => ELSEWHERE + id;

/** Where the best is what others do, only that; else only what is done here. */
export function ledTo(ids: readonly string[]): readonly string[] {
  const [best] = ids;
  const isAway = best !== undefined && isElsewhere(best);
  return ids.filter((id) => isElsewhere(id) === isAway);
}
