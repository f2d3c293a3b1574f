import { type Instant, TICK_MS, type Tick, tickStart } from "@/lib/domain/time/tick";
import type { Matter } from "@/lib/domain/visit/matter";
import type { MoveOutcome } from "@/lib/domain/visit/move-course";
import type { Visit } from "@/lib/domain/visit/visit";
import type { Deps } from "@/lib/ports/deps";
import { type Asker, hasExpired } from "../visit/claim-visit";
import { findVisit, moveVisit } from "../visit/own-visit";
import { type ApiClaimOutcome, expiredOffer, nextOf, refusedOf } from "./api-claim";

/** A move over the API: to a named start, or to that of an offer for the visit's own matter and building. */
export type ApiMove = { readonly by: "start"; readonly at: Instant } | { readonly by: "offer"; readonly offer: string };

export type ApiMoveOutcome =
  | { readonly kind: "moved"; readonly visit: Visit }
  | { readonly kind: "unknown" | "too-late" | "other-matter" }
  | Extract<MoveOutcome, { kind: "too-often" | "limit" | "share" }>
  | Extract<ApiClaimOutcome, { kind: "conflict" | "refused" | "unreadable-offer" | "unknown-place" }>;

async function outcomeOf(deps: Deps, matter: Matter, at: Instant, moved: MoveOutcome): Promise<ApiMoveOutcome> {
  switch (moved.kind) {
    case "moved":
      return { kind: "moved", visit: moved.visit };
    case "lost": {
      const reason = moved.next ? "taken" : "sold-out";
      return { kind: "conflict", reason, next: await nextOf(deps, matter, moved.next) };
    }
    case "refused":
      return refusedOf(deps, matter, at, moved.refusal);
    case "too-often":
    case "limit":
    case "share":
      return moved;
    case "unknown":
    case "too-late":
      return { kind: moved.kind };
  }
}

async function moveTo(deps: Deps, token: string, matter: Matter, start: Tick, asker: Asker): Promise<ApiMoveOutcome> {
  return outcomeOf(deps, matter, tickStart(start), await moveVisit(deps)(token, start, asker));
}

const isSame = (one: Matter, { locationId, caseGroupId, cases }: Visit): boolean =>
  one.locationId === locationId && one.caseGroupId === caseGroupId && one.cases === cases;

async function byOffer(deps: Deps, token: string, visit: Visit, offer: string, asker: Asker): Promise<ApiMoveOutcome> {
  const terms = deps.seal.readOffer(offer);
  if (!terms) return { kind: "unreadable-offer" };
  if (!isSame(terms, visit)) return { kind: "other-matter" };
  if (hasExpired(deps, terms)) return expiredOffer(deps, visit);
  return moveTo(deps, token, visit, terms.start, asker);
}

/** Gives a visit another start; the old one stands unless this is certain. Again: the same answer. */
export const moveOverApi =
  (deps: Deps) =>
  async (token: string, move: ApiMove, asker: Asker): Promise<ApiMoveOutcome> => {
    const visit = await findVisit(deps)(token);
    if (!visit) return { kind: "unknown" };
    if (move.by === "offer") return byOffer(deps, token, visit, move.offer, asker);
    const start = move.at / TICK_MS;
    if (Number.isInteger(start)) return moveTo(deps, token, visit, start, asker);
    return refusedOf(deps, visit, move.at, { reason: "no-such-start" });
  };
