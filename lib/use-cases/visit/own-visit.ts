import type { PushTarget } from "@/lib/domain/course/change";
import type { AgainOutcome } from "@/lib/domain/messages/correspondence";
import { civilDateAt, dayEnd, dayStart } from "@/lib/domain/time/civil-time";
import { type Instant, type Tick, tickStart } from "@/lib/domain/time/tick";
import type { CancelOutcome } from "@/lib/domain/visit/cancel";
import { ORDINALS_PER_TICKET } from "@/lib/domain/visit/claim";
import type { MoveOutcome } from "@/lib/domain/visit/move-course";
import { isHeld, isLive, type Visit, visitEnd } from "@/lib/domain/visit/visit";
import type { Actor } from "@/lib/domain/who/actor";
import type { Deps } from "@/lib/ports/deps";
import type { OwnVisit } from "@/lib/ports/visits";
import { type Asker, acceptOffer, type ClaimAnswer, claim, networkIn } from "./claim-visit";

/** The visit behind a ticket's token, or null; the same answer for a wrong and a foreign one. */
export const findVisit =
  ({ visits, seal }: Deps) =>
  async (token: string): Promise<Visit | null> =>
    (await visits.byToken(seal.hashToken(token)))?.visit ?? null;

/** Calls a visit off and frees its time and place for somebody else. Again: the same answer. `asker` null: not known. */
export const cancelVisit =
  (deps: Deps) =>
  async (token: string, actor: Actor, asker: Pick<Asker, "address"> | null = null): Promise<CancelOutcome> => {
    const { visits, plan, seal, clock } = deps;
    const network = asker && networkIn(deps, (await plan.book()).settings, asker.address);
    return visits.cancel(seal.hashToken(token), clock.now(), actor, seal.chance(), network);
  };

/**
 * Gives a visit another start at its building, for a resident; the old one stands until the new one is certain. Again:
 * the same answer.
 */
export const moveVisit =
  (deps: Deps) =>
  async (token: string, start: Tick, { address }: Pick<Asker, "address">): Promise<MoveOutcome> => {
    const { visits, plan, seal, clock, limits } = deps;
    const network = networkIn(deps, (await plan.book()).settings, address);
    const resident = { network, limits, chance: seal.chance() };
    return visits.move({ tokenHash: seal.hashToken(token), start, now: clock.now(), actor: "resident", resident });
  };

/** The token of the visit with this code and this contact, both as they are stored; the same answer for either wrong. */
export const tokenByCode =
  ({ visits, seal }: Deps) =>
  async (code: string, contact: string): Promise<string | null> => {
    const own = await visits.byCode(code, contact);
    return own && seal.tokenOf(own.nonce);
  };

/** Sends a visit's confirmation once more. */
export const sendAgain =
  (deps: Deps) =>
  async (token: string, { address }: Pick<Asker, "address">): Promise<AgainOutcome> => {
    const { messages, plan, seal, clock } = deps;
    const network = networkIn(deps, (await plan.book()).settings, address);
    return messages.sendAgain(seal.hashToken(token), clock.now(), network);
  };

/** Lets a device be told of a visit; null ends it. False where there is no such visit ahead, or no such service. */
export const tellDevice =
  ({ messages, seal, clock, isPushService }: Deps) =>
  async (token: string, target: PushTarget | null): Promise<boolean> =>
    (target === null || isPushService(target.endpoint)) &&
    messages.tellDevice(seal.hashToken(token), target, clock.now());

const TICKETS_PER_HOUR = 10;

/** Which of the device's tickets for its hour a visit was: 0 for the first, found by its nonce. */
function ticketOrdinal({ seal }: Deps, device: string, { visit, nonce }: OwnVisit): number {
  for (let ordinal = 0; ordinal < TICKETS_PER_HOUR * ORDINALS_PER_TICKET; ordinal++) {
    const own = seal.pageNonce(device, visit, ordinal);
    if (Buffer.compare(own, nonce) === 0) return Math.floor(ordinal / ORDINALS_PER_TICKET);
  }
  return 0;
}

/** The token of the visit with which one that was called off was taken back; null where it was not. */
export const tokenOfUndone =
  ({ visits, seal }: Deps) =>
  async (token: string): Promise<string | null> => {
    const again = seal.tokenOf(seal.undoNonce(token));
    return (await visits.byToken(seal.hashToken(again))) && again;
  };

/** Claims the start of a visit that was called off again, for its person, once. */
const takeBack = (deps: Deps, token: string, { channel, ...wanted }: Visit, asker: Asker): Promise<ClaimAnswer> =>
  claim(deps, wanted, asker, {
    channel,
    nonce: { kind: "single", nonce: deps.seal.undoNonce(token) },
    sameDayOnly: channel === "qr",
    intent: "book",
    holdFor: "page",
    holdIfLost: false,
    person: null,
    key: null,
    returns: deps.seal.hashToken(token),
  });

/**
 * Takes a visit that was called off back, while its hour is free. Again: the ticket that it has become. If the hour of a
 * ticket without a name is gone, the next one is held as after a lost race.
 */
export const undoCancel =
  (deps: Deps) =>
  async (token: string, asker: Asker): Promise<{ readonly visit: Visit; readonly answer: ClaimAnswer } | null> => {
    const own = await deps.visits.byToken(deps.seal.hashToken(token));
    if (own?.visit.state !== "cancelled") return null;
    const { visit } = own;
    const again = await tokenOfUndone(deps)(token);
    if (again !== null) return { visit, answer: { kind: "booked", visit, token: again, again: true } };
    const answer = await takeBack(deps, token, visit, asker);
    if (answer.kind !== "lost" || visit.channel !== "qr") return { visit, answer };
    const ordinal = asker.device === null ? 0 : ticketOrdinal(deps, asker.device, own);
    return { visit, answer: await acceptOffer(deps)(visit, asker, ordinal) };
  };

/** Lets the device's hold go. */
export const releaseHold =
  ({ visits, seal, clock }: Deps) =>
  (device: string): Promise<boolean> =>
    visits.releaseHold(seal.hash("device", device), clock.now());

export interface OwnTicket {
  readonly visit: Visit;
  readonly token: string;
}

/** What a device holds. */
export interface OwnTickets {
  readonly tickets: readonly OwnTicket[];
  /** Those of today whose hour has passed: whoever is still waiting needs the code. */
  readonly past: readonly OwnTicket[];
  readonly hold: Visit | null;
  /** Whether it has as many tickets of today as it may have; the claim itself decides anew. */
  readonly full: boolean;
}

/** What a device without tickets holds. */
export const NO_TICKETS: OwnTickets = { tickets: [], past: [], hold: null, full: false };

/** Until when a device is remembered for its visits: to the end of the last one's day; now where it has none. */
export const neededUntil =
  ({ visits, seal, clock }: Deps) =>
  async (device: string): Promise<Instant> => {
    const now = clock.now();
    const own = await visits.ownedBy(seal.hash("device", device), now);
    const live = own.filter(({ visit }) => isLive(visit));
    return Math.max(now, ...live.map(({ visit }) => dayEnd(civilDateAt(tickStart(visit.start)))));
  };

/** The device's live tickets and its hold, earliest first. */
export const ownTickets =
  ({ visits, plan, seal, clock, limits }: Deps) =>
  async (device: string | null): Promise<OwnTickets> => {
    if (device === null) return NO_TICKETS;
    const now = clock.now();
    const today = civilDateAt(now);
    const own = await visits.ownedBy(seal.hash("device", device), dayStart(today));
    const all = own
      .filter(({ visit }) => isLive(visit))
      .map(({ visit, nonce }) => ({ visit, token: seal.tokenOf(nonce) }));
    const tickets = all.filter(({ visit }) => visitEnd(visit) > now);
    const ofToday = tickets.filter(({ visit }) => civilDateAt(tickStart(visit.start)) === today);
    return {
      tickets,
      past: all.filter(({ visit }) => visitEnd(visit) <= now),
      hold: own.find(({ visit }) => isHeld(visit, now))?.visit ?? null,
      full: limits && ofToday.length >= (await plan.book()).settings.deviceLimit,
    };
  };
