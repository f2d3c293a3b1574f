import { and, desc, eq, gt, inArray, isNull } from "drizzle-orm";
import type { ForgetMark } from "@/lib/domain/retention/retention";
import { floorTick, type Instant } from "@/lib/domain/time/tick";
import { LONGEST_VISIT_TICKS, ownStanding } from "@/lib/domain/visit/own-visits";
import type { ClaimantHash, TokenHash } from "@/lib/domain/who/ids";
import type { Draft } from "@/lib/ports/drafts";
import type { OwnVisit } from "@/lib/ports/visits";
import type { Orm } from "./client";
import { ownVisitOf } from "./rows";
import * as t from "./schema";
import type { Session } from "./session";

/** The live visits and holds of a claimant that are not over, earliest first. */
export function ownVisits(
  { statements, directory }: Session,
  claimant: ClaimantHash,
  now: Instant,
): readonly OwnVisit[] {
  const rows = statements.visitByDevice.all({
    device: Buffer.from(claimant),
    from: floorTick(now) - LONGEST_VISIT_TICKS,
    to: Number.MAX_SAFE_INTEGER,
  });
  return ownStanding(
    rows.map((row) => ownVisitOf(row, directory)),
    now,
  );
}

/** The visit of a token, as it is stored. */
export function visitByToken({ statements, directory }: Session, tokenHash: TokenHash): OwnVisit | null {
  const row = statements.visitByToken.get({ token: Buffer.from(tokenHash) });
  return row ? ownVisitOf(row, directory) : null;
}

/** The latest visit of a code that belongs to a contact: codes are unique among live visits only. */
export function visitByCode({ orm, directory }: Session, code: string, contact: string): OwnVisit | null {
  const isIt = and(eq(t.visit.code, code), eq(t.visit.contact, contact));
  const row = orm.select().from(t.visit).where(isIt).orderBy(desc(t.visit.startTick)).get();
  return row ? ownVisitOf(row, directory) : null;
}

/** What a device's form holds, while it is kept. */
export function draftOf(orm: Orm, device: ClaimantHash, now: Instant): Draft | null {
  const { bookingDraft } = t;
  const isKept = and(eq(bookingDraft.device, Buffer.from(device)), gt(bookingDraft.keptUntil, now));
  const row = orm.select().from(bookingDraft).where(isKept).get();
  return row ? { name: row.name, contact: row.contact, language: row.language } : null;
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
