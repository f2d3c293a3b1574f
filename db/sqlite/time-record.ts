import { desc, eq } from "drizzle-orm";
import type { TimeRecord } from "@/lib/domain/time/clock-trust";
import type { KeptTime } from "@/lib/ports/time-keeping";
import type { Orm } from "./client";
import * as t from "./schema";
import type { Session } from "./session";

const ROW = 1;
const NO_DOUBT = { reason: null, since: null, off: null, agreedMs: null, least: null, most: null, wall: null };

/** What the database knows of time when it is opened. The newest entry is the last one written, whatever it is dated. */
export function readTimeRecord(orm: Orm): TimeRecord {
  const newest = orm.select({ at: t.audit.at }).from(t.audit).orderBy(desc(t.audit.id)).limit(1).get();
  const row = orm.select().from(t.timeRecord).where(eq(t.timeRecord.id, ROW)).get();
  if (!row) throw new Error("The database has lost its record of time.");
  const { reason, since, off, agreedMs, least, most, wall } = row;
  const isWhole = since !== null && off !== null && agreedMs !== null && least !== null && most !== null;
  const doubt =
    reason !== null && isWhole && wall !== null ? { reason, since, off, agreedMs, least, most, wall } : null;
  return { runningMs: row.runningMs, doubt, newestAudit: newest?.at ?? null };
}

/** Writes what is known of the clock, and how a doubt ended, inside the caller's transaction. */
export function keepTime({ orm, statements }: Session, { runningMs, doubt, entry }: KeptTime): void {
  const set = { runningMs: Math.floor(runningMs), ...(doubt ?? NO_DOUBT) };
  orm.update(t.timeRecord).set(set).where(eq(t.timeRecord.id, ROW)).run();
  if (entry) statements.writeAudit.run({ ...entry, visitId: null, what: "clock" });
}
