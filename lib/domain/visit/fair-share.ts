import type { CaseGroupId } from "../city/city";
import type { DayCounter, DayPlan, DayWindow } from "../city/day-plan";
import type { Settings } from "../city/settings";
import { type Course, learn } from "../course/course";
import { civilDateAt } from "../time/civil-time";
import { ceilTick, HOUR_MS, type Instant, MINUTE_MS, type Tick, tickStart } from "../time/tick";
import type { NetworkKind } from "../who/network";
import type { ClaimNetwork, ClaimRequest } from "./claim-request";
import { type Ask, visitTicks } from "./free-starts";
import type { Cells } from "./rest";
import { isHeld, isLive, isResting, type NetworkVisit, type Occupancy, type Visit } from "./visit";

/** For how long a booking of the calendar counts for its network. */
export const BOOKINGS_PER_MS = 24 * HOUR_MS;

/** An hour of today that is left later than this before it begins is one that few can still take. */
const LATE_MS = 15 * MINUTE_MS;

/** A couple behind one router that has lost a race: so many holds a network always has. */
const HOLDS_LEAST = 2;

/** How much of what a network may have (decision 032). */
export interface ShareRule {
  /** Of a building's counter ticks, and of those that serve one case group, percent: until closing, and of the whole day. */
  readonly building: number;
  readonly group: number;
  /** Of a building's counter ticks that are held, percent. */
  readonly held: number;
  /** Tickets that it always may have at a building, and at the counters of one case group. */
  readonly leastAtBuilding: number;
  readonly leastOfGroup: number;
  /** In the calendar: bookings in a day, and live holds of later days. */
  readonly bookings: number;
  readonly holds: number;
}

/** The rule for a network. A shared one holds and books as many times more as its share of a building is larger. */
export function shareRule(settings: Settings, kind: NetworkKind): ShareRule {
  const { networkSharePercent, sharedNetworkSharePercent, groupSharePercent } = settings;
  const isShared = kind === "shared" && sharedNetworkSharePercent > networkSharePercent;
  const building = isShared ? sharedNetworkSharePercent : networkSharePercent;
  const times = isShared ? building / Math.max(1, networkSharePercent) : 1;
  return {
    building,
    group: Math.max(building, groupSharePercent),
    held: settings.holdSharePercent * times,
    leastAtBuilding: settings.networkTicketsLeast,
    leastOfGroup: settings.groupTicketsLeast,
    bookings: Math.floor(settings.networkBookings * times),
    holds: Math.floor(settings.networkHolds * times),
  };
}

/** What a network has, read inside the transaction that decides. */
export interface NetworkUse {
  readonly kind: NetworkKind;
  /** Its visits and holds of the day at the building, and the times there that they have left; others may be among them. */
  readonly ofDay: readonly NetworkVisit[];
  /** Its live holds of later days, anywhere, without that of the claimant. */
  readonly laterHolds: number;
}

/** What of its share a network has used up. */
export type ShareOf = "building" | "group" | "day" | "rest" | "late" | "late-day" | "bookings" | "holds";

/** A network has as much as it may have. */
export interface ShareLimit {
  readonly kind: "share";
  readonly of: ShareOf;
}

const share = (of: ShareOf): ShareLimit => ({ kind: "share", of });

/** Ticks of a counter from one on, in windows of a kind; a counter is open once, even where two of them overlap. */
function ticksFrom(counter: DayCounter, first: Tick, counts: (window: DayWindow) => boolean): number {
  let ticks = 0;
  let until = first;
  for (const window of counter.windows.filter(counts)) {
    ticks += Math.max(0, window.to - Math.max(window.from, until));
    until = Math.max(until, window.to);
  }
  return ticks;
}

const anyWindow = (): boolean => true;

/** The building's counter ticks from one on until closing: those of the plan, taken or not. */
const buildingTicks = (plan: DayPlan, first: Tick): number =>
  plan.counters.reduce((sum, counter) => sum + ticksFrom(counter, first, anyWindow), 0);

const serving =
  (group: CaseGroupId) =>
  (window: DayWindow): boolean =>
    window.caseGroups.has(group);

const groupTicks = (plan: DayPlan, first: Tick, group: CaseGroupId): number =>
  plan.counters.reduce((sum, counter) => sum + ticksFrom(counter, first, serving(group)), 0);

/** Whether a time lies where a case group is served, whatever it was taken for: several matters share their counters. */
const liesWhereServed = (plan: DayPlan, group: CaseGroupId, { counterId, start }: Occupancy): boolean =>
  plan.counters
    .find(({ id }) => id === counterId)
    ?.windows.some((window) => window.caseGroups.has(group) && start >= window.from && start < window.to) ?? false;

/** Times that a network has, and how long they are together. */
interface Amount {
  readonly times: number;
  readonly ticks: number;
}

const amountOf = (visits: readonly Occupancy[]): Amount => ({
  times: visits.length,
  ticks: visits.reduce((sum, { ticks }) => sum + ticks, 0),
});

/** The times that visits have left late: each is as long as the visit. */
const leftLateBy = (visits: readonly NetworkVisit[]): Amount => ({
  times: visits.reduce((sum, { leftLate }) => sum + leftLate, 0),
  ticks: visits.reduce((sum, { leftLate, ticks }) => sum + leftLate * ticks, 0),
});

const together = (amounts: readonly Amount[]): Amount => ({
  times: amounts.reduce((sum, { times }) => sum + times, 0),
  ticks: amounts.reduce((sum, { ticks }) => sum + ticks, 0),
});

/** A network may have one more visit: within its percent of so many ticks, or as few as anybody may have. */
function allows({ times, ticks }: Amount, own: number, all: number, percent: number, least: number): boolean {
  return times < least || ticks + own <= Math.floor((all * percent) / 100);
}

/** What a claim asks a network's share for. */
export interface ShareFacts {
  readonly plan: DayPlan;
  readonly ask: Ask;
  readonly use: NetworkUse | null;
  /** An own visit or hold that the decision replaces. */
  readonly except: number | null;
}

const isToday = ({ plan, ask }: ShareFacts): boolean => plan.date === civilDateAt(ask.now);

const own = ({ ask: { caseGroup, cases } }: ShareFacts): number => visitTicks(caseGroup, cases);

/**
 * The network's visits and holds of the day whose start lies ahead, and what they have left and rests there: that is
 * nobody's as well, and without it a visit would hide as many hours more as may rest for it (decision 032).
 */
const ahead = ({ ask: { now }, use, except }: ShareFacts): readonly NetworkVisit[] =>
  (use?.ofDay ?? []).filter(
    (visit) =>
      tickStart(visit.start) > now &&
      (isResting(visit, now) || (visit.id !== except && (isLive(visit) || isHeld(visit, now)))),
  );

/** Whether nobody is known to have come for a ticket; of who was served, or waits to be, that is known. */
const nobodyCame = ({ state }: Occupancy): boolean =>
  state === "booked" || state === "no-show" || state === "cancelled";

/** The network's tickets whose start has come and for which nobody did, called off or not. */
const begun = ({ ask: { now }, use, except }: ShareFacts): readonly NetworkVisit[] =>
  (use?.ofDay ?? []).filter(
    (visit) => visit.id !== except && visit.restUntil === null && nobodyCame(visit) && tickStart(visit.start) <= now,
  );

/** A part of a building's day of which a network has a share: all of it, or where one case group is served. */
interface SharePart {
  readonly counts: (visit: Occupancy) => boolean;
  readonly ticksFrom: (first: Tick) => number;
  readonly percent: number;
  readonly least: number;
}

/** What of such a part was, or will be, the network's in the whole day: what lies ahead, and what nobody could use. */
function ofWholeDay(facts: ShareFacts, { counts }: SharePart): Amount {
  const left = (facts.use?.ofDay ?? []).filter(counts);
  return together([amountOf([...ahead(facts), ...begun(facts)].filter(counts)), leftLateBy(left)]);
}

/** Whether a network may have so many ticks more of such a part of the whole day. */
const allowsOfDay = (facts: ShareFacts, part: SharePart): boolean =>
  allows(ofWholeDay(facts, part), own(facts), part.ticksFrom(facts.plan.firstTick), part.percent, part.least);

/** Whether a network may have one more ticket, of what lies ahead and of the whole day, in such a part of the plan. */
function allowsTicket(facts: ShareFacts, part: SharePart): boolean {
  const { counts, ticksFrom, percent, least } = part;
  const lieAhead = amountOf(ahead(facts).filter(counts));
  return allows(lieAhead, own(facts), ticksFrom(ceilTick(facts.ask.now)), percent, least) && allowsOfDay(facts, part);
}

const buildingPart = ({ plan }: ShareFacts, rule: ShareRule): SharePart => ({
  counts: () => true,
  ticksFrom: (first) => buildingTicks(plan, first),
  percent: rule.building,
  least: rule.leastAtBuilding,
});

const groupPart = ({ plan, ask }: ShareFacts, rule: ShareRule): SharePart => ({
  counts: (visit) => liesWhereServed(plan, ask.caseGroup.id, visit),
  ticksFrom: (first) => groupTicks(plan, first, ask.caseGroup.id),
  percent: rule.group,
  least: rule.leastOfGroup,
});

/**
 * Whether the network has used up its share of a day: of the building's counter ticks, or of those at which the case
 * group is served. Two things are compared: what lies ahead with the ticks until closing, and with what has begun, and
 * nobody came for, with those of the whole day, so that coming back all day gives no more (decision 032). What it holds
 * counts as well, for a hold that is confirmed asks no more. A later day lies ahead as a whole.
 */
export function judgeTicket(facts: ShareFacts): ShareLimit | null {
  const { ask, use } = facts;
  if (!use) return null;
  const rule = shareRule(ask.settings, use.kind);
  if (!allowsTicket(facts, buildingPart(facts, rule))) return share(isToday(facts) ? "building" : "day");
  if (!allowsTicket(facts, groupPart(facts, rule))) return share(isToday(facts) ? "group" : "day");
  return null;
}

/** Whether an hour of today is left so late that few can still take it. */
export const isLeftLate = ({ start }: Pick<Occupancy, "start">, now: Instant): boolean =>
  tickStart(start) - now < LATE_MS;

/**
 * Whether a network may leave one more hour of today late. What it has left so counts as what has begun and nobody came
 * for: moving on and on just before the hour gives no more of a day than coming does (decision 032). The visit that
 * leaves is among what the network has: it goes on, and its hour is one more.
 */
export function judgeLateMove(facts: Omit<ShareFacts, "except">): ShareLimit | null {
  const { ask, use } = facts;
  if (!use) return null;
  const whole = { ...facts, except: null };
  const rule = shareRule(ask.settings, use.kind);
  const parts = [buildingPart(whole, rule), groupPart(whole, rule)];
  return parts.every((part) => allowsOfDay(whole, part)) ? null : share("late");
}

/** A move within a later day that leaves an hour resting there. */
export interface RestingMove extends Omit<ShareFacts, "except"> {
  readonly visit: Visit;
  /** What of its times rests no more, for it comes back to them. */
  readonly ends: readonly Pick<Cells, "counterId" | "start">[];
}

/**
 * Whether a network may let one more hour of a day rest by moving within it: the hour rests beside the visit, so that
 * both are nobody else's. Otherwise a share of the day would hide three of them, for as long as somebody goes on moving.
 */
export function judgeRestingMove({ visit, ends, ...facts }: RestingMove): ShareLimit | null {
  const { ask, use } = facts;
  if (!use) return null;
  const isEnded = (one: NetworkVisit): boolean =>
    one.restUntil !== null &&
    one.id === visit.id &&
    ends.some(({ counterId, start }) => counterId === one.counterId && start === one.start);
  const has = use.ofDay.filter((one) => !isEnded(one));
  const isAmong = has.some(({ id, restUntil }) => id === visit.id && restUntil === null);
  const ofDay = isAmong ? has : [...has, { ...visit, leftLate: 0 }];
  const whole = { ...facts, use: { ...use, ofDay }, except: null };
  const rule = shareRule(ask.settings, use.kind);
  const parts = [buildingPart(whole, rule), groupPart(whole, rule)];
  return parts.every((part) => allowsOfDay(whole, part)) ? null : share("rest");
}

/** Whether the network holds as much as it may: a part of the building's ticks of today, or so many later starts. */
export function judgeHold(facts: ShareFacts): ShareLimit | null {
  const { plan, ask, use } = facts;
  if (!use) return null;
  const rule = shareRule(ask.settings, use.kind);
  if (!isToday(facts)) return use.laterHolds >= rule.holds ? share("holds") : null;
  const held = amountOf(ahead(facts).filter((visit) => visit.state === "held"));
  const all = buildingTicks(plan, ceilTick(ask.now));
  return allows(held, own(facts), all, rule.held, HOLDS_LEAST) ? null : share("holds");
}

/** Whether a network has booked as often in the calendar, within a day, as it may. */
export const judgeBooking = (settings: Settings, kind: NetworkKind, bookings: number): ShareLimit | null =>
  bookings >= shareRule(settings, kind).bookings ? share("bookings") : null;

/** What of a network is read for a decision: its visits of the day, and of later days as many holds as there are. */
export interface UseOf {
  readonly ofDay: readonly NetworkVisit[];
  /** From where on starts are of a later day; null where none of them is wanted. */
  readonly laterFrom: Tick | null;
  readonly now: Instant;
  /** The claimant's own hold, which the decision replaces. */
  readonly hold: number | null;
}

/** What a network has; null where no share holds. */
export function* networkUse(
  network: ClaimNetwork | null,
  { ofDay, laterFrom, now, hold }: UseOf,
): Course<NetworkUse | null> {
  if (network?.share == null) return null;
  const holds = laterFrom === null ? [] : yield* learn("holdsFrom", { network: network.hash, now, from: laterFrom });
  return { kind: network.share, ofDay, laterHolds: holds.filter((id) => id !== hold).length };
}

/** Whether the network of a claim has booked in the calendar as often as it may; read no further than that. */
export function* bookedEnough(
  settings: Settings,
  { network, channel, now }: Pick<ClaimRequest, "network" | "channel" | "now">,
): Course<ShareLimit | null> {
  if (network?.share == null || channel !== "online") return null;
  const most = shareRule(settings, network.share).bookings;
  const bookings = yield* learn("bookingsFrom", { network: network.hash, since: now - BOOKINGS_PER_MS, most });
  return judgeBooking(settings, network.share, bookings);
}
