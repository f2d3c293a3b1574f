import type { CaseGroup } from "../city/city";
import { countsPlaces, type DayPlan } from "../city/day-plan";
import type { PlanBook } from "../city/plan-book";
import type { NewVisit, TakenFrom, VisitPerson } from "../course/change";
import { type Course, learn, write, writeVisit } from "../course/course";
import type { StoredVisit } from "../course/stored-visit";
import { foldContact } from "../messages/mailbox";
import { tell } from "../messages/tell";
import { civilDateAt } from "../time/civil-time";
import { type Instant, tickStart } from "../time/tick";
import type { Nonce } from "../who/ids";
import { askFor, nextNumber } from "./ask";
import type { ClaimRequest, Person } from "./claim-request";
import type { Ask, FreeStart } from "./free-starts";
import type { KeptRest } from "./rest";
import { audited, enterState } from "./state-change";
import type { Visit } from "./visit";

/** A claim with the book by which it is decided, and the day on which it wants a start. */
export interface Claiming {
  readonly book: PlanBook;
  readonly request: ClaimRequest;
  readonly plan: DayPlan;
  readonly ask: Ask;
  /** The visit that is taken back; null where none is. */
  readonly returning: Returning | null;
}

/** A visit called off that comes back, and what rests of its time. */
export interface Returning {
  readonly stored: StoredVisit;
  readonly rests: readonly KeptRest[];
}

export function claimingOf(book: PlanBook, request: ClaimRequest): Omit<Claiming, "returning"> {
  const plan = book.day(request.locationId, civilDateAt(tickStart(request.start)));
  return { book, request, plan, ask: askFor(book.city, book.settings, request) };
}

export const isToday = ({ date }: DayPlan, now: Instant): boolean => date === civilDateAt(now);

const withMailbox = (person: Person): VisitPerson => ({ ...person, mailbox: foldContact(person.contact) });

const takenFrom = ({ network, now }: ClaimRequest): TakenFrom | null =>
  network && { network: network.hash, networkAt: now, share: network.share };

/** Whether text messages about the visit count against its network: staff's have none, and one of many people no limit. */
const isCounted = ({ network }: ClaimRequest): boolean => network?.share === "plain";

/** A start with everything that a visit needs: what two claims race for. */
export interface Candidate {
  readonly request: ClaimRequest;
  readonly at: FreeStart;
  readonly state: "held" | "booked";
  readonly heldUntil: Instant | null;
  readonly nonce: Nonce;
}

/** The visit of a candidate. Who holds a start has not said yet that the visit is wanted: no person, no number. */
function newVisit(
  plan: DayPlan,
  group: CaseGroup,
  { request, at, state, heldUntil, nonce }: Candidate,
  code: string,
): NewVisit {
  const { locationId, caseGroupId, cases, channel, claimant, key, now } = request;
  const isBooked = state === "booked";
  return {
    ...{ locationId, caseGroupId, cases, cells: at, state, heldUntil, channel, code, nonce, key, createdAt: now },
    number: isBooked && isToday(plan, now) ? nextNumber(plan, group, at.hallId) : null,
    tokenHash: request.tokenHashOf(nonce),
    device: claimant?.hash ?? null,
    person: isBooked && request.person ? withMailbox(request.person) : null,
    from: takenFrom(request),
  };
}

/**
 * Wins a candidate: visit, cells and entry, and who is told. The keys of the cells refuse a stale one, whatever had been
 * decided before.
 */
export function* courseOfWinning(book: PlanBook, plan: DayPlan, group: CaseGroup, candidate: Candidate): Course<Visit> {
  const { request, at, state } = candidate;
  const code = yield* learn("freeCode", { draw: request.newCode });
  const won = yield* writeVisit([
    { kind: "lay-down-room", plan },
    { kind: "insert-visit", visit: newVisit(plan, group, candidate, code) },
  ]);
  const { id } = won.visit;
  yield* write([
    { kind: "take-cells", visitId: id, cells: at, limited: countsPlaces(plan, at.hallId) },
    audited({ now: request.now, actor: request.channel }, id, state),
  ]);
  if (state === "booked") yield* tell(book, won, { news: "confirmed", now: request.now, counted: isCounted(request) });
  return won.visit;
}

/** Turns an own hold into a booked visit: the same visit, now with its number if it is of today. */
export function* confirmHold(
  { book, request, plan, ask }: Claiming,
  { visit }: Pick<StoredVisit, "visit">,
): Course<Visit> {
  const { channel, person, now } = request;
  const from = takenFrom(request);
  const set = {
    channel,
    number: isToday(plan, now) ? nextNumber(plan, ask.caseGroup, visit.hallId) : null,
    ...(from && { from }),
    ...(person && { person: withMailbox(person) }),
  };
  const confirmed = yield* writeVisit(enterState(visit, "booked", { now, actor: channel, set }));
  yield* tell(book, confirmed, { news: "confirmed", now, counted: isCounted(request) });
  return confirmed.visit;
}
