import { locationPath, offerPath, ticketPath } from "@/lib/address/paths";
import type { WantedStart } from "@/lib/domain/visit/matter";
import { isWalkIn, type Visit } from "@/lib/domain/visit/visit";
import type { ClaimAnswer } from "@/lib/use-cases/visit/claim-visit";

const NOTICE_OF: Readonly<Record<string, string>> = {
  past: "past",
  "no-such-start": "no-such-start",
  "not-today": "not-today",
  closed: "not-today",
  "too-far": "not-today",
  paused: "paused",
  "walk-in-only": "not-today",
};

/** Where an undone cancel leads: the new ticket says that its number and code are new. */
export function afterUndo(token: string, visit: Visit, answer: ClaimAnswer, hasDevice: boolean): string {
  if (answer.kind === "booked") return `${ticketPath(answer.token)}${answer.again ? "" : "?undone=1"}`;
  if (isWalkIn(visit)) return afterClaim(visit, answer, 0, hasDevice);
  return `${ticketPath(token)}?notice=${answer.kind === "share" ? "share" : "not-undone"}`;
}

/** Where a claim on a page leads: to the ticket, or back to the matter with what happened in the address. */
export function afterClaim(wanted: WantedStart, answer: ClaimAnswer, ordinal: number, hasDevice: boolean): string {
  const { locationId, caseGroupId, cases, start } = wanted;
  const back = { cases, ordinal };
  switch (answer.kind) {
    case "booked":
      return ticketPath(answer.token);
    case "held":
    case "lost":
      return offerPath(locationId, caseGroupId, { ...back, lost: start });
    case "limit":
      return offerPath(locationId, caseGroupId, { ...back, start, notice: hasDevice ? "limit" : "network-limit" });
    case "share":
      return offerPath(locationId, caseGroupId, { ...back, start, notice: "share" });
    case "refused":
      return offerPath(locationId, caseGroupId, { ...back, notice: NOTICE_OF[answer.refusal.reason] ?? "other" });
    case "contact-limit":
    case "key-reused":
    case "unknown-place":
      return locationPath(locationId);
  }
}
