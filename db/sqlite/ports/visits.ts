import { and, desc, eq } from "drizzle-orm";
import type { Actor } from "@/lib/domain/actor";
import { decideCancel } from "@/lib/domain/cancel";
import { dayEnd, dayStart } from "@/lib/domain/civil-time";
import { ownStanding } from "@/lib/domain/own-visits";
import { restOf } from "@/lib/domain/rest";
import { floorTick, type Instant } from "@/lib/domain/tick";
import { isHeld, type Visit } from "@/lib/domain/visit";
import type { Bytes } from "@/lib/ports/bytes";
import type { CancelOutcome, OwnVisit, Visits } from "@/lib/ports/visits";
import { claimVisit, claimWithin, extendHold, keyAnswer, rowsOfClaimant } from "../claim";
import { occupanciesOf } from "../day";
import { forgetDraft } from "../draft";
import type { Engine } from "../engine";
import { moveVisit } from "../move";
import { ownVisitOf, visitOf } from "../rows";
import * as t from "../schema";
import type { Session } from "../session";
import { changeState, expireDeadHolds } from "../state-change";

interface Cancel {
  readonly now: Instant;
  readonly actor: Actor;
  readonly chance: number | null;
}

function cancelVisit(session: Session, tokenHash: Bytes, { now, actor, chance }: Cancel): CancelOutcome {
  expireDeadHolds(session, now);
  const row = session.statements.visitByToken.get({ token: Buffer.from(tokenHash) });
  if (!row) return { kind: "unknown" };
  const visit = visitOf(row, session.directory);
  const decision = decideCancel(visit, now);
  if (decision === "again") return { kind: "cancelled", visit, again: true };
  if (decision === "too-late") return { kind: "too-late", visit };
  const rest = restOf({ left: visit, next: null, now, chance, settings: session.settings });
  const cancelled = changeState(session, row, "cancelled", { now, actor, rest });
  return cancelled ? { kind: "cancelled", visit: cancelled, again: false } : { kind: "too-late", visit };
}

const holdOf = (session: Session, claimant: Bytes, now: Instant) =>
  rowsOfClaimant(session, claimant, now).find((row) => isHeld(row, now));

function releaseHold(session: Session, claimant: Bytes, now: Instant): boolean {
  const hold = holdOf(session, claimant, now);
  forgetDraft(session, claimant);
  return hold !== undefined && changeState(session, hold, "expired", { now, actor: "resident" }) !== null;
}

function extendHoldOf(session: Session, claimant: Bytes, now: Instant): Visit | null {
  const hold = holdOf(session, claimant, now);
  return hold ? extendHold(session, hold, now) : null;
}

function visitByToken(session: Session, tokenHash: Bytes): OwnVisit | null {
  const row = session.statements.visitByToken.get({ token: Buffer.from(tokenHash) });
  return row ? ownVisitOf(row, session.directory) : null;
}

const ownVisits = (session: Session, claimant: Bytes, now: Instant): readonly OwnVisit[] =>
  ownStanding(
    rowsOfClaimant(session, claimant, now).map((row) => ownVisitOf(row, session.directory)),
    now,
  );

/** The latest visit of a code that belongs to a contact: codes are unique among live visits only. */
function visitByCode({ orm, directory }: Session, code: string, contact: string): OwnVisit | null {
  const isIt = and(eq(t.visit.code, code), eq(t.visit.contact, contact));
  const row = orm.select().from(t.visit).where(isIt).orderBy(desc(t.visit.startTick)).get();
  return row ? ownVisitOf(row, directory) : null;
}

/** Visits on SQLite; `onConflict` is told where the database refused what had been decided. */
export function sqliteVisits({ client, open, gate, commits, write }: Engine, onConflict: () => void): Visits {
  return {
    ofDay: async (locationId, date) =>
      occupanciesOf(open(), locationId, floorTick(dayStart(date)), floorTick(dayEnd(date))),
    claim: (request) =>
      commits.work(
        () => claimWithin(open(), request),
        () => claimVisit(client, open, request, onConflict),
      ),
    cancel: (tokenHash, now, actor, chance = null) =>
      write(() => cancelVisit(open(), tokenHash, { now, actor, chance })),
    move: async (request) => gate.patiently(() => moveVisit(client, open, request, onConflict)),
    releaseHold: async (claimant, now) => write(() => releaseHold(open(), claimant, now)),
    extendHold: async (claimant, now) => write(() => extendHoldOf(open(), claimant, now)),
    byKey: async (keyHash, bodyHash) => keyAnswer(open(), keyHash, bodyHash),
    byToken: async (tokenHash) => visitByToken(open(), tokenHash),
    byCode: async (code, contact) => visitByCode(open(), code, contact),
    ownedBy: async (claimant, now) => ownVisits(open(), claimant, now),
  };
}
