import { Polish } from "@/app/ui/local";
import { WayList } from "../reading/way-list";

interface BuildingLinksProps {
  readonly buildings: readonly { readonly id: string; readonly street: string }[];
  /** Where a building's row leads. */
  readonly pathOf: (id: string) => string;
}

/** Buildings by their street, each a way on. */
export function BuildingLinks({ buildings, pathOf }: BuildingLinksProps) {
  return <WayList ways={buildings.map(({ id, street }) => ({ href: pathOf(id), name: <Polish>{street}</Polish> }))} />;
}
