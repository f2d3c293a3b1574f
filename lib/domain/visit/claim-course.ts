import type { PlanBook } from "../city/plan-book";
import type { Change } from "../course/change";
import { type Course, learn, write } from "../course/course";
import type { StoredVisit } from "../course/stored-visit";
import { foldContact } from "../messages/mailbox";
import { civilDateAt, dayEnd } from "../time/civil-time";
import { floorTick, type Tick } from "../time/tick";
import { sameBytes } from "../who/bytes";
import { type BodyHash, idOf, type KeyHash, type Nonce } from "../who/ids";
import {
  type ClaimDecision,
  type ClaimFacts,
  type ContactLimit,
  contactVisits,
  decideClaim,
  judgeContact,
  type Meeting,
  meetBefore,
  nextForWonNonce,
} from "./claim";
import type { ClaimRequest, Person } from "./claim-request";
import { keepDraftWith } from "./draft";
import { bookedEnough, judgeTicket, networkUse, type ShareLimit } from "./fair-share";
import { type FreeStart, isStillPlanned } from "./free-starts";
import { holdFor } from "./hold";
import { extendHold } from "./hold-course";
import { LONGEST_VISIT_TICKS, ownClaims } from "./own-visits";
import type { Refusal } from "./refusal";
import { meet, restsOn } from "./rest";
import { endWhatIsOver, enterState, letHoldGo, shrinkRest } from "./state-change";
import type { Visit } from "./visit";
import {
  type Candidate,
  type Claiming,
  claimingOf,
  confirmHold,
  courseOfWinning,
  isToday,
  type Returning,
} from "./winning";

/** A visit that stands. `again` marks the answer to a repeated post. */
export interface Booked {
  readonly kind: "booked";
  readonly visit: Visit;
  readonly nonce: Nonce;
  readonly again: boolean;
}

/** A key has won with another body. */
export interface KeyReused {
  readonly kind: "key-reused";
}

/** What a claim came to. */
export type ClaimOutcome =
  | Booked
  /** `lost` is the start that somebody else has won meanwhile; null when the very start that was asked for is held. */
  | { readonly kind: "held"; readonly visit: Visit; readonly lost: Tick | null }
  | { readonly kind: "lost"; readonly next: FreeStart | null }
  | { readonly kind: "limit"; readonly max: number }
  /** The contact has as many live visits as it may have: for this case group, or for all together. */
  | ContactLimit
  /** The network has as much as one may have. */
  | ShareLimit
  | KeyReused
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** The answer that a key has won before, if it has. */
export function* courseOfKey(keyHash: KeyHash, bodyHash: BodyHash): Course<Booked | KeyReused | null> {
  const won = yield* learn("visitByKey", { keyHash });
  if (!won) return null;
  if (!sameBytes(won.bodyHash, bodyHash)) return { kind: "key-reused" };
  return { kind: "booked", visit: won.visit, nonce: won.nonce ?? idOf(new Uint8Array()), again: true };
}

/** Whether the person's contact has as many live visits as it may have; the claimant's own hold has none yet. */
function* overContactLimit({ book, request }: Claiming): Course<ContactLimit | null> {
  const { person, limitContact, caseGroupId, now } = request;
  if (!person || !limitContact) return null;
  const mailbox = foldContact(person.contact);
  const visits = yield* learn("visitsTo", { mailbox, from: floorTick(now) - LONGEST_VISIT_TICKS });
  return judgeContact(contactVisits(visits, caseGroupId, now), book.settings);
}

function* overLimit(claiming: Claiming): Course<ContactLimit | ShareLimit | null> {
  return (yield* overContactLimit(claiming)) ?? (yield* bookedEnough(claiming.book.settings, claiming.request));
}

/**
 * Whether a network may take over a time that another one holds: whoever switches Wi-Fi off to confirm asks the share of
 * where they are then, which has the visit from then on. Who holds it has asked already.
 */
function* overShareElsewhere({ request, plan, ask }: Claiming, met: StoredVisit): Course<ShareLimit | null> {
  const { network, now } = request;
  if (!network || sameBytes(met.network, network.hash)) return null;
  const { ofNetwork: ofDay } = yield* learn("day", { plan, network: network.hash, fromCells: false, except: null });
  const use = yield* networkUse(network, { ofDay, laterFrom: null, now, hold: null });
  return judgeTicket({ plan, ask, use, except: met.visit.id });
}

/** Answers a claim that repeats one which has won: its visit as it is, its hold for longer, or its hold confirmed. */
function* answerRepetition(claiming: Claiming, met: StoredVisit, nonce: Nonce): Course<ClaimOutcome> {
  const { book, request } = claiming;
  if (met.visit.state !== "held") return { kind: "booked", visit: met.visit, nonce, again: true };
  if (request.intent === "hold") return { kind: "held", visit: yield* extendHold(book, met, request.now), lost: null };
  const over = (yield* overLimit(claiming)) ?? (yield* overShareElsewhere(claiming, met));
  return over ?? { kind: "booked", visit: yield* confirmHold(claiming, met), nonce, again: false };
}

/** Lets the claimant's hold go that a decision replaces. */
const releaseFor = ({ now, channel }: ClaimRequest, hold: Visit | null): readonly Change[] =>
  hold ? letHoldGo(hold, { now, actor: channel }) : [];

function* bookAt({ book, request, plan, ask }: Claiming, at: FreeStart, nonce: Nonce): Course<ClaimOutcome> {
  const candidate: Candidate = { request, at, state: "booked", heldUntil: null, nonce };
  const visit = yield* courseOfWinning(book, plan, ask.caseGroup, candidate);
  return { kind: "booked", visit, nonce, again: false };
}

function* holdAt({ book, request, plan, ask }: Claiming, at: FreeStart): Course<ClaimOutcome> {
  const heldUntil = request.now + holdFor(book.settings, request.holdFor);
  const { nonce } = yield* meetBefore(request, at.start);
  yield* write(keepDraftWith(request.claimant?.hash ?? null, heldUntil));
  const candidate: Candidate = { request, at, state: "held", heldUntil, nonce };
  const visit = yield* courseOfWinning(book, plan, ask.caseGroup, candidate);
  return { kind: "held", visit, lost: at.start === request.start ? null : request.start };
}

/** The first of the starts that can be held: where the claimant has a visit already a hold could not be confirmed. */
function* firstToHold(
  request: ClaimRequest,
  starts: readonly FreeStart[],
  ownHold: Visit | null,
): Course<FreeStart | null> {
  for (const at of starts) {
    const { met } = yield* meetBefore(request, at.start);
    if (!met || met.visit.id === ownHold?.id) return at;
  }
  return null;
}

function* carryOut(claiming: Claiming, nonce: Nonce, decision: ClaimDecision): Course<ClaimOutcome> {
  const { request } = claiming;
  switch (decision.kind) {
    case "book":
      yield* write([
        ...releaseFor(request, decision.release),
        // What else the visit has left, by a move, rests on: it is no time that comes back.
        ...(claiming.returning?.rests ?? [])
          .filter((rest) => meet(rest, decision.at))
          .flatMap((rest) => shrinkRest(restsOn(rest, decision.at))(rest)),
      ]);
      return yield* bookAt(claiming, decision.at, nonce);
    case "hold":
      yield* write(releaseFor(request, decision.release));
      return yield* holdAt(claiming, decision.at);
    case "hold-one-of": {
      const at = yield* firstToHold(request, decision.starts, decision.release);
      if (!at) return { kind: "lost", next: decision.starts[0] ?? null };
      yield* write(releaseFor(request, decision.release));
      return yield* holdAt(claiming, at);
    }
    case "keep-hold":
      return { kind: "held", visit: decision.visit, lost: request.start };
    default:
      return decision;
  }
}

/**
 * The claimant's live visits of the day that are not over. They are read only where a limit counts them: a network
 * without cookies may have booked thousands of other days.
 */
function* ownVisits({ request: { claimant, now }, plan }: Claiming): Course<number> {
  if (!claimant || claimant.limit === null) return 0;
  const span = { from: plan.firstTick, to: plan.firstTick + plan.ticks };
  return ownClaims(yield* learn("visitsOf", { device: claimant.hash, ...span }), plan, now).visits;
}

/** The visit that is taken back, with what rests of its time; null where the claim takes none back. */
function* learnReturning({ returns, now }: ClaimRequest): Course<Returning | null> {
  const stored = returns && (yield* learn("visitByToken", { tokenHash: returns }));
  if (!stored) return null;
  return { stored, rests: yield* learn("restsOf", { visitId: stored.visit.id, now }) };
}

/** The person of a visit that is taken back; null for one without a name. */
function personOf({ name, contact, language }: StoredVisit): Person | null {
  return name !== null && contact !== null && language !== null ? { name, contact, language } : null;
}

/** Reads what a claim for a start is decided on. */
function* factsOf(claiming: Claiming, fromCells: boolean): Course<ClaimFacts> {
  const { request, plan, ask } = claiming;
  const { claimant, network, now, start: wanted, sameDayOnly, intent, holdIfLost } = request;
  const ownHold = claimant && ((yield* learn("holdOf", { device: claimant.hash, now }))?.visit ?? null);
  const own = yield* ownVisits(claiming);
  const except = ownHold?.id ?? null;
  const back = claiming.returning?.stored.visit.id ?? null;
  const day = yield* learn("day", { plan, network: network?.hash ?? null, fromCells, except: except ?? back });
  const holdsLater = !isToday(plan, now) && (intent === "hold" || holdIfLost);
  const laterFrom = holdsLater ? floorTick(dayEnd(civilDateAt(now))) : null;
  return {
    ...{
      plan,
      ask,
      wanted,
      dayVisits: day.visits.filter(({ id }) => id !== back),
      ownHold,
      ownVisits: own,
      limit: claimant?.limit ?? null,
    },
    ...{ sameDayOnly, intent, holdIfLost },
    network: yield* networkUse(network, { ofDay: day.ofNetwork, laterFrom, now, hold: except }),
  };
}

function* decideAnew(claiming: Claiming, { nonce, met }: Meeting, fromCells: boolean): Course<ClaimOutcome> {
  const over = yield* overLimit(claiming);
  if (over) return over;
  const facts = yield* factsOf(claiming, fromCells);
  if (met) return { kind: "lost", next: nextForWonNonce(facts) };
  return yield* carryOut(claiming, nonce, decideClaim(facts));
}

/**
 * A claim: known key or nonce, else what is over ends, the day is read and decided, and the visit is won with cells,
 * places, entry and messages. `fromCells`, after a conflict: the day's cells themselves are read instead of its visits.
 */
export function* courseOfClaim(book: PlanBook, request: ClaimRequest, fromCells = false): Course<ClaimOutcome> {
  const won = request.key && (yield* courseOfKey(request.key.hash, request.key.bodyHash));
  if (won) return won;
  yield* endWhatIsOver(request.now);
  const returning = yield* learnReturning(request);
  const person = returning ? personOf(returning.stored) : request.person;
  const claiming = { ...claimingOf(book, { ...request, person }), returning };
  const meeting = yield* meetBefore(request, request.start);
  const { met, nonce } = meeting;
  if (met?.visit.state === "held" && !isStillPlanned(claiming.plan, claiming.ask, met.visit)) {
    yield* write(enterState(met.visit, "expired", { now: request.now, actor: "system" }));
    return yield* courseOfClaim(book, request, fromCells);
  }
  if (met && request.nonce.kind === "ordinals") return yield* answerRepetition(claiming, met, nonce);
  return yield* decideAnew(claiming, meeting, fromCells);
}
