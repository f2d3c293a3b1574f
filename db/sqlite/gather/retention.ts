import { and, count, desc, eq, inArray, isNotNull, isNull, lt, lte, ne, or, type SQL } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Forgettable } from "@/lib/domain/retention/retention";
import type { Tick } from "@/lib/domain/time/tick";
import type { Orm } from "../client";
import * as t from "../schema";
import type { Gathering } from "./gathering";

/** Every visit has a nonce until it is forgotten. */
const isKnown = isNotNull(t.visit.nonce);
const ofSomebody = or(isNotNull(t.visit.name), isNotNull(t.visit.contact));
const ofNobody = and(isNull(t.visit.name), isNull(t.visit.contact));
const wasMissed = eq(t.visit.state, "no-show");
const wasNotMissed = ne(t.visit.state, "no-show");

const isOf = ({ before, ofPerson, missed }: Forgettable): SQL | undefined =>
  and(
    isKnown,
    lt(t.visit.startTick, before),
    ofPerson ? ofSomebody : ofNobody,
    missed === null ? undefined : missed ? wasMissed : wasNotMissed,
  );

const rowsIn = (orm: Orm, table: SQLiteTable, where: SQL | undefined): number =>
  orm.select({ rows: count() }).from(table).where(where).get()?.rows ?? 0;

/** Devices that are told of visits which start before a tick. */
export const deviceBefore = (orm: Orm, before: Tick): SQL =>
  inArray(
    t.pushSubscription.visitId,
    orm.select({ id: t.visit.id }).from(t.visit).where(lt(t.visit.startTick, before)),
  );

/** What may be forgotten. */
export const retentionFacts = {
  forgettableCount: ({ orm }, of) => rowsIn(orm, t.visit, isOf(of)),
  forgettable: ({ orm }, { most, ...of }) =>
    orm
      .select({ id: t.visit.id })
      .from(t.visit)
      .where(isOf(of))
      .limit(most)
      .all()
      .map(({ id }) => id),
  devicesBefore: ({ orm }, { before }) => rowsIn(orm, t.pushSubscription, deviceBefore(orm, before)),
  draftsBefore: ({ orm }, { now }) => rowsIn(orm, t.bookingDraft, lte(t.bookingDraft.keptUntil, now)),
  forgetMarks: ({ orm }) => orm.select().from(t.forgetMark).orderBy(desc(t.forgetMark.id)).all(),
} satisfies Partial<Gathering>;
