import { and, eq, gt } from "drizzle-orm";
import type { Instant } from "@/lib/domain/tick";
import type { Bytes, Draft } from "@/lib/ports/store";
import type { Orm } from "./client";
import * as t from "./schema";

/** Keeps what a device's form holds in the place of what it held before; null forgets it. */
export function keepDraft(
  orm: Orm,
  device: Bytes,
  draft: { readonly typed: Draft; readonly until: Instant } | null,
): void {
  const key = Buffer.from(device);
  orm.delete(t.bookingDraft).where(eq(t.bookingDraft.device, key)).run();
  if (!draft) return;
  const { name, contact, language } = draft.typed;
  orm.insert(t.bookingDraft).values({ device: key, name, contact, language, keptUntil: draft.until }).run();
}

/** What a device's form holds, while it is kept. */
export function draftOf(orm: Orm, device: Bytes, now: Instant): Draft | null {
  const { bookingDraft } = t;
  const isKept = and(eq(bookingDraft.device, Buffer.from(device)), gt(bookingDraft.keptUntil, now));
  const row = orm.select().from(bookingDraft).where(isKept).get();
  return row ? { name: row.name, contact: row.contact, language: row.language } : null;
}
