import type { TakenFrom } from "../course/change";
import type { StoredVisit } from "../course/stored-visit";
import type { Instant } from "../time/tick";
import type { ClaimNetwork } from "../visit/claim-request";

/**
 * From where the news of an act are caused, for a visit whose own network is forgotten: from where whoever acts is, so
 * that text messages about what was booked a day ago count as well (decision 031). Null where the visit's network is
 * known, nobody is written to, or the office acts.
 */
export const causedBy = (
  { network: own, contact }: Pick<StoredVisit, "network" | "contact">,
  network: ClaimNetwork | null,
  now: Instant,
): TakenFrom | null =>
  own === null && contact !== null && network !== null
    ? { network: network.hash, networkAt: now, share: network.share }
    : null;
