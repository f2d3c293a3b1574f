import type { CaseGroup, LocalText } from "@/lib/domain/city/city";
import { hallName, placeConfidence } from "@/lib/domain/city/place";
import { noticesOn } from "@/lib/domain/city/settings";
import { addDays, type CivilDate, civilDateAt, instantAt } from "@/lib/domain/time/civil-time";
import { type Instant, tickStart } from "@/lib/domain/time/tick";
import { mayBeCancelled } from "@/lib/domain/visit/cancel";
import { mayBeMoved } from "@/lib/domain/visit/move";
import { codeInGroups } from "@/lib/domain/visit/ticket";
import { mayUndo } from "@/lib/domain/visit/undo";
import { isWalkIn, type Visit, visitEnd } from "@/lib/domain/visit/visit";
import type { Keep } from "@/lib/offline/tickets";
import type { ReadDeps } from "@/lib/use-cases/availability/reader";
import { openReader } from "@/lib/use-cases/availability/reader";
import { type ProcedurePapers, papersOf } from "../reading/papers-view";
import { type PlaceView, placeOf } from "../scan/place-view";

/** What the ticket tells its holder to do now. */
export type TicketPhase =
  | "held"
  | "another-day"
  | "wait-outside"
  | "come-in"
  | "your-time"
  | "past-hour"
  | "over"
  | "served"
  | "no-show"
  | "cancelled"
  | "expired";

export interface TicketView {
  readonly now: Instant;
  readonly phase: TicketPhase;
  readonly number: string | null;
  readonly code: string;
  readonly codeInGroups: string;
  readonly start: Instant;
  readonly date: CivilDate;
  readonly isToday: boolean;
  readonly comeInAt: Instant;
  readonly place: PlaceView;
  /** Whether the sources leave it open that the matter is dealt with there. */
  readonly placeUncertain: boolean;
  /** What people are told there on that day. */
  readonly notices: readonly LocalText[];
  readonly hall: LocalText;
  readonly group: CaseGroup;
  readonly cases: number;
  readonly papers: readonly ProcedurePapers[];
  /** Taken without a name, for its day alone. */
  readonly isWalkIn: boolean;
  readonly mayCancel: boolean;
  /** Whether another time may be looked for: on any day, or only on its own; null = no longer. */
  readonly mayMove: "any-day" | "same-day" | null;
  /** Whether the visit is called off and its hour still free for it. */
  readonly mayUndo: boolean;
  /** Seconds until the ticket says something else; null = it stays as it is. */
  readonly changesIn: number | null;
  /** How long a device may keep the ticket: on its day, until the day is over; else null. */
  readonly keep: Pick<Keep, "day" | "seconds"> | null;
  readonly exampleData: boolean;
}

function phaseOf(visit: Visit, now: Instant): TicketPhase {
  switch (visit.state) {
    case "held":
      return visit.heldUntil !== null && visit.heldUntil > now ? "held" : "expired";
    case "cancelled":
    case "expired":
    case "no-show":
    case "served":
      return visit.state;
    case "booked":
    case "arrived":
    case "parked":
    case "called":
    case "in-service":
      return livePhase(visit, now);
  }
}

function livePhase(visit: Visit, now: Instant): TicketPhase {
  const isToday = civilDateAt(tickStart(visit.start)) === civilDateAt(now);
  if (now >= visitEnd(visit)) return isToday ? "past-hour" : "over";
  if (!isToday) return "another-day";
  if (now >= tickStart(visit.start)) return "your-time";
  return now >= tickStart(visit.waitFrom) ? "come-in" : "wait-outside";
}

function changesAt(visit: Visit, phase: TicketPhase): Instant | null {
  switch (phase) {
    case "wait-outside":
      return tickStart(visit.waitFrom);
    case "come-in":
      return tickStart(visit.start);
    case "your-time":
      return visitEnd(visit);
    case "held":
      return visit.heldUntil;
    default:
      return null;
  }
}

const KEPT: ReadonlySet<TicketPhase> = new Set(["wait-outside", "come-in", "your-time", "past-hour"]);

function keepOf(visit: Visit, phase: TicketPhase, now: Instant): TicketView["keep"] {
  if (!KEPT.has(phase)) return null;
  const start = tickStart(visit.start);
  const day = civilDateAt(start);
  const over = instantAt(addDays(day, 1), "00:00");
  return { day, seconds: (over - now) / 1_000 };
}

/** By what a ticket is told from others: its number of the day, or its code. */
export const ticketName = ({ number, code }: Pick<Visit, "number" | "code">): string => number ?? codeInGroups(code);

/** Everything that a ticket shows. Throws if the visit's group or building has left the city. */
export async function loadTicket(deps: ReadDeps, visit: Visit): Promise<TicketView> {
  const reader = await openReader(deps, visit);
  const location = reader.location(visit.locationId);
  const group = reader.caseGroup(visit.caseGroupId);
  if (!location || !group) throw new Error("A visit names a building and a case group of the city.");
  const phase = phaseOf(visit, reader.now);
  const changes = changesAt(visit, phase);
  const start = tickStart(visit.start);
  const date = civilDateAt(start);
  return {
    now: reader.now,
    phase,
    number: visit.number,
    code: visit.code,
    codeInGroups: codeInGroups(visit.code),
    start,
    date,
    isToday: date === reader.today,
    comeInAt: tickStart(visit.waitFrom),
    place: placeOf(location),
    placeUncertain: placeConfidence(group, location.id) === "low",
    notices: noticesOn(reader.settings, location.id, date),
    hall: hallName(reader.book.city, visit.hallId),
    group,
    cases: visit.cases,
    papers: papersOf(await deps.plan.procedures(), group.id),
    isWalkIn: isWalkIn(visit),
    mayCancel: mayBeCancelled(visit, reader.now),
    mayMove: mayBeMoved(visit, reader.now) ? (isWalkIn(visit) ? "same-day" : "any-day") : null,
    mayUndo: mayUndo(visit, reader.now) && (await reader.isFree(location.id, group, visit.cases, visit.start)),
    changesIn: changes === null ? null : Math.max(1, Math.ceil((changes - reader.now) / 1_000)),
    keep: keepOf(visit, phase, reader.now),
    exampleData: !reader.settings.exampleDataConfirmed,
  };
}
