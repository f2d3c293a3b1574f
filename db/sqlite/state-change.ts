import { and, eq } from "drizzle-orm";
import type { Actor } from "@/lib/domain/actor";
import type { News } from "@/lib/domain/message";
import type { Rest } from "@/lib/domain/rest";
import type { Instant } from "@/lib/domain/tick";
import { mayMove, occupies, type Visit, type VisitState } from "@/lib/domain/visit";
import { freeCells } from "./cells";
import { tell } from "./messages";
import { endOldRests, letRest } from "./rests";
import { type VisitRow, visitOf } from "./rows";
import * as t from "./schema";
import type { Session } from "./session";

interface Change {
  readonly now: Instant;
  readonly actor: Actor;
  /** Whether text messages about a visit that is booked by this count against its network. */
  readonly counted?: boolean;
  readonly set?: Partial<
    Pick<
      VisitRow,
      "letter" | "number" | "channel" | "name" | "contact" | "language" | "mailbox" | "network" | "networkAt"
    >
  >;
  /** What rests of the visit's time, where the new state leaves it. */
  readonly rest?: Rest | null;
}

/** The states of which a visit's person is told. */
const NEWS: Readonly<Partial<Record<VisitState, News>>> = { booked: "confirmed", cancelled: "cancelled" };

/**
 * Moves a visit to another state, compare-and-set: null when somebody else was first. Cells go in the same
 * transaction, the caller's, when the new state no longer occupies them; audit row and messages are written in it.
 */
export function changeState(session: Session, row: VisitRow, to: VisitState, change: Change): Visit | null {
  if (!mayMove(row.state, to)) throw new Error(`A visit cannot go from ${row.state} to ${to}.`);
  const changed = session.orm
    .update(t.visit)
    .set({ state: to, heldUntil: null, ...change.set })
    .where(and(eq(t.visit.id, row.id), eq(t.visit.state, row.state)))
    .returning()
    .get();
  if (!changed) return null;
  const visit = visitOf(changed, session.directory);
  if (change.rest) letRest(session, row, change.rest);
  else if (!occupies(visit, change.now)) freeCells(session.statements, row);
  session.statements.writeAudit.run({ at: change.now, visitId: row.id, actor: change.actor, what: to, detail: null });
  const news = NEWS[to];
  if (news) tell(session, changed, news, change.now, change.counted);
  return visit;
}

/** Ends the holds and the rests whose time is over and frees their cells. */
export function expireDeadHolds(session: Session, now: Instant): void {
  endOldRests(session, now);
  for (const row of session.statements.deadHolds.all({ now }))
    changeState(session, row, "expired", { now, actor: "system" });
}
