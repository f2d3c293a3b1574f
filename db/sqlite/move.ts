import { and, eq } from "drizzle-orm";
import { askFor } from "@/lib/domain/ask";
import { civilDateAt } from "@/lib/domain/civil-time";
import type { DayPlan } from "@/lib/domain/day-plan";
import { decideMove, type MoveDecision } from "@/lib/domain/move";
import { ownClaims } from "@/lib/domain/own-visits";
import { type Instant, tickStart } from "@/lib/domain/tick";
import type { ClaimNetwork, MoveOutcome, MoveRequest } from "@/lib/ports/visits";
import { freeCells, takeCells, writeCapacity } from "./cells";
import { giveNumber } from "./claim";
import type { Client } from "./client";
import { decideOnceMore } from "./conflict";
import { readDay } from "./day";
import { tell } from "./messages";
import { shareUse } from "./networks";
import { endRestsOf, letRest, restsOf } from "./rests";
import { type VisitRow, visitOf } from "./rows";
import * as t from "./schema";
import type { Session } from "./session";
import { expireDeadHolds } from "./state-change";

/** Whoever takes a time of today for a visit has it, from their network; without a cookie that stands for the device. */
function takenFrom({ device, network }: VisitRow, { hash }: ClaimNetwork, now: Instant) {
  const own = Buffer.from(hash);
  return { network: own, networkAt: now, ...(device && network?.equals(device) && { device: own }) };
}

/** Live visits of the day of the visit's device, without this one, and how many it may have. */
function ownOf(session: Session, row: VisitRow, plan: DayPlan, { now, resident }: MoveRequest) {
  if (!row.device || !resident?.limits) return { ownVisits: 0, limit: null };
  const { statements, directory, settings } = session;
  const ofDay = statements.visitByDevice.all({
    device: row.device,
    from: plan.firstTick,
    to: plan.firstTick + plan.ticks,
  });
  const others = ofDay.filter(({ id }) => id !== row.id).map((one) => visitOf(one, directory));
  const isNetwork = row.network?.equals(row.device) ?? false;
  return {
    ownVisits: ownClaims(others, plan, now).visits,
    limit: isNetwork ? settings.networkLimit : settings.deviceLimit,
  };
}

type Move = Extract<MoveDecision, { kind: "move" }>;

/** Frees the visit's cells, or lets them rest, and takes those of its new start; the keys of the cells refuse a stale one by throwing. */
function rewrite(session: Session, row: VisitRow, move: Move, { now, actor, resident }: MoveRequest): VisitRow {
  const { at, rest, ends } = move;
  const { statements, directory, orm, book } = session;
  const locationId = directory.location.slug(row.locationId);
  const plan = book.day(locationId, civilDateAt(tickStart(at.start)));
  const group = book.city.caseGroups.find((one) => one.id === directory.caseGroup.slug(row.caseGroupId));
  if (!group) throw new Error("A visit names a case group of the city.");
  writeCapacity(orm, statements, directory, plan, book.version);
  endRestsOf(session, row, ends, now);
  if (rest) letRest(session, row, rest);
  else freeCells(statements, row);
  const hallId = directory.hall.id(at.hallId);
  const keepsNumber =
    row.number !== null && hallId === row.hallId && plan.date === civilDateAt(tickStart(row.startTick));
  const isToday = plan.date === civilDateAt(now);
  const numbered = isToday ? giveNumber : () => ({ letter: null, number: null });
  const moved = orm
    .update(t.visit)
    .set({
      hallId,
      counterId: directory.counter.id(at.counterId),
      startTick: at.start,
      waitFrom: at.waitFrom,
      ...(keepsNumber ? {} : numbered(session, plan, group, hallId)),
      ...(isToday && resident && takenFrom(row, resident.network, now)),
    })
    .where(and(eq(t.visit.id, row.id), eq(t.visit.state, row.state), eq(t.visit.startTick, row.startTick)))
    .returning()
    .get();
  if (!moved) throw new Error("A visit changed inside the transaction that moves it.");
  takeCells(
    statements,
    moved,
    plan.halls.some((hall) => hall.id === at.hallId && hall.capacity !== null),
  );
  statements.writeAudit.run({ at: now, visitId: row.id, actor, what: "moved", detail: `${row.startTick} ${at.start}` });
  tell(session, moved, "moved", now);
  return moved;
}

function decide(session: Session, request: MoveRequest, fromCells: boolean): MoveOutcome {
  expireDeadHolds(session, request.now);
  const { statements, directory, book, settings } = session;
  const row = statements.visitByToken.get({ token: Buffer.from(request.tokenHash) });
  if (!row) return { kind: "unknown" };
  const visit = visitOf(row, directory);
  const plan = book.day(visit.locationId, civilDateAt(tickStart(request.start)));
  const { now, resident } = request;
  const network = resident?.network ?? null;
  const day = readDay(session, plan, { network: network?.hash ?? null, fromCells, except: row.id });
  const decision = decideMove({
    visit,
    plan,
    ask: askFor(book.city, settings, { caseGroupId: visit.caseGroupId, cases: visit.cases, now }),
    wanted: request.start,
    dayVisits: day.visits,
    rests: restsOf(session, row, now),
    chance: resident?.chance ?? null,
    network: shareUse(session, network, { ofDay: day.ofNetwork, laterFrom: null, now, hold: null }),
    ...ownOf(session, row, plan, request),
  });
  switch (decision.kind) {
    case "again":
      return { kind: "moved", visit, again: true };
    case "too-late":
      return { kind: "too-late", visit };
    case "move":
      return { kind: "moved", visit: visitOf(rewrite(session, row, decision, request), directory), again: false };
    default:
      return decision;
  }
}

/**
 * Gives a visit another start: the old cells are freed and the new ones taken in one IMMEDIATE transaction. A conflict
 * rolls all of it back and is decided once more on the cells themselves.
 */
export function moveVisit(
  client: Client,
  openSession: () => Session,
  request: MoveRequest,
  onConflict: () => void,
): MoveOutcome {
  return decideOnceMore(client, (fromCells) => decide(openSession(), request, fromCells), onConflict);
}
