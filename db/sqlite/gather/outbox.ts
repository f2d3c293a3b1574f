import { and, desc, eq, gt, inArray, isNotNull, lte, or, sql } from "drizzle-orm";
import { NOTHING_SPENT } from "@/lib/domain/messages/sms";
import { messageOf, visitOf } from "../rows";
import * as t from "../schema";
import type { Gathering } from "./gathering";

/** What people are told, and what was told them. */
export const outboxFacts = {
  deviceOf: ({ orm }, { visitId }) =>
    orm
      .select({ language: t.pushSubscription.language })
      .from(t.pushSubscription)
      .where(eq(t.pushSubscription.visitId, visitId))
      .get() ?? null,
  messagesOf: ({ statements }, asked) => statements.messagesOfVisit.all(asked).map(messageOf),
  message: ({ orm }, { id }) => {
    const row = orm.select().from(t.message).where(eq(t.message.id, id)).get();
    return row ? messageOf(row) : null;
  },
  takenMessages: ({ orm }) => orm.select().from(t.message).where(isNotNull(t.message.takenUntil)).all().map(messageOf),
  waitingBeyond: ({ orm, directory }, { now, kinds }) =>
    orm
      .select()
      .from(t.message)
      .innerJoin(t.visit, eq(t.visit.id, t.message.visitId))
      .where(
        and(
          eq(t.message.state, sql`'waiting'`),
          gt(t.message.nextTryAt, now),
          or(gt(t.message.attempts, 0), inArray(t.message.kind, [...kinds])),
        ),
      )
      .all()
      .map(({ message, visit }) => ({ message: messageOf(message), visit: visitOf(visit, directory) })),
  bookedFor: ({ statements }, { network, except, ...since }) =>
    statements.visitsOfNetworkTo.get({ ...since, network: Buffer.from(network), id: except })?.visits ?? 0,
  repeatsTo: ({ statements }, asked) => statements.repeatsToMailbox.get({ ...asked })?.messages ?? 0,
  smsFrom: ({ statements }, { network, since }) =>
    statements.smsOfNetwork.get({ network: Buffer.from(network), since })?.messages ?? 0,
  smsSpent: ({ orm }, { day }) => {
    const row = orm.select().from(t.smsDay).where(eq(t.smsDay.day, day)).get();
    return row ? { everybody: row.everybody, kept: row.kept } : NOTHING_SPENT;
  },
  lastBefore: ({ orm }, { now }) => {
    const entry = orm.select({ id: t.audit.id }).from(t.audit).where(lte(t.audit.at, now));
    const message = orm.select({ id: t.message.id }).from(t.message).where(lte(t.message.createdAt, now));
    return {
      entry: entry.orderBy(desc(t.audit.id)).limit(1).get()?.id ?? 0,
      message: message.orderBy(desc(t.message.id)).limit(1).get()?.id ?? 0,
    };
  },
  entriesAfter: ({ orm }, { entry, acts }) =>
    orm
      .select()
      .from(t.audit)
      .where(and(gt(t.audit.id, entry), inArray(t.audit.what, [...acts])))
      .all()
      .flatMap(({ visitId, what, at }) => (visitId === null ? [] : [{ visitId, what, at }])),
} satisfies Partial<Gathering>;
