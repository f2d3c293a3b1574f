import type { LocalText } from "@/lib/domain/city/city";
import type { Remote } from "@/lib/domain/reading/procedure";
import type { Deps } from "@/lib/ports/deps";
import { type PlaceView, placeOf } from "../scan/place-view";

/** One procedure with what of it can be done without coming. */
export interface RemoteMatter {
  readonly slug: string;
  readonly title: LocalText;
  readonly note: LocalText;
  readonly uncertain: boolean;
}

export interface WithoutVisitView {
  readonly matters: Readonly<Record<Remote["visitNeeded"], readonly RemoteMatter[]>>;
  /** Buildings where a drop box is known to stand. */
  readonly dropBoxes: readonly PlaceView[];
}

/** Every procedure by whether it needs a visit. */
export async function loadWithoutVisit({ plan }: Pick<Deps, "plan">): Promise<WithoutVisitView> {
  const procedures = await plan.procedures();
  const { city } = await plan.book();
  const thatNeed = (needed: Remote["visitNeeded"]): RemoteMatter[] =>
    procedures
      .filter(({ remote }) => remote.visitNeeded === needed)
      .map(({ slug, title, remote }) => ({
        slug,
        title,
        note: remote.note,
        uncertain: remote.confidence === "low",
      }));
  return {
    matters: { no: thatNeed("no"), partly: thatNeed("partly"), yes: thatNeed("yes") },
    dropBoxes: city.locations.filter((one) => one.dropBox).map(placeOf),
  };
}
