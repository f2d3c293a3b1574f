import { eq, gt, lt, lte, sql } from "drizzle-orm";
import { deviceBefore } from "../gather/retention";
import * as t from "../schema";
import type { Applying } from "./applying";

/** What is kept for a while: what forms hold, devices, marks; and the book of acts. */
export const keepingChanges = {
  "keep-draft": ({ orm }, { device, draft: { name, contact, language }, until }) => {
    const kept = { name, contact, language, keptUntil: until };
    orm
      .insert(t.bookingDraft)
      .values({ device: Buffer.from(device), ...kept })
      .onConflictDoUpdate({ target: t.bookingDraft.device, set: kept })
      .run();
  },
  "keep-draft-until": ({ statements }, { device, until }) => {
    statements.keepDraftUntil.run({ device: Buffer.from(device), keptUntil: until });
  },
  "forget-draft": ({ orm }, { device }) => {
    orm
      .delete(t.bookingDraft)
      .where(eq(t.bookingDraft.device, Buffer.from(device)))
      .run();
  },
  "forget-drafts": ({ orm }, { now }) => {
    orm.delete(t.bookingDraft).where(lte(t.bookingDraft.keptUntil, now)).run();
  },
  "shorten-drafts": ({ orm }, { beyond, by }) => {
    orm
      .update(t.bookingDraft)
      .set({ keptUntil: sql`${t.bookingDraft.keptUntil} - ${by}` })
      .where(gt(t.bookingDraft.keptUntil, beyond))
      .run();
  },
  "forget-devices": ({ orm }, { before }) => {
    orm.delete(t.pushSubscription).where(deviceBefore(orm, before)).run();
  },
  "mark-to-forget": ({ orm }, { mark }) => {
    orm.insert(t.forgetMark).values(mark).run();
  },
  "drop-marks": ({ orm }, { before }) => {
    orm.delete(t.forgetMark).where(lt(t.forgetMark.id, before)).run();
  },
  audit: ({ statements }, { entry }) => {
    statements.writeAudit.run({ ...entry });
  },
} satisfies Partial<Applying>;
