import type { CaseGroup, Department, Location } from "@/lib/domain/city/city";
import { civilDateAt } from "@/lib/domain/time/civil-time";
import { type Instant, TICK_MS, tickStart } from "@/lib/domain/time/tick";
import type { ContactLimit } from "@/lib/domain/visit/claim";
import type { Person } from "@/lib/domain/visit/claim-request";
import type { ShareLimit } from "@/lib/domain/visit/fair-share";
import type { FreeStart } from "@/lib/domain/visit/free-starts";
import type { Matter } from "@/lib/domain/visit/matter";
import type { Refusal } from "@/lib/domain/visit/refusal";
import type { Visit } from "@/lib/domain/visit/visit";
import type { Deps } from "@/lib/ports/deps";
import type { OfferTerms } from "@/lib/ports/seal";
import { nextFreeToday, type SignedOffer, signOffer } from "../availability/availability";
import { type Asker, type ClaimAnswer, claimByOffer, claimByStart, type IdempotencyKey } from "../visit/claim-visit";

/** A claim over the API: by an offer given out before, or by a named start for a person. */
export type ApiClaim =
  | { readonly by: "offer"; readonly offer: string; readonly key: IdempotencyKey | null }
  | {
      readonly by: "start";
      readonly matter: Matter;
      readonly at: Instant;
      readonly person: Person;
      readonly key: IdempotencyKey;
    };

/** What is free instead of a lost start: today with an offer to claim it by, on a later day without. */
export type NextStart = SignedOffer | { readonly free: FreeStart; readonly offer: null };

/** What a refused claim was about, to be put in words. */
export interface RefusedWish {
  readonly location: Location;
  readonly caseGroup: CaseGroup;
  readonly department: Department;
  readonly at: Instant;
}

export type ApiClaimOutcome =
  | { readonly kind: "booked"; readonly visit: Visit; readonly token: string }
  | { readonly kind: "conflict"; readonly reason: "taken" | "expired" | "sold-out"; readonly next: NextStart | null }
  | { readonly kind: "refused"; readonly refusal: Refusal; readonly wish: RefusedWish }
  | { readonly kind: "limit"; readonly max: number }
  | ContactLimit
  | ShareLimit
  | { readonly kind: "key-reused" }
  | { readonly kind: "unknown-place" }
  | { readonly kind: "unreadable-offer" };

/** Puts a start that is still free before somebody who has just lost one. */
export async function nextOf(deps: Deps, matter: Matter, free: FreeStart | null): Promise<NextStart | null> {
  if (!free) return null;
  const today = civilDateAt(tickStart(free.start)) === civilDateAt(deps.clock.now());
  return today ? signOffer(deps)(matter, free) : { free, offer: null };
}

/** A refusal with what it was about; `unknown-place` where the city no longer has that. */
export async function refusedOf(
  deps: Deps,
  matter: Matter,
  at: Instant,
  refusal: Refusal,
): Promise<Extract<ApiClaimOutcome, { kind: "refused" | "unknown-place" }>> {
  const { city } = await deps.plan.book();
  const location = city.locations.find((one) => one.id === matter.locationId);
  const caseGroup = city.caseGroups.find((one) => one.id === matter.caseGroupId);
  const department = city.departments.find((one) => one.id === caseGroup?.departmentId);
  if (!location || !caseGroup || !department) return { kind: "unknown-place" };
  return { kind: "refused", refusal, wish: { location, caseGroup, department, at } };
}

async function outcomeOf(deps: Deps, matter: Matter, at: Instant, answer: ClaimAnswer): Promise<ApiClaimOutcome> {
  switch (answer.kind) {
    case "booked":
      return { kind: "booked", visit: answer.visit, token: answer.token };
    case "lost":
      return {
        kind: "conflict",
        reason: answer.next ? "taken" : "sold-out",
        next: await nextOf(deps, matter, answer.next),
      };
    case "refused":
      return refusedOf(deps, matter, at, answer.refusal);
    case "held":
      throw new Error("The API never holds a start.");
    default:
      return answer;
  }
}

/** Whether this very offer has won a visit, whatever became of that: it can never win again. */
const hasWon = async ({ visits, seal }: Deps, { nonce }: OfferTerms): Promise<boolean> =>
  (await visits.byToken(seal.hashToken(seal.tokenOf(nonce)))) !== null;

async function byOffer(
  deps: Deps,
  { offer, key }: Extract<ApiClaim, { by: "offer" }>,
  asker: Asker,
): Promise<ApiClaimOutcome> {
  const terms = deps.seal.readOffer(offer);
  if (!terms) return { kind: "unreadable-offer" };
  const { locationId, caseGroupId, cases } = terms;
  const matter: Matter = { locationId, caseGroupId, cases };
  const answer = await claimByOffer(deps)(terms, asker, key);
  const outcome =
    answer.kind === "expired"
      ? await expiredOffer(deps, matter)
      : await outcomeOf(deps, matter, tickStart(terms.start), answer);
  return outcome.kind === "conflict" && (await hasWon(deps, terms)) ? { ...outcome, reason: "taken" } : outcome;
}

/** What an offer that has lost its validity is answered with: the next start of today. */
export async function expiredOffer(
  deps: Deps,
  matter: Matter,
): Promise<Extract<ApiClaimOutcome, { kind: "conflict" }>> {
  const found = await nextFreeToday(deps)(matter);
  return {
    kind: "conflict",
    reason: "expired",
    next: await nextOf(deps, matter, found.kind === "free" ? found.free : null),
  };
}

async function byStart(
  deps: Deps,
  { matter, at, person, key }: Extract<ApiClaim, { by: "start" }>,
  asker: Asker,
): Promise<ApiClaimOutcome> {
  const start = at / TICK_MS;
  if (!Number.isInteger(start)) return refusedOf(deps, matter, at, { reason: "no-such-start" });
  return outcomeOf(deps, matter, at, await claimByStart(deps)({ ...matter, start }, person, asker, key));
}

/** Claims a visit over the API. A lost race names what is next and holds nothing: that can be lost again. */
export const claimOverApi =
  (deps: Deps) =>
  (claim: ApiClaim, asker: Asker): Promise<ApiClaimOutcome> =>
    claim.by === "offer" ? byOffer(deps, claim, asker) : byStart(deps, claim, asker);
