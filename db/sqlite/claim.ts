import { eq } from "drizzle-orm";
import { askFor, ticketLetter } from "@/lib/domain/ask";
import type { CaseGroup } from "@/lib/domain/city";
import { civilDateAt, dayEnd } from "@/lib/domain/civil-time";
import {
  type ClaimDecision,
  type ClaimFacts,
  type ContactLimit,
  decideClaim,
  findOrdinal,
  isRepetition,
  judgeContact,
  nextForWonNonce,
} from "@/lib/domain/claim";
import type { DayPlan } from "@/lib/domain/day-plan";
import { type Ask, type FreeStart, isStillPlanned } from "@/lib/domain/free-starts";
import { extendedUntil, holdFor } from "@/lib/domain/hold";
import { type BodyHash, type ClaimantHash, idOf, type KeyHash, type Nonce } from "@/lib/domain/ids";
import { foldContact } from "@/lib/domain/mailbox";
import { LONGEST_VISIT_TICKS, ownClaims } from "@/lib/domain/own-visits";
import { floorTick, type Instant, type Tick, tickStart } from "@/lib/domain/tick";
import { isLive, type Visit, type VisitState } from "@/lib/domain/visit";
import type { ClaimOutcome, ClaimRequest } from "@/lib/ports/visits";
import { takeCells, writeCapacity } from "./cells";
import type { Client } from "./client";
import { decideOnceMore } from "./conflict";
import { readDay } from "./day";
import { keepDraftWith } from "./draft";
import { tell } from "./messages";
import { bookedEnough, shareUse } from "./networks";
import { occupancyOf, type VisitRow, visitOf } from "./rows";
import * as t from "./schema";
import type { Session } from "./session";
import { changeState, expireDeadHolds } from "./state-change";

/** A start with everything that a row needs: what two claims race for. */
export interface Candidate {
  readonly request: ClaimRequest;
  readonly at: FreeStart;
  readonly state: Extract<VisitState, "held" | "booked">;
  readonly heldUntil: Instant | null;
  readonly nonce: Nonce;
}

const bytes = (value: Uint8Array | null | undefined): Buffer | null => (value ? Buffer.from(value) : null);

function freshCode(session: Session, newCode: () => string): string {
  for (;;) {
    const code = newCode();
    if (!session.statements.codeInUse.get({ code })) return code;
  }
}

/** Whether text messages about the visit count against its network: staff's have none, and one of many people no limit. */
const isCounted = ({ network }: ClaimRequest): boolean => network?.share === "plain";

/** The next running number of hall, letter and day; same-day visits get it when they are booked. */
export function giveNumber(
  session: Session,
  plan: DayPlan,
  group: CaseGroup,
  hallId: number,
): { letter: string; number: number } {
  const letter = ticketLetter(group, plan.locationId);
  const row = session.statements.nextNumber.get({ hallId, letter, day: plan.firstTick });
  return { letter, number: row.last };
}

const NO_NUMBER = { letter: null, number: null };

/**
 * Writes one candidate, visit, cells and audit, inside the caller's transaction. The keys of the cells refuse a
 * stale one by throwing, whatever had been decided before.
 */
export function writeCandidate(session: Session, plan: DayPlan, group: CaseGroup, candidate: Candidate): Visit {
  const { statements, directory, orm, book } = session;
  const { request, at } = candidate;
  writeCapacity(orm, statements, directory, plan, book.version);
  const hallId = directory.hall.id(at.hallId);
  const sameDay = plan.date === civilDateAt(request.now);
  // Who holds a start has not said yet that the visit is wanted.
  const person = candidate.state === "booked" ? request.person : null;
  const numbered = candidate.state === "booked" && sameDay ? giveNumber(session, plan, group, hallId) : NO_NUMBER;
  const row = statements.insertVisit.get({
    locationId: directory.location.id(request.locationId),
    hallId,
    counterId: directory.counter.id(at.counterId),
    caseGroupId: directory.caseGroup.id(request.caseGroupId),
    startTick: at.start,
    ticks: at.ticks,
    waitFrom: at.waitFrom,
    places: at.places,
    cases: request.cases,
    state: candidate.state,
    heldUntil: candidate.heldUntil,
    channel: request.channel,
    ...numbered,
    code: freshCode(session, request.newCode),
    token: Buffer.from(request.tokenHashOf(candidate.nonce)),
    nonce: Buffer.from(candidate.nonce),
    device: bytes(request.claimant?.hash),
    keyHash: bytes(request.key?.hash),
    bodyHash: bytes(request.key?.bodyHash),
    name: person?.name ?? null,
    contact: person?.contact ?? null,
    language: person?.language ?? null,
    createdAt: request.now,
    network: bytes(request.network?.hash),
    networkAt: request.network && request.now,
    mailbox: person && foldContact(person.contact),
  });
  const limited = plan.halls.some((hall) => hall.id === at.hallId && hall.capacity !== null);
  takeCells(statements, row, limited);
  statements.writeAudit.run({
    at: request.now,
    visitId: row.id,
    actor: request.channel,
    what: candidate.state,
    detail: null,
  });
  if (candidate.state === "booked") tell(session, row, "confirmed", request.now, isCounted(request));
  return visitOf(row, directory);
}

interface Own {
  readonly hold: VisitRow | null;
  readonly visits: number;
}

/** A claimant's live visits and holds from the present on, earliest first; some of them may be over already. */
export const rowsOfClaimant = (session: Session, claimant: ClaimantHash, now: Instant): VisitRow[] =>
  session.statements.visitByDevice.all({
    device: Buffer.from(claimant),
    from: floorTick(now) - LONGEST_VISIT_TICKS,
    to: Number.MAX_SAFE_INTEGER,
  });

/**
 * The claimant's hold anywhere and its live visits of the day that are not over. Visits are read only where a limit
 * counts them: a network without cookies may have booked thousands of other days.
 */
function ownOf(session: Session, { claimant, now }: ClaimRequest, plan: DayPlan): Own {
  if (!claimant) return { hold: null, visits: 0 };
  const { statements, directory } = session;
  const device = Buffer.from(claimant.hash);
  const hold = statements.holdByDevice.get({ device, now }) ?? null;
  if (claimant.limit === null) return { hold, visits: 0 };
  const ofDay = statements.visitByDevice.all({ device, from: plan.firstTick, to: plan.firstTick + plan.ticks });
  const { visits } = ownClaims(
    ofDay.map((row) => visitOf(row, directory)),
    plan,
    now,
  );
  return { hold, visits };
}

/** The answer to a claim that has won before, if this is one; otherwise the nonce to win with. */
function repeated(session: Session, request: ClaimRequest, start: Tick): { nonce: Nonce; met: VisitRow | null } {
  const byNonce = (nonce: Nonce) => session.statements.visitByNonce.get({ nonce: Buffer.from(nonce) }) ?? null;
  const { nonce } = request;
  if (nonce.kind === "single") return { nonce: nonce.nonce, met: byNonce(nonce.nonce) };
  const found = findOrdinal(
    nonce.base,
    start,
    (ordinal) => {
      const row = byNonce(nonce.nonceOf(start, ordinal));
      return row && { state: row.state, start: row.startTick, row };
    },
    ({ row }) => isRepetition(request, row),
  );
  return { nonce: nonce.nonceOf(start, found.ordinal), met: found.visit?.row ?? null };
}

/** Turns an own hold into a booked visit: the same visit, now with its number if it is of today. */
function confirmHold(
  session: Session,
  request: ClaimRequest,
  plan: DayPlan,
  group: CaseGroup,
  row: VisitRow,
): Visit | null {
  const sameDay = plan.date === civilDateAt(request.now);
  const numbered = sameDay ? giveNumber(session, plan, group, row.hallId) : NO_NUMBER;
  const { channel, person, network, now } = request;
  const set = {
    ...numbered,
    channel,
    ...(network && { network: Buffer.from(network.hash), networkAt: now }),
    ...(person && { ...person, mailbox: foldContact(person.contact) }),
  };
  return changeState(session, row, "booked", { now: request.now, actor: channel, set, counted: isCounted(request) });
}

/** Whether the person's contact has as many live visits as it may have; the reader's own hold has none yet. */
function overContactLimit(session: Session, request: ClaimRequest): ContactLimit | null {
  const { person, limitContact, caseGroupId, now } = request;
  if (!person || !limitContact) return null;
  const rows = session.statements.visitsByMailbox.all({
    mailbox: foldContact(person.contact),
    from: floorTick(now) - LONGEST_VISIT_TICKS,
  });
  const live = rows.filter((row) => isLive(row) && row.startTick + row.ticks > floorTick(now));
  const groupId = session.directory.caseGroup.id(caseGroupId);
  const inGroup = live.filter((row) => row.caseGroupId === groupId).length;
  return judgeContact({ inGroup, all: live.length }, session.settings);
}

/** Makes the hold of the calendar's form last anew. */
export function extendHold(session: Session, row: VisitRow, now: Instant): Visit {
  const heldUntil = extendedUntil(session.settings, row, now);
  const extended = session.orm.update(t.visit).set({ heldUntil }).where(eq(t.visit.id, row.id)).returning().get();
  keepDraftWith(session, row.device, heldUntil);
  return visitOf(extended, session.directory);
}

/** The answer that a key has won before, if it has. */
export function keyAnswer(session: Session, hash: KeyHash, bodyHash: BodyHash) {
  const row = session.statements.visitByKey.get({ keyHash: Buffer.from(hash) });
  if (!row) return null;
  if (!row.bodyHash?.equals(bodyHash)) return { kind: "key-reused" } as const;
  return {
    kind: "booked",
    visit: visitOf(row, session.directory),
    nonce: idOf<Nonce>(row.nonce ?? new Uint8Array()),
    again: true,
  } as const;
}

function carryOut(
  session: Session,
  plan: DayPlan,
  ask: Ask,
  request: ClaimRequest,
  nonce: Nonce,
  own: Own,
  decision: ClaimDecision,
): ClaimOutcome {
  switch (decision.kind) {
    case "refused":
      return { kind: "refused", refusal: decision.refusal };
    case "limit":
    case "share":
      return decision;
    case "lost":
      return { kind: "lost", next: decision.next };
    case "keep-hold":
      return { kind: "held", visit: decision.visit, lost: request.start };
    case "book": {
      if (own.hold) changeState(session, own.hold, "expired", { now: request.now, actor: request.channel });
      const candidate: Candidate = { request, at: decision.at, state: "booked", heldUntil: null, nonce };
      return { kind: "booked", visit: writeCandidate(session, plan, ask.caseGroup, candidate), nonce, again: false };
    }
    case "hold": {
      if (own.hold) changeState(session, own.hold, "expired", { now: request.now, actor: request.channel });
      const heldUntil = request.now + holdFor(session.settings, request.holdFor);
      const held: Candidate = {
        request,
        at: decision.at,
        state: "held",
        heldUntil,
        nonce: repeated(session, request, decision.at.start).nonce,
      };
      const lost = decision.at.start === request.start ? null : request.start;
      keepDraftWith(session, request.claimant?.hash ?? null, heldUntil);
      return { kind: "held", visit: writeCandidate(session, plan, ask.caseGroup, held), lost };
    }
  }
}

function decide(session: Session, request: ClaimRequest, fromCells: boolean): ClaimOutcome {
  const known = request.key && keyAnswer(session, request.key.hash, request.key.bodyHash);
  if (known) return known;
  expireDeadHolds(session, request.now);
  const ask = askFor(session.book.city, session.settings, request);
  const plan = session.book.day(request.locationId, civilDateAt(tickStart(request.start)));
  const { nonce, met } = repeated(session, request, request.start);
  if (met?.state === "held" && !isStillPlanned(plan, ask, occupancyOf(met, session.directory))) {
    changeState(session, met, "expired", { now: request.now, actor: "system" });
    return decide(session, request, fromCells);
  }
  const isRepeated = met !== null && request.nonce.kind === "ordinals";
  if (isRepeated && met.state !== "held") {
    return { kind: "booked", visit: visitOf(met, session.directory), nonce, again: true };
  }
  if (isRepeated && request.intent === "hold") {
    return { kind: "held", visit: extendHold(session, met, request.now), lost: null };
  }
  const overLimit = overContactLimit(session, request) ?? bookedEnough(session, request);
  if (overLimit) return overLimit;
  if (isRepeated) {
    const visit = confirmHold(session, request, plan, ask.caseGroup, met);
    if (visit) return { kind: "booked", visit, nonce, again: false };
  }
  const own = ownOf(session, request, plan);
  const hold = own.hold?.id ?? null;
  const day = readDay(session, plan, { network: request.network?.hash ?? null, fromCells, except: hold });
  const today = civilDateAt(request.now);
  const holdsLater = plan.date !== today && (request.intent === "hold" || request.holdIfLost);
  const laterFrom = holdsLater ? floorTick(dayEnd(today)) : null;
  const facts: ClaimFacts = {
    plan,
    ask,
    wanted: request.start,
    dayVisits: day.visits,
    ownHold: own.hold && visitOf(own.hold, session.directory),
    ownVisits: own.visits,
    limit: request.claimant?.limit ?? null,
    sameDayOnly: request.sameDayOnly,
    intent: request.intent,
    holdIfLost: request.holdIfLost,
    network: shareUse(session, request.network, { ofDay: day.ofNetwork, laterFrom, now: request.now, hold }),
    standsAlready: (start) => (repeated(session, request, start).met?.id ?? own.hold?.id) !== own.hold?.id,
  };
  if (met) return { kind: "lost", next: nextForWonNonce(facts) };
  return carryOut(session, plan, ask, request, nonce, own, decideClaim(facts));
}

/** The claim inside the caller's transaction: a conflict is thrown, and rolls all of it back. */
export const claimWithin = (session: Session, request: ClaimRequest): ClaimOutcome => decide(session, request, false);

/**
 * The claim: known key or nonce → dead holds expire → the day is read and decided → visit, cells, places, audit, in
 * one IMMEDIATE transaction. A conflict rolls all of it back and is decided once more on the cells themselves.
 */
export function claimVisit(
  client: Client,
  openSession: () => Session,
  request: ClaimRequest,
  onConflict: () => void,
): ClaimOutcome {
  return decideOnceMore(client, (fromCells) => decide(openSession(), request, fromCells), onConflict);
}
