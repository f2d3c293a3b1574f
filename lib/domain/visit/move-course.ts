import type { CaseGroup } from "../city/city";
import { countsPlaces, type DayPlan } from "../city/day-plan";
import type { PlanBook } from "../city/plan-book";
import type { Change, NextNumber, TakenFrom, VisitSet } from "../course/change";
import { type Course, learn, write, writeVisit } from "../course/course";
import type { StoredVisit } from "../course/stored-visit";
import { tell } from "../messages/tell";
import { type CivilDate, civilDateAt } from "../time/civil-time";
import { type Instant, type Tick, tickStart } from "../time/tick";
import { sameBytes } from "../who/bytes";
import { type ClaimantHash, idOf, type TokenHash } from "../who/ids";
import { askFor, nextNumber } from "./ask";
import type { ClaimNetwork } from "./claim-request";
import { bookedEnough, isLeftLate, networkUse, type ShareLimit } from "./fair-share";
import type { FreeStart } from "./free-starts";
import { decideMove, type MoveDecision, type MoveFacts } from "./move";
import { ownClaims } from "./own-visits";
import type { Refusal } from "./refusal";
import type { KeptRest } from "./rest";
import { type Act, audited, endWhatIsOver, freeCells, letRest, shrinkRest } from "./state-change";
import type { Visit } from "./visit";

/** What is known of a resident who moves a visit. */
export interface MovingResident {
  readonly network: ClaimNetwork;
  /** Whether the visit's device may have only so many tickets of today; false only in a demo or load test. */
  readonly limits: boolean;
  /** Drawn from [0, 1): for how long an hour of a later day rests that the visit leaves. */
  readonly chance: number;
}

export interface MoveRequest extends Act {
  readonly tokenHash: TokenHash;
  readonly start: Tick;
  /** Null where the office moves it: then nothing is limited and nothing rests. */
  readonly resident: MovingResident | null;
}

/** What moving a visit came to; the old start stands unless it is `moved`. */
export type MoveOutcome =
  | { readonly kind: "moved"; readonly visit: Visit; readonly again: boolean }
  | { readonly kind: "lost"; readonly next: FreeStart | null }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "unknown" }
  /** As many hours rest as one visit may leave; it can be moved again from then on. */
  | { readonly kind: "too-often"; readonly until: Instant }
  /** The device, or the network, has as many tickets of today as it may have. */
  | { readonly kind: "limit"; readonly max: number }
  | ShareLimit
  /** The visit has begun, is over or was called off. */
  | { readonly kind: "too-late"; readonly visit: Visit };

const dayOf = ({ start }: Pick<Visit, "start">): CivilDate => civilDateAt(tickStart(start));

/**
 * Whoever moves a visit to another day has taken that time, from their network; without a cookie that stands for the
 * device. Within its day a visit stays its network's: another one's move frees nobody's share. One whose network is
 * forgotten becomes that of whoever moves it, so that what the move leaves, and whom it has us write to, is counted.
 */
function takenFrom(
  { visit, device, network }: StoredVisit,
  plan: DayPlan,
  { now, resident }: MoveRequest,
): TakenFrom | null {
  const staysItsOwn = dayOf(visit) === plan.date && network !== null;
  if (!resident || staysItsOwn) return null;
  const { hash, share } = resident.network;
  return { network: hash, networkAt: now, share, ...(sameBytes(device, network) && { device: hash }) };
}

/** The network whose share a move asks: within its day the visit's own, if known, otherwise that of whoever moves it. */
function asking(
  { visit, network, networkShare }: StoredVisit,
  plan: DayPlan,
  { network: own }: MovingResident,
): ClaimNetwork | null {
  if (!network || dayOf(visit) !== plan.date) return own;
  return own.share && { hash: network, share: networkShare };
}

/** Whether whoever moves a booking to another day has booked as often as one network may: it becomes theirs. */
function* bookedEnoughBy(
  { settings }: PlanBook,
  { visit, network }: StoredVisit,
  plan: DayPlan,
  { now, resident }: MoveRequest,
): Course<ShareLimit | null> {
  if (!resident || dayOf(visit) === plan.date || sameBytes(network, resident.network.hash)) return null;
  return yield* bookedEnough(settings, { network: resident.network, channel: visit.channel, now });
}

/** Live visits of the day of the visit's device, without this one, and how many it may have. */
function* ownOf(
  { settings }: PlanBook,
  { visit, device, network }: StoredVisit,
  plan: DayPlan,
  { now, resident }: MoveRequest,
): Course<Pick<MoveFacts, "ownVisits" | "limit">> {
  if (!device || !resident?.limits) return { ownVisits: 0, limit: null };
  // Without a cookie the network stands for the device: on another day that of whoever moves it there.
  const isNetwork = sameBytes(network, device);
  const claimant = isNetwork && dayOf(visit) !== plan.date ? idOf<ClaimantHash>(resident.network.hash) : device;
  const span = { from: plan.firstTick, to: plan.firstTick + plan.ticks };
  const others = (yield* learn("visitsOf", { device: claimant, ...span })).filter(({ id }) => id !== visit.id);
  return {
    ownVisits: ownClaims(others, plan, now).visits,
    limit: isNetwork ? settings.networkLimit : settings.deviceLimit,
  };
}

/** A move that has been decided, with what it is written by. */
interface Moving {
  readonly stored: StoredVisit;
  readonly plan: DayPlan;
  readonly caseGroup: CaseGroup;
  /** The times of the visit that rest; some of them it comes back to. */
  readonly rests: readonly KeptRest[];
  readonly decision: Extract<MoveDecision, { kind: "move" }>;
  readonly request: MoveRequest;
}

/** The number that a visit gets: it keeps its own in the hall and on the day that gave it, and is given one for today. */
function numberAt({
  stored: { visit },
  plan,
  caseGroup,
  decision: { at },
  request,
}: Moving): NextNumber | null | undefined {
  const sameDay = plan.date === dayOf(visit);
  if (visit.number !== null && at.hallId === visit.hallId && sameDay) return undefined;
  return plan.date === civilDateAt(request.now) ? nextNumber(plan, caseGroup, at.hallId) : null;
}

/** How often the visit has left an hour late, where that becomes another number. It goes with the visit. */
const countedLate = ({ stored, request: { now, resident } }: Moving): Pick<VisitSet, "leftLate"> =>
  resident && isLeftLate(stored.visit, now) ? { leftLate: stored.leftLate + 1 } : {};

/** The changes by which a visit leaves its cells, or lets them rest, and has another start. */
export function leaveFor(moving: Moving): readonly Change[] {
  const { stored, plan, rests, decision, request } = moving;
  const { visit } = stored;
  const { at, rest } = decision;
  const number = numberAt(moving);
  const from = takenFrom(stored, plan, request);
  const set = { at, ...(number !== undefined && { number }), ...(from && { from }), ...countedLate(moving) };
  return [
    { kind: "lay-down-room", plan },
    ...decision.returns.flatMap(({ rest: of, left }) => rests.filter((one) => one === of).flatMap(shrinkRest(left))),
    ...(rest ? letRest(visit, rest) : freeCells(visit.id, visit)),
    { kind: "set-visit", visit, set },
  ];
}

function* rewrite(book: PlanBook, moving: Moving): Course<Visit> {
  const { stored, plan, decision, request } = moving;
  const moved = yield* writeVisit(leaveFor(moving));
  const { visit } = moved;
  yield* write([
    { kind: "take-cells", visitId: visit.id, cells: visit, limited: countsPlaces(plan, decision.at.hallId) },
    audited(request, visit.id, "moved", `${stored.visit.start} ${visit.start}`),
  ]);
  const from = takenFrom(stored, plan, request);
  yield* tell(book, moved, { news: "moved", now: request.now, ...(from && { counted: from.share === "plain" }) });
  return visit;
}

/** Gives a visit another start: the old cells are freed, or rest, and the new ones taken. `fromCells` as for a claim. */
export function* courseOfMove(book: PlanBook, request: MoveRequest, fromCells = false): Course<MoveOutcome> {
  const { now, resident, start: wanted, tokenHash } = request;
  yield* endWhatIsOver(now);
  const stored = yield* learn("visitByToken", { tokenHash });
  if (!stored) return { kind: "unknown" };
  const { visit } = stored;
  const { caseGroupId, cases } = visit;
  const plan = book.day(visit.locationId, civilDateAt(tickStart(wanted)));
  const network = resident && asking(stored, plan, resident);
  const day = yield* learn("day", { plan, network: network?.hash ?? null, fromCells, except: visit.id });
  const over = yield* bookedEnoughBy(book, stored, plan, request);
  if (over) return over;
  const ask = askFor(book.city, book.settings, { caseGroupId, cases, now });
  const rests = yield* learn("restsOf", { visitId: visit.id, now });
  const decision = decideMove({
    ...{ visit, plan, ask, wanted, dayVisits: day.visits, rests, chance: resident?.chance ?? null },
    network: yield* networkUse(network, { ofDay: day.ofNetwork, laterFrom: null, now, hold: null }),
    ...(yield* ownOf(book, stored, plan, request)),
  });
  switch (decision.kind) {
    case "again":
      return { kind: "moved", visit, again: true };
    case "too-late":
      return { kind: "too-late", visit };
    case "move": {
      const moving = { stored, plan, caseGroup: ask.caseGroup, rests, decision, request };
      return { kind: "moved", visit: yield* rewrite(book, moving), again: false };
    }
    default:
      return decision;
  }
}
