import type { CaseGroupId, LocationId } from "../city/city";
import type { Tick } from "../time/tick";

/** What somebody comes for, with how many cases, and to which building. */
export interface Matter {
  readonly locationId: LocationId;
  readonly caseGroupId: CaseGroupId;
  readonly cases: number;
}

/** A start that somebody wants for a matter. */
export interface WantedStart extends Matter {
  readonly start: Tick;
}
