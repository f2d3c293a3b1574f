import { randomBytes } from "node:crypto";
import { and, count, desc, eq, inArray, isNotNull, isNull, lt, lte, ne, or, type SQL } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { type ForgetMark, type ForgetRule, isRipe } from "@/lib/domain/retention";
import type { Forgotten } from "@/lib/ports/retention";
import type { Orm } from "./client";
import * as t from "./schema";
import type { Session } from "./session";

const TOKEN_BYTES = 32;

/** Every visit has a nonce until it is forgotten. */
const isKnown = isNotNull(t.visit.nonce);

/** The visits of each kind that a rule forgets. */
function forgettable(rule: ForgetRule): Readonly<Record<"walkIns" | "persons" | "noShows", SQL | undefined>> {
  const nobody = and(isNull(t.visit.name), isNull(t.visit.contact));
  const somebody = or(isNotNull(t.visit.name), isNotNull(t.visit.contact));
  return {
    walkIns: and(isKnown, lt(t.visit.startTick, rule.walkInsBefore), nobody),
    persons: and(isKnown, lt(t.visit.startTick, rule.personsBefore), somebody, ne(t.visit.state, "no-show")),
    noShows: and(isKnown, lt(t.visit.startTick, rule.noShowsBefore), somebody, eq(t.visit.state, "no-show")),
  };
}

const oldDrafts = (rule: ForgetRule) => lte(t.bookingDraft.keptUntil, rule.now);
const oldDevices = (orm: Orm, rule: ForgetRule) =>
  inArray(
    t.pushSubscription.visitId,
    orm.select({ id: t.visit.id }).from(t.visit).where(lt(t.visit.startTick, rule.devicesBefore)),
  );

/** What a rule would forget now. */
export function toForget(orm: Orm, rule: ForgetRule): Forgotten {
  const { walkIns, persons, noShows } = forgettable(rule);
  const rows = (table: SQLiteTable, where: SQL | undefined): number =>
    orm.select({ rows: count() }).from(table).where(where).get()?.rows ?? 0;
  return {
    walkIns: rows(t.visit, walkIns),
    persons: rows(t.visit, persons),
    noShows: rows(t.visit, noShows),
    devices: rows(t.pushSubscription, oldDevices(orm, rule)),
    drafts: rows(t.bookingDraft, oldDrafts(rule)),
  };
}

/** Takes everything from a visit that may point to a person; token and code become ones that nobody has. */
function forgetVisit(orm: Orm, id: number): void {
  orm
    .update(t.visit)
    .set({
      ...{ nonce: null, device: null, keyHash: null, bodyHash: null, name: null, contact: null, language: null },
      ...{ mailbox: null, network: null, networkAt: null },
      token: randomBytes(TOKEN_BYTES),
      code: `-${id}`,
    })
    .where(eq(t.visit.id, id))
    .run();
  orm.delete(t.message).where(eq(t.message.visitId, id)).run();
  orm.delete(t.pushSubscription).where(eq(t.pushSubscription.visitId, id)).run();
}

/** Forgets at most so many visits, inside the caller's transaction. */
export function forgetSome(orm: Orm, rule: ForgetRule, most: number): Forgotten {
  let left = most;
  const visits = (where: SQL | undefined): number => {
    const found = orm.select({ id: t.visit.id }).from(t.visit).where(where).limit(left).all();
    for (const { id } of found) forgetVisit(orm, id);
    left -= found.length;
    return found.length;
  };
  const { walkIns, persons, noShows } = forgettable(rule);
  // Devices first, so that each is counted: forgetting a visit takes its device with it.
  const devices = orm.delete(t.pushSubscription).where(oldDevices(orm, rule)).run().changes;
  const drafts = orm.delete(t.bookingDraft).where(oldDrafts(rule)).run().changes;
  return { walkIns: visits(walkIns), persons: visits(persons), noShows: visits(noShows), devices, drafts };
}

/** Those of the visits that have been forgotten. */
export const forgottenAmong = (orm: Orm, ids: readonly number[]): readonly number[] =>
  orm
    .select({ id: t.visit.id })
    .from(t.visit)
    .where(and(inArray(t.visit.id, [...ids]), isNull(t.visit.nonce)))
    .all()
    .map(({ id }) => id);

/** What was marked, the newest first. */
export const forgetMarks = (orm: Orm): readonly ForgetMark[] =>
  orm
    .select()
    .from(t.forgetMark)
    .orderBy(desc(t.forgetMark.id))
    .all()
    .map(({ id: _, ...mark }) => mark);

/** Writes a mark inside the caller's transaction, and lets those go that a ripe one has overtaken. */
export function markToForget({ orm, statements }: Session, mark: ForgetMark): void {
  const known = orm.select().from(t.forgetMark).orderBy(desc(t.forgetMark.id)).all();
  const ripe = known.find((one) => isRipe(one, mark.runningMs));
  if (ripe) orm.delete(t.forgetMark).where(lt(t.forgetMark.id, ripe.id)).run();
  orm.insert(t.forgetMark).values(mark).run();
  statements.writeAudit.run({ at: mark.at, visitId: null, actor: "system", what: "marked", detail: null });
}
