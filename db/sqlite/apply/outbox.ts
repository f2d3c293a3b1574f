import { and, eq, gt, inArray } from "drizzle-orm";
import { RANKS } from "@/lib/domain/messages/delivery";
import * as t from "../schema";
import type { Applying } from "./applying";

/** What people are told, and what it costs. */
export const outboxChanges = {
  "write-message": ({ statements }, { visitId, message }) => {
    const { kind, due, line, rank, again, repeated, counted, heldBack, createdAt } = message;
    statements.writeMessage.run({
      ...{ visitId, kind, nextTryAt: due, createdAt, line, rank: RANKS.indexOf(rank) },
      ...{ again: Number(again), repeated: Number(repeated), counted: Number(counted) },
      ...{ state: heldBack === null ? "waiting" : "dropped", reason: heldBack },
    });
  },
  "set-message": ({ orm }, { id, set: { rank, ...set } }) => {
    orm
      .update(t.message)
      .set({ ...set, ...(rank && { rank: RANKS.indexOf(rank) }) })
      .where(eq(t.message.id, id))
      .run();
  },
  "drop-messages": ({ orm }, { ids, reason }) => {
    orm
      .update(t.message)
      .set({ state: "dropped", reason })
      .where(inArray(t.message.id, [...ids]))
      .run();
  },
  "date-messages": ({ orm }, { after, now }) => {
    orm
      .update(t.message)
      .set({ createdAt: now })
      .where(and(gt(t.message.id, after), gt(t.message.createdAt, now)))
      .run();
  },
  "tell-device": ({ orm }, { visitId, target, at }) => {
    orm.delete(t.pushSubscription).where(eq(t.pushSubscription.visitId, visitId)).run();
    if (!target) return;
    const { endpoint, p256dh, auth, language } = target;
    orm.insert(t.pushSubscription).values({ visitId, endpoint, p256dh, auth, language, createdAt: at }).run();
  },
  "spend-sms": ({ orm }, { day, spent }) => {
    orm
      .insert(t.smsDay)
      .values({ day, ...spent })
      .onConflictDoUpdate({ target: t.smsDay.day, set: spent })
      .run();
  },
} satisfies Partial<Applying>;
