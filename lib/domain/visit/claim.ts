import type { CaseGroupId } from "../city/city";
import type { DayPlan } from "../city/day-plan";
import type { Settings } from "../city/settings";
import { type Course, learn } from "../course/course";
import type { ContactVisit } from "../course/facts";
import type { StoredVisit } from "../course/stored-visit";
import { civilDateAt } from "../time/civil-time";
import { floorTick, type Instant, type Tick } from "../time/tick";
import type { Nonce } from "../who/ids";
import type { ClaimNonce, ClaimRequest } from "./claim-request";
import { judgeHold, judgeTicket, type NetworkUse, type ShareFacts, type ShareLimit } from "./fair-share";
import { type Ask, type FreeStart, freeStarts, judgeStart } from "./free-starts";
import type { Refusal } from "./refusal";
import { takenBy } from "./taken";
import { isLive, type Occupancy, standsAt, type Visit } from "./visit";

/** How many ordinals one press of "take one more" opens (design §4). */
export const ORDINALS_PER_TICKET = 100;

/** Whether a repeated claim repeats this one: a visit for somebody else at the same hour is another visit. */
export function isRepetition(
  claim: Pick<ClaimRequest, "intent" | "person">,
  { visit, name, contact }: Pick<StoredVisit, "visit" | "name" | "contact">,
): boolean {
  if (visit.state === "held") return true;
  if (claim.intent === "hold") return false;
  return claim.person === null || (claim.person.name === name && claim.person.contact === contact);
}

/** The nonce with which a claim for a start would win, and the visit that has won with it before. */
export interface Meeting {
  readonly nonce: Nonce;
  readonly met: StoredVisit | null;
}

/**
 * The nonce of the first ordinal that is not that of a visit which no longer stands at the start, and the visit met
 * there. A repeated post so meets its own visit; the same start taken again after a cancel is a new nonce.
 */
function* meetOrdinal(
  claim: Pick<ClaimRequest, "intent" | "person">,
  { base, nonceOf }: Extract<ClaimNonce, { kind: "ordinals" }>,
  start: Tick,
): Course<Meeting> {
  for (let ordinal = base * ORDINALS_PER_TICKET; ; ordinal++) {
    const nonce = nonceOf(start, ordinal);
    const met = yield* learn("visitByNonce", { nonce });
    if (!met || (standsAt(met.visit, start) && isRepetition(claim, met))) return { nonce, met };
  }
}

/** The visit that a claim for a start would meet, if it repeats one that has won; otherwise the nonce to win with. */
export function* meetBefore(claim: Pick<ClaimRequest, "intent" | "person" | "nonce">, start: Tick): Course<Meeting> {
  const { nonce: of } = claim;
  if (of.kind === "ordinals") return yield* meetOrdinal(claim, of, start);
  return { nonce: of.nonce, met: yield* learn("visitByNonce", { nonce: of.nonce }) };
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

/** Counts a contact's live visits that are not over at the instant. */
export function contactVisits(visits: readonly ContactVisit[], caseGroupId: CaseGroupId, now: Instant): ContactVisits {
  const live = visits.filter((visit) => isLive(visit) && visit.start + visit.ticks > floorTick(now));
  return { inGroup: live.filter((visit) => visit.caseGroupId === caseGroupId).length, all: live.length };
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
}

/** What to do about a claim. `release` is an own hold that the decision replaces. */
export type ClaimDecision =
  | { readonly kind: "book" | "hold"; readonly at: FreeStart; readonly release: Visit | null }
  /** The first of the starts is held at which the claimant has no visit yet: there it could not be confirmed. */
  | { readonly kind: "hold-one-of"; readonly starts: readonly FreeStart[]; readonly release: Visit | null }
  | { readonly kind: "keep-hold"; readonly visit: Visit }
  | { readonly kind: "lost"; readonly next: FreeStart | null }
  | { readonly kind: "limit"; readonly max: number }
  | ShareLimit
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** The free starts in the order in which they follow a lost one: those at or after it, then the day's others. */
export const inTurnAfter = (starts: readonly FreeStart[], wanted: Tick): readonly FreeStart[] => [
  ...starts.filter(({ start }) => start >= wanted),
  ...starts.filter(({ start }) => start < wanted),
];

/** The free start that follows a lost one: the first at or after it, else the first of the day. */
export const nextAfter = (starts: readonly FreeStart[], wanted: Tick): FreeStart | null =>
  starts.find(({ start }) => start >= wanted) ?? starts[0] ?? null;

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
  if (facts.holdIfLost && !holdsEnough && starts.length > 0)
    return { kind: "hold-one-of", starts: inTurnAfter(starts, wanted), release: ownHold };
  return { kind: "lost", next: nextAfter(starts, wanted) };
}

/** What is next for a single nonce that has won before and is met again without its key: it wins nothing anew. */
export function nextForWonNonce(facts: ClaimFacts): FreeStart | null {
  const decision = decideClaim({ ...facts, limit: null, network: null, intent: "book", holdIfLost: false });
  if (decision.kind === "book") return decision.at;
  return decision.kind === "lost" ? decision.next : null;
}
