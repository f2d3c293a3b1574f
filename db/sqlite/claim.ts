import { type ClaimOutcome, courseOfClaim } from "@/lib/domain/visit/claim-course";
import type { ClaimRequest } from "@/lib/domain/visit/claim-request";
import type { Client } from "./client";
import { decideOnceMore } from "./conflict";
import type { Session } from "./session";

/** The claim in a transaction of its own: after a conflict it is decided once more on the cells themselves. */
export const claimVisit = (
  client: Client,
  openSession: () => Session,
  request: ClaimRequest,
  onConflict: () => void,
): ClaimOutcome =>
  decideOnceMore(
    client,
    openSession,
    (session, fromCells) => courseOfClaim(session.book, request, fromCells),
    onConflict,
  );
