import { civilDateAt } from "./civil-time";
import type { DayPlan } from "./day-plan";
import { judgeHold, judgeTicket, type NetworkUse, type ShareFacts, type ShareLimit } from "./fair-share";
import { type Ask, type FreeStart, freeStarts, judgeStart } from "./free-starts";
import type { Refusal } from "./refusal";
import type { Settings } from "./settings";
import { takenBy } from "./taken";
import type { Tick } from "./tick";
import { type Occupancy, standsAt, type Visit, type VisitState } from "./visit";

/** How many ordinals one press of "take one more" opens (design §4). */
export const ORDINALS_PER_TICKET = 100;

/**
 * The first ordinal whose nonce is not that of a visit which no longer stands at the start, and the visit met there.
 * A repeated post so meets its own visit; the same start taken again after a cancel is a new nonce.
 */
export function findOrdinal<Met extends Pick<Visit, "state" | "start">>(
  base: number,
  start: Tick,
  visitOf: (ordinal: number) => Met | null,
  isOwn: (visit: Met) => boolean = () => true,
): { readonly ordinal: number; readonly visit: Met | null } {
  for (let ordinal = base * ORDINALS_PER_TICKET; ; ordinal++) {
    const visit = visitOf(ordinal);
    if (!visit || (standsAt(visit, start) && isOwn(visit))) return { ordinal, visit };
  }
}

/** Whether a repeated claim repeats this one: a visit for somebody else at the same hour is another visit. */
export function isRepetition(
  claim: {
    readonly intent: "book" | "hold";
    readonly person: { readonly name: string; readonly contact: string } | null;
  },
  met: { readonly state: VisitState; readonly name: string | null; readonly contact: string | null },
): boolean {
  if (met.state === "held") return true;
  if (claim.intent === "hold") return false;
  return claim.person === null || (claim.person.name === met.name && claim.person.contact === met.contact);
}

/** A contact has as many live visits as it may have. */
export interface ContactLimit {
  readonly kind: "contact-limit";
  readonly max: number;
  readonly of: "group" | "all";
}

/** A contact's live visits that are not over: for the claimed case group, and for all. */
export interface ContactVisits {
  readonly inGroup: number;
  readonly all: number;
}

/** Whether a contact may have one more visit for the case group (fairness: named visits, not transferable). */
export function judgeContact(of: ContactVisits, settings: Settings): ContactLimit | null {
  const { contactGroupLimit, contactLimit } = settings;
  if (of.inGroup >= contactGroupLimit) return { kind: "contact-limit", max: contactGroupLimit, of: "group" };
  return of.all >= contactLimit ? { kind: "contact-limit", max: contactLimit, of: "all" } : null;
}

/** What a claim is decided on: everything read inside its transaction, after dead holds have expired. */
export interface ClaimFacts {
  readonly plan: DayPlan;
  readonly ask: Ask;
  readonly wanted: Tick;
  readonly dayVisits: readonly Occupancy[];
  /** The live hold of the claiming device, wherever it is. */
  readonly ownHold: Visit | null;
  /** Live same-day visits that count against the limit, the hold left out. */
  readonly ownVisits: number;
  /** Most live same-day visits; null = no limit. */
  readonly limit: number | null;
  readonly sameDayOnly: boolean;
  readonly intent: "book" | "hold";
  /** Whether a lost race holds the next start. */
  readonly holdIfLost: boolean;
  /** What the claiming network has; null where no share holds. */
  readonly network: NetworkUse | null;
  /** Whether a claim for the start would meet a visit that the claimant has there: held, it could not be confirmed. */
  readonly standsAlready: (start: Tick) => boolean;
}

/** What to do about a claim. `release` is an own hold that the decision replaces. */
export type ClaimDecision =
  | { readonly kind: "book" | "hold"; readonly at: FreeStart; readonly release: Visit | null }
  | { readonly kind: "keep-hold"; readonly visit: Visit }
  | { readonly kind: "lost"; readonly next: FreeStart | null }
  | { readonly kind: "limit"; readonly max: number }
  | ShareLimit
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** The free start that follows a lost one: the first at or after it, else the first of the day. */
export function nextAfter(
  starts: readonly FreeStart[],
  wanted: Tick,
  mayBe: (start: Tick) => boolean = () => true,
): FreeStart | null {
  return (
    starts.find((one) => one.start >= wanted && mayBe(one.start)) ?? starts.find((one) => mayBe(one.start)) ?? null
  );
}

const sameAsk = (hold: Visit, plan: DayPlan, ask: Ask): boolean =>
  hold.locationId === plan.locationId &&
  hold.caseGroupId === ask.caseGroup.id &&
  hold.cases === ask.cases &&
  hold.start >= plan.firstTick &&
  hold.start < plan.firstTick + plan.ticks;

/** A start of today that passed while it was on the screen is a lost race, not a mistake of the resident. */
const justPassed = ({ sameDayOnly, plan, ask }: ClaimFacts, refusal: Refusal): boolean =>
  refusal.reason === "past" && sameDayOnly && plan.date === civilDateAt(ask.now);

/** The limit is one of same-day visits: a later day's start is never refused for it (design §4). */
const isOverLimit = ({ limit, ownVisits, plan, ask }: ClaimFacts): boolean =>
  limit !== null && ownVisits >= limit && plan.date === civilDateAt(ask.now);

/** Decides a claim: take the wanted start if it is free, else the next one held or named. Pure. */
export function decideClaim(facts: ClaimFacts): ClaimDecision {
  const { plan, ask, wanted, ownHold } = facts;
  const taken = takenBy(plan, facts.dayVisits, ask.now, ownHold?.id ?? null);
  const judged = judgeStart(plan, taken, ask, wanted);
  if (judged.kind === "refused" && !justPassed(facts, judged.refusal))
    return { kind: "refused", refusal: judged.refusal };
  if (facts.sameDayOnly && plan.date !== civilDateAt(ask.now)) {
    return { kind: "refused", refusal: { reason: "not-today" } };
  }
  if (isOverLimit(facts)) return { kind: "limit", max: facts.limit ?? 0 };
  const share: ShareFacts = { plan, ask, use: facts.network, except: ownHold?.id ?? null };
  const usedUp = judgeTicket(share);
  if (usedUp) return usedUp;
  const holdsEnough = judgeHold(share);
  if (judged.kind === "free") {
    if (facts.intent === "hold" && holdsEnough) return holdsEnough;
    return { kind: facts.intent, at: judged.free, release: ownHold };
  }
  if (facts.holdIfLost && ownHold && sameAsk(ownHold, plan, ask)) return { kind: "keep-hold", visit: ownHold };
  const starts = freeStarts(plan, taken, ask);
  const holdable =
    facts.holdIfLost && !holdsEnough ? nextAfter(starts, wanted, (start) => !facts.standsAlready(start)) : null;
  if (holdable) return { kind: "hold", at: holdable, release: ownHold };
  return { kind: "lost", next: nextAfter(starts, wanted) };
}

/** What is next for a single nonce that has won before and is met again without its key: it wins nothing anew. */
export function nextForWonNonce(facts: ClaimFacts): FreeStart | null {
  const decision = decideClaim({ ...facts, limit: null, network: null, intent: "book", holdIfLost: false });
  if (decision.kind === "book") return decision.at;
  return decision.kind === "lost" ? decision.next : null;
}
