import type { City, LocalText } from "@/lib/domain/city/city";
import type { Deps } from "@/lib/ports/deps";
import { loadProcedureList } from "./procedure-list";

/** What the page that stands for every other may lead to. */
export interface OfflineView {
  readonly buildings: City["locations"];
  readonly matters: readonly { readonly slug: string; readonly caseGroupId: string; readonly title: LocalText }[];
}

/** Loads the buildings, and every description with the group that it belongs to. */
export async function loadOffline({ plan }: Pick<Deps, "plan">): Promise<OfflineView> {
  const { city } = await plan.book();
  const matters = (await loadProcedureList({ plan }))
    .flatMap(({ groups }) => groups)
    .flatMap(({ id, matters }) => matters.map(({ slug, title }) => ({ slug, title, caseGroupId: id })));
  return { buildings: city.locations, matters };
}
