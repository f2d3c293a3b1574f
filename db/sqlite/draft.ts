import { and, eq, gt, lte } from "drizzle-orm";
import { draftKeptUntil } from "@/lib/domain/draft";
import type { DeviceHash } from "@/lib/domain/ids";
import type { Instant } from "@/lib/domain/tick";
import type { Draft } from "@/lib/ports/drafts";
import type { Orm } from "./client";
import * as t from "./schema";
import type { Session } from "./session";

/** Forgets what a device's form held. */
export function forgetDraft({ orm }: Pick<Session, "orm">, device: DeviceHash): void {
  orm
    .delete(t.bookingDraft)
    .where(eq(t.bookingDraft.device, Buffer.from(device)))
    .run();
}

/**
 * Keeps what a device's form holds in the place of what it held before; false, and nothing, where it holds no hour.
 * What other forms held whose time is over goes with it, so that there are never more than a few of them.
 */
export function keepDraft(session: Session, device: DeviceHash, draft: Draft, now: Instant): boolean {
  const key = Buffer.from(device);
  const hold = session.statements.holdByDevice.get({ device: key, now });
  if (!hold) return false;
  session.orm.delete(t.bookingDraft).where(lte(t.bookingDraft.keptUntil, now)).run();
  const { name, contact, language } = draft;
  const kept = { name, contact, language, keptUntil: draftKeptUntil(hold.heldUntil ?? now) };
  session.orm
    .insert(t.bookingDraft)
    .values({ device: key, ...kept })
    .onConflictDoUpdate({ target: t.bookingDraft.device, set: kept })
    .run();
  return true;
}

/** What a device's form holds is kept with the hold that now is its own. */
export function keepDraftWith({ statements }: Session, device: Uint8Array | null, heldUntil: Instant): void {
  if (device) statements.keepDraftUntil.run({ device: Buffer.from(device), keptUntil: draftKeptUntil(heldUntil) });
}

/** What a device's form holds, while it is kept. */
export function draftOf(orm: Orm, device: DeviceHash, now: Instant): Draft | null {
  const { bookingDraft } = t;
  const isKept = and(eq(bookingDraft.device, Buffer.from(device)), gt(bookingDraft.keptUntil, now));
  const row = orm.select().from(bookingDraft).where(isKept).get();
  return row ? { name: row.name, contact: row.contact, language: row.language } : null;
}
