import { Polish } from "./local";
import { PageLink } from "./page-link";

interface BuildingLinksProps {
  readonly buildings: readonly { readonly id: string; readonly street: string }[];
  /** Where a building's row leads. */
  readonly pathOf: (id: string) => string;
}

/** Buildings by their street, each a way on. */
export function BuildingLinks({ buildings, pathOf }: BuildingLinksProps) {
  return (
    <ul className="grid gap-2">
      {buildings.map(({ id, street }) => (
        <li key={id}>
          <PageLink href={pathOf(id)} className="way">
            <b>
              <Polish>{street}</Polish>
            </b>
          </PageLink>
        </li>
      ))}
    </ul>
  );
}
