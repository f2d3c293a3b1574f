import { askFor } from "@/lib/domain/ask";
import { civilDateAt } from "@/lib/domain/civil-time";
import { decideMove } from "@/lib/domain/move";
import { tickStart } from "@/lib/domain/tick";
import type { Visit } from "@/lib/domain/visit";
import type { MoveOutcome, MoveRequest } from "@/lib/ports/store";
import { capacityIn, giveNumber, visitsOfDay } from "./claim";
import { tell } from "./messages";
import { expireDeadHolds, findKept, hexOf, type Transaction } from "./records";

/** The move, as in db/sqlite/move.ts: one operation on a copy of the records, which a conflict throws away. */
export function moveVisit(transaction: Transaction, { tokenHash, start, now }: MoveRequest): MoveOutcome {
  expireDeadHolds(transaction, now);
  const one = findKept(transaction, ({ token }) => token === hexOf(tokenHash));
  if (!one) return { kind: "unknown" };
  const { visit } = one;
  const plan = transaction.book.day(visit.locationId, civilDateAt(tickStart(start)));
  const ask = askFor(transaction.book.city, transaction.settings, { ...visit, now });
  const decision = decideMove({ visit, plan, ask, wanted: start, dayVisits: visitsOfDay(transaction, plan) });
  if (decision.kind === "again") return { kind: "moved", visit, again: true };
  if (decision.kind === "too-late") return { kind: "too-late", visit };
  if (decision.kind !== "move") return decision;
  const { at } = decision;
  const isSameDay = plan.date === civilDateAt(tickStart(visit.start));
  const keepsNumber = visit.number !== null && isSameDay && at.hallId === visit.hallId;
  const isToday = plan.date === civilDateAt(now);
  const fresh = () => (isToday ? giveNumber(transaction, plan, ask.caseGroup, at.hallId) : null);
  const moved: Visit = { ...visit, ...at, number: keepsNumber ? visit.number : fresh() };
  transaction.cells.free(visit);
  transaction.cells.take(moved, capacityIn(plan, at.hallId));
  transaction.kept.set(visit.id, { ...one, visit: moved });
  tell(transaction, visit.id, "moved", now);
  return { kind: "moved", visit: moved, again: false };
}
