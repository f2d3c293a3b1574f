import { askFor, ticketLetter } from "@/lib/domain/ask";
import type { CaseGroup } from "@/lib/domain/city";
import { civilDateAt } from "@/lib/domain/civil-time";
import {
  type ClaimDecision,
  type ContactLimit,
  decideClaim,
  findOrdinal,
  isRepetition,
  judgeContact,
  nextForWonNonce,
} from "@/lib/domain/claim";
import type { DayPlan } from "@/lib/domain/day-plan";
import { type FreeStart, isStillPlanned } from "@/lib/domain/free-starts";
import { extendedUntil, holdFor } from "@/lib/domain/hold";
import { ownClaims } from "@/lib/domain/own-visits";
import { floorTick, type Instant, type Tick, tickStart } from "@/lib/domain/tick";
import { ticketNumber } from "@/lib/domain/ticket";
import { isHeld, isLive, type Occupancy, type Visit } from "@/lib/domain/visit";
import type { Bytes, ClaimOutcome, ClaimRequest } from "@/lib/ports/store";
import type { CapacityAt } from "./cells";
import { tell } from "./messages";
import {
  bytesOf,
  changeState,
  expireDeadHolds,
  findKept,
  hexOf,
  type Kept,
  keptOf,
  type Records,
  type Transaction,
} from "./records";

/** All visits of a building's civil day, live or not. */
export const visitsOfDay = ({ kept }: Records, plan: Pick<DayPlan, "locationId" | "firstTick" | "ticks">): Visit[] =>
  [...kept.values()]
    .map((one) => one.visit)
    .filter(
      ({ locationId, start }) =>
        locationId === plan.locationId && start >= plan.firstTick && start < plan.firstTick + plan.ticks,
    );

/** The answer that a key has won before, if it has. */
export function keyAnswer(records: Records, hash: Bytes, bodyHash: Bytes) {
  const known = findKept(records, ({ key }) => key?.hash === hexOf(hash));
  if (!known) return null;
  if (known.key?.bodyHash !== hexOf(bodyHash)) return { kind: "key-reused" } as const;
  return { kind: "booked", visit: known.visit, nonce: bytesOf(known.nonce), again: true } as const;
}

/** The visit that the claim's nonce for the start meets, if any; otherwise the nonce to win with. */
function repeated(records: Records, request: ClaimRequest, start: Tick): { nonce: Bytes; met: Kept | null } {
  const { nonce } = request;
  const byNonce = (bytes: Bytes) => findKept(records, (one) => one.nonce === hexOf(bytes));
  if (nonce.kind === "single") return { nonce: nonce.nonce, met: byNonce(nonce.nonce) };
  const found = findOrdinal(
    nonce.base,
    start,
    (ordinal) => {
      const one = byNonce(nonce.nonceOf(start, ordinal));
      return one && { state: one.visit.state, start: one.visit.start, one };
    },
    ({ state, one: { person } }) =>
      isRepetition(request, { state, name: person?.name ?? null, contact: person?.contact ?? null }),
  );
  return { nonce: nonce.nonceOf(start, found.ordinal), met: found.visit?.one ?? null };
}

export function giveNumber({ numbers }: Records, plan: DayPlan, group: CaseGroup, hallId: string): string {
  const letter = ticketLetter(group, plan.locationId);
  const sequence = `${hallId} ${letter} ${plan.firstTick}`;
  const running = (numbers.get(sequence) ?? 0) + 1;
  numbers.set(sequence, running);
  return ticketNumber(letter, running);
}

function freshCode({ kept }: Records, newCode: () => string): string {
  const inUse = new Set(
    [...kept.values()].filter(({ visit }) => isLive(visit) || visit.state === "held").map(({ visit }) => visit.code),
  );
  for (;;) {
    const code = newCode();
    if (!inUse.has(code)) return code;
  }
}

export function capacityIn(plan: DayPlan, hallId: string): CapacityAt {
  const capacity = plan.halls.find((hall) => hall.id === hallId)?.capacity ?? null;
  return (tick) => (capacity ? (capacity[tick - plan.firstTick] ?? 0) : null);
}

/** Writes one visit and takes its cells. Throws CellConflict when a cell is not to be had. */
function write(
  transaction: Transaction,
  plan: DayPlan,
  group: CaseGroup,
  request: ClaimRequest,
  at: FreeStart,
  nonce: Bytes,
  heldUntil: Instant | null,
): Visit {
  const { locationId, caseGroupId, cases, channel, now, claimant, key } = request;
  const numbered = heldUntil === null && plan.date === civilDateAt(now);
  const occupancy: Occupancy = {
    ...at,
    id: transaction.kept.size + 1,
    state: heldUntil === null ? "booked" : "held",
    heldUntil,
  };
  const visit: Visit = {
    ...occupancy,
    locationId,
    caseGroupId,
    cases,
    channel,
    number: numbered ? giveNumber(transaction, plan, group, at.hallId) : null,
    code: freshCode(transaction, request.newCode),
    createdAt: now,
  };
  transaction.cells.take(visit, capacityIn(plan, at.hallId));
  transaction.kept.set(visit.id, {
    visit,
    nonce: hexOf(nonce),
    token: hexOf(request.tokenHashOf(nonce)),
    claimant: claimant && hexOf(claimant.hash),
    key: key && { hash: hexOf(key.hash), bodyHash: hexOf(key.bodyHash) },
    person: heldUntil === null ? request.person : null,
  });
  if (heldUntil === null) tell(transaction, visit.id, "confirmed", now);
  return visit;
}

function confirmHold(
  transaction: Transaction,
  plan: DayPlan,
  group: CaseGroup,
  hold: Kept,
  { now, channel, person }: ClaimRequest,
): Visit {
  const sameDay = plan.date === civilDateAt(now);
  const number = sameDay ? giveNumber(transaction, plan, group, hold.visit.hallId) : null;
  const visit = changeState(transaction, hold, "booked", now, { number, channel }, person);
  tell(transaction, visit.id, "confirmed", now);
  return visit;
}

/** Whether the person's contact has as many live visits as it may have. */
function overContactLimit(transaction: Transaction, request: ClaimRequest): ContactLimit | null {
  const { person, limitContact, caseGroupId, now } = request;
  if (!person || !limitContact) return null;
  const live = [...transaction.kept.values()]
    .filter((one) => one.person?.contact === person.contact)
    .map(({ visit }) => visit)
    .filter((visit) => isLive(visit) && visit.start + visit.ticks > floorTick(now));
  const inGroup = live.filter((visit) => visit.caseGroupId === caseGroupId).length;
  return judgeContact({ inGroup, all: live.length }, transaction.settings);
}

/** Makes the hold of the calendar's form last anew. */
export function extendHold(transaction: Transaction, hold: Kept, now: Instant): Visit {
  const visit = { ...hold.visit, heldUntil: extendedUntil(transaction.settings, hold.visit, now) };
  transaction.kept.set(visit.id, { ...hold, visit });
  return visit;
}

/** The claim, as in db/sqlite/claim.ts: one operation on a copy of the records, which a conflict throws away. */
export function claimVisit(transaction: Transaction, request: ClaimRequest): ClaimOutcome {
  const known = request.key && keyAnswer(transaction, request.key.hash, request.key.bodyHash);
  if (known) return known;
  const { now } = request;
  expireDeadHolds(transaction, now);
  const ask = askFor(transaction.book.city, transaction.settings, request);
  const plan = transaction.book.day(request.locationId, civilDateAt(tickStart(request.start)));
  const { nonce, met } = repeated(transaction, request, request.start);
  if (met?.visit.state === "held" && !isStillPlanned(plan, ask, met.visit)) {
    changeState(transaction, met, "expired", now);
    return claimVisit(transaction, request);
  }
  const isRepeated = met !== null && request.nonce.kind === "ordinals";
  if (isRepeated && met.visit.state !== "held") return { kind: "booked", visit: met.visit, nonce, again: true };
  if (isRepeated && request.intent === "hold") {
    return { kind: "held", visit: extendHold(transaction, met, now), lost: null };
  }
  const overLimit = overContactLimit(transaction, request);
  if (overLimit) return overLimit;
  if (isRepeated) {
    const visit = confirmHold(transaction, plan, ask.caseGroup, met, request);
    return { kind: "booked", visit, nonce, again: false };
  }
  const own = request.claimant ? keptOf(transaction, request.claimant.hash) : [];
  const claims = ownClaims(
    own.map((one) => one.visit),
    plan,
    now,
  );
  const facts = {
    plan,
    ask,
    wanted: request.start,
    dayVisits: visitsOfDay(transaction, plan),
    ownHold: claims.hold,
    ownVisits: claims.visits,
    limit: request.claimant?.limit ?? null,
    sameDayOnly: request.sameDayOnly,
    intent: request.intent,
    holdIfLost: request.holdIfLost,
    standsAlready: (start: Tick) =>
      (repeated(transaction, request, start).met?.visit.id ?? claims.hold?.id) !== claims.hold?.id,
  };
  if (met) return { kind: "lost", next: nextForWonNonce(facts) };
  return carryOut(transaction, plan, ask.caseGroup, request, nonce, decideClaim(facts));
}

function carryOut(
  transaction: Transaction,
  plan: DayPlan,
  group: CaseGroup,
  request: ClaimRequest,
  nonce: Bytes,
  decision: ClaimDecision,
): ClaimOutcome {
  const { now, start } = request;
  switch (decision.kind) {
    case "refused":
    case "limit":
    case "lost":
      return decision;
    case "keep-hold":
      return { kind: "held", visit: decision.visit, lost: start };
    case "book": {
      letGo(transaction, decision.release, now);
      const visit = write(transaction, plan, group, request, decision.at, nonce, null);
      return { kind: "booked", visit, nonce, again: false };
    }
    case "hold": {
      letGo(transaction, decision.release, now);
      const heldUntil = now + holdFor(transaction.settings, request.holdFor);
      const fresh = repeated(transaction, request, decision.at.start).nonce;
      return {
        kind: "held",
        visit: write(transaction, plan, group, request, decision.at, fresh, heldUntil),
        lost: decision.at.start === start ? null : start,
      };
    }
  }
}

function letGo(transaction: Transaction, hold: Visit | null, now: Instant): void {
  const one = hold && transaction.kept.get(hold.id);
  if (one && isHeld(one.visit, now)) changeState(transaction, one, "expired", now);
}
