import { and, desc, eq } from "drizzle-orm";
import type { Actor } from "@/lib/domain/actor";
import { decideCancel } from "@/lib/domain/cancel";
import { dayEnd, dayStart } from "@/lib/domain/civil-time";
import type { ClaimantHash, DeviceHash, TokenHash } from "@/lib/domain/ids";
import { ownStanding } from "@/lib/domain/own-visits";
import { restOf } from "@/lib/domain/rest";
import { floorTick, type Instant } from "@/lib/domain/tick";
import { isHeld, type Visit } from "@/lib/domain/visit";
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

function cancelVisit(session: Session, tokenHash: TokenHash, { now, actor, chance }: Cancel): CancelOutcome {
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

const holdOf = (session: Session, device: DeviceHash, now: Instant) =>
  rowsOfClaimant(session, device, now).find((row) => isHeld(row, now));

function releaseHold(session: Session, device: DeviceHash, now: Instant): boolean {
  const hold = holdOf(session, device, now);
  forgetDraft(session, device);
  return hold !== undefined && changeState(session, hold, "expired", { now, actor: "resident" }) !== null;
}

function extendHoldOf(session: Session, device: DeviceHash, now: Instant): Visit | null {
  const hold = holdOf(session, device, now);
  return hold ? extendHold(session, hold, now) : null;
}

function visitByToken(session: Session, tokenHash: TokenHash): OwnVisit | null {
  const row = session.statements.visitByToken.get({ token: Buffer.from(tokenHash) });
  return row ? ownVisitOf(row, session.directory) : null;
}

const ownVisits = (session: Session, claimant: ClaimantHash, now: Instant): readonly OwnVisit[] =>
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
    releaseHold: async (device, now) => write(() => releaseHold(open(), device, now)),
    extendHold: async (device, now) => write(() => extendHoldOf(open(), device, now)),
    byKey: async (keyHash, bodyHash) => keyAnswer(open(), keyHash, bodyHash),
    byToken: async (tokenHash) => visitByToken(open(), tokenHash),
    byCode: async (code, contact) => visitByCode(open(), code, contact),
    ownedBy: async (claimant, now) => ownVisits(open(), claimant, now),
  };
}
