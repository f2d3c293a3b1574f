import { and, eq } from "drizzle-orm";
import { askFor } from "@/lib/domain/ask";
import { civilDateAt } from "@/lib/domain/civil-time";
import { decideMove, type MoveDecision } from "@/lib/domain/move";
import { tickStart } from "@/lib/domain/tick";
import type { MoveOutcome, MoveRequest } from "@/lib/ports/store";
import { freeCells, takeCells, writeCapacity } from "./cells";
import { dayVisitsOf, giveNumber } from "./claim";
import type { Client } from "./client";
import { decideOnceMore } from "./conflict";
import { tell } from "./messages";
import { endRestsOf, letRest, restsOf } from "./rests";
import { type VisitRow, visitOf } from "./rows";
import * as t from "./schema";
import type { Session } from "./session";
import { expireDeadHolds } from "./state-change";

type Move = Extract<MoveDecision, { kind: "move" }>;

/** Frees the visit's cells, or lets them rest, and takes those of its new start; the keys of the cells refuse a stale one by throwing. */
function rewrite(session: Session, row: VisitRow, { at, rest, ends }: Move, { now, actor }: MoveRequest): VisitRow {
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
  const decision = decideMove({
    visit,
    plan,
    ask: askFor(book.city, settings, { caseGroupId: visit.caseGroupId, cases: visit.cases, now: request.now }),
    wanted: request.start,
    dayVisits: dayVisitsOf(session, plan, fromCells, row.id),
    rests: restsOf(session, row, request.now),
    chance: request.chance,
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
