import type { CaseGroup, LocalText } from "@/lib/domain/city/city";
import type { DoneElsewhere } from "@/lib/domain/reading/guide";
import { findMatters, type SearchDeps } from "../reading/search-page";

/** A matter that was found, with what its address in the calendar needs. */
export interface FoundForBooking {
  readonly slug: string;
  readonly title: LocalText;
  readonly summary: LocalText | null;
  readonly group: Pick<CaseGroup, "id" | "departmentId">;
  /** Slug of its description; null where it has none. */
  readonly procedure: string | null;
}

export interface FoundView {
  readonly query: string;
  readonly sure: boolean;
  readonly matters: readonly FoundForBooking[];
  readonly elsewhere: readonly DoneElsewhere[];
}

/** What the calendar's first question finds for what was typed; null where nothing was. */
export async function loadFound(deps: SearchDeps, query: string): Promise<FoundView | null> {
  if (!query) return null;
  const { sure, matters, elsewhere } = await findMatters(deps, query);
  const { caseGroups } = (await deps.plan.book()).city;
  const procedures = await deps.plan.procedures();
  return {
    query,
    sure,
    elsewhere,
    matters: matters.flatMap((matter) => {
      const procedure = procedures.find(({ slug }) => slug === matter.slug);
      const group = caseGroups.find(({ id }) => id === (procedure?.caseGroupId ?? matter.slug));
      return group ? [{ ...matter, group, procedure: procedure?.slug ?? null }] : [];
    }),
  };
}
