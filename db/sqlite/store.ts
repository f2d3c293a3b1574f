import { and, desc, eq, sql } from "drizzle-orm";
import { decideCancel } from "@/lib/domain/cancel";
import type { City } from "@/lib/domain/city";
import { dayEnd, dayStart } from "@/lib/domain/civil-time";
import type { HolidayOn } from "@/lib/domain/day-plan";
import { ownStanding } from "@/lib/domain/own-visits";
import { openPlanBook } from "@/lib/domain/plan-book";
import type { Procedure } from "@/lib/domain/procedure";
import { restOf } from "@/lib/domain/rest";
import { floorTick, type Instant } from "@/lib/domain/tick";
import { isHeld } from "@/lib/domain/visit";
import type { Bytes, CancelOutcome, OwnVisit, Store } from "@/lib/ports/store";
import { workApart } from "./apart";
import { backup } from "./backup";
import { isEmpty, readCity, readProcedures, renewProcedures, writeCity } from "./city-rows";
import { claimVisit, claimWithin, extendHold, keyAnswer, rowsOfClaimant } from "./claim";
import { type Client, ormOf, type Sync, writing } from "./client";
import { occupanciesOf } from "./day";
import { draftOf, forgetDraft, keepDraft } from "./draft";
import { fileGate, PATIENCE_MS } from "./file-gate";
import { keepLog } from "./log-keeper";
import {
  correspondence,
  dueMessages,
  forgetDevice,
  giveBackMessages,
  sendAgain,
  settleMessage,
  takeMessage,
  tellDevice,
} from "./messages";
import { moveVisit } from "./move";
import { forgetNetworks } from "./networks";
import { forgetMarks, forgetSome, forgottenAmong, markToForget, toForget } from "./retention";
import { ownVisitOf, visitOf } from "./rows";
import * as t from "./schema";
import type { Session } from "./session";
import { letGo } from "./set-back";
import { sharedCommit } from "./shared-commit";
import { giveBackSms, smsDay, spendOnSms } from "./sms-day";
import { changeState, expireDeadHolds } from "./state-change";
import { prepareStatements } from "./statements";
import { keepTime } from "./time-record";
import { writeProbe } from "./write-probe";

/** What an empty database is filled with, once. */
export interface Filling {
  readonly city: City;
  readonly procedures: readonly Procedure[];
}

/** Loads the city into an empty database; an edited one is left as it is. True when it was loaded. */
export function fillIfEmpty(client: Client, filling: () => Filling): boolean {
  const orm = ormOf(client);
  if (!isEmpty(orm)) return false;
  const { city, procedures } = filling();
  writing(client, () => writeCity(orm, city, procedures));
  return true;
}

/** Brings the stored descriptions of procedures up to those of the running version. */
export const renewDescriptions = (client: Client, { procedures }: Pick<Filling, "procedures">): boolean =>
  writing(client, () => renewProcedures(ormOf(client), procedures));

/** Opens sessions on the plan as it is now: one small read tells whether the compiled one still holds. */
export function sessionsOn(client: Client, holidayOn: HolidayOn): () => Session {
  const orm = ormOf(client);
  const statements = prepareStatements(orm);
  let current: Session | undefined;
  return () => {
    const version = statements.planVersion.get()?.version ?? 0;
    if (current?.book.version === version) return current;
    const { city, settings, directory } = readCity(orm);
    const book = openPlanBook(version, city, holidayOn);
    current = { client, orm, statements, book, settings, directory };
    return current;
  };
}

interface Cancel {
  readonly now: Instant;
  readonly actor: string;
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

function releaseHold(session: Session, claimant: Bytes, now: Instant): boolean {
  const hold = rowsOfClaimant(session, claimant, now).find((row) => isHeld(row, now));
  forgetDraft(session, claimant);
  return hold !== undefined && changeState(session, hold, "expired", { now, actor: "resident" }) !== null;
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

/** Counters that move with every change: of other connections, and of this one. */
interface Changes {
  byOthers(): number;
  byUs(): number;
}

function changesOf(client: Client): Changes {
  const ours = client.prepare<[], number>("SELECT total_changes()").pluck();
  const others = client.prepare<[], number>("SELECT data_version FROM pragma_data_version").pluck();
  return { byUs: () => ours.get() ?? 0, byOthers: () => others.get() ?? 0 };
}

/** The procedures as they were last read: 40 documents that only a new plan or another connection changes. */
function keptProcedures(open: () => Session, changes: Changes): () => readonly Procedure[] {
  let kept: { readonly of: string; readonly procedures: readonly Procedure[] } | undefined;
  return () => {
    const { orm, book } = open();
    const of = `${book.version} ${changes.byOthers()}`;
    if (kept?.of !== of) {
      kept = { of, procedures: readProcedures(orm) };
    }
    return kept.procedures;
  };
}

/** How long readiness waits for another program that holds the file: less than those who watch it. */
const READINESS_PATIENCE_MS = 2_000;

/**
 * The store on SQLite. The connection is already open, migrated and owned by this process; from here on it waits for
 * nobody itself: a write waits for another program for `patienceMs` while everybody else goes on.
 */
export function sqliteStore(
  client: Client,
  holidayOn: HolidayOn,
  onConflict: () => void = () => undefined,
  patienceMs = PATIENCE_MS,
): Store {
  client.pragma("busy_timeout = 0");
  const open = sessionsOn(client, holidayOn);
  const changes = changesOf(client);
  const procedures = keptProcedures(open, changes);
  const probe = writeProbe(client);
  const gate = fileGate(patienceMs);
  const commits = sharedCommit(client, gate, patienceMs);
  const apart = workApart(client.name);
  const log = keepLog(client, apart);
  /** A small write that may wait for the next commit: letters so cost those who book no sync of the disk. */
  const shared = <T>(work: Sync<T>): Promise<T> => commits.work<T>(work, (() => writing(client, work)) as Sync<T>);
  const write = <T>(work: Sync<T>): Promise<T> => gate.patiently(() => writing(client, work));
  return {
    planBook: async () => open().book,
    settings: async () => open().settings,
    changeSetting: async (key, value, actor, now) =>
      write(() => {
        const { orm, statements } = open();
        orm
          .insert(t.setting)
          .values({ key, value })
          .onConflictDoUpdate({ target: t.setting.key, set: { value: sql`excluded.value` } })
          .run();
        statements.writeAudit.run({
          at: now,
          visitId: null,
          actor,
          what: "setting",
          detail: `${key}=${typeof value === "object" ? JSON.stringify(value) : String(value)}`,
        });
      }),
    procedures: async () => procedures(),
    revision: async () => `${changes.byOthers()} ${changes.byUs()}`,
    dayVisits: async (locationId, date) =>
      occupanciesOf(open(), locationId, floorTick(dayStart(date)), floorTick(dayEnd(date))),
    claimVisit: (request) =>
      commits.work(
        () => claimWithin(open(), request),
        () => claimVisit(client, open, request, onConflict),
      ),
    cancelVisit: (tokenHash, now, actor, chance = null) =>
      write(() => cancelVisit(open(), tokenHash, { now, actor, chance })),
    moveVisit: async (request) => gate.patiently(() => moveVisit(client, open, request, onConflict)),
    releaseHold: async (claimant, now) => write(() => releaseHold(open(), claimant, now)),
    extendHold: async (claimant, now) =>
      write(() => {
        const session = open();
        const row = rowsOfClaimant(session, claimant, now).find((one) => isHeld(one, now));
        return row ? extendHold(session, row, now) : null;
      }),
    keepDraft: async (device, draft, now) => write(() => keepDraft(open(), device, draft, now)),
    forgetDraft: async (device) => write(() => forgetDraft(open(), device)),
    draft: async (device, now) => draftOf(open().orm, device, now),
    visitByKey: async (keyHash, bodyHash) => keyAnswer(open(), keyHash, bodyHash),
    visitByToken: async (tokenHash) => {
      const session = open();
      const row = session.statements.visitByToken.get({ token: Buffer.from(tokenHash) });
      return row ? ownVisitOf(row, session.directory) : null;
    },
    ownVisits: async (claimant, now) => ownVisits(open(), claimant, now),
    dueMessages: async (now, most, of) => dueMessages(open(), now, most, of),
    takeMessage: (id, now, until) => shared(() => takeMessage(open(), id, now, until)),
    settleMessage: (id, settled) => shared(() => settleMessage(open(), id, settled)),
    giveBackMessages: (now) => write(() => giveBackMessages(open(), now)),
    smsDay: async (now) => smsDay(open(), now),
    spendOnSms: (now, share, segments) => shared(() => spendOnSms(open(), now, share, segments)),
    giveBackSms: (spentAt, share, segments) => shared(() => giveBackSms(open(), spentAt, share, segments)),
    correspondence: async (tokenHash) => correspondence(open(), tokenHash),
    sendAgain: async (tokenHash, now) => write(() => sendAgain(open(), tokenHash, now)),
    tellDevice: async (tokenHash, target, now) => write(() => tellDevice(open(), tokenHash, target, now)),
    forgetDevice: async (visitId) => write(() => forgetDevice(open(), visitId)),
    visitByCode: async (code, contact) => visitByCode(open(), code, contact),
    toForget: async (rule) => toForget(open().orm, rule),
    forgetSome: async (rule, most) =>
      write(() => {
        const session = open();
        expireDeadHolds(session, rule.now);
        return forgetSome(session.orm, rule, most);
      }),
    forgetMarks: async () => forgetMarks(open().orm),
    markToForget: (mark) => write(() => markToForget(open(), mark)),
    keepTime: (kept) => write(() => keepTime(open(), kept)),
    letGo: (setBack) => write(() => letGo(open(), setBack)),
    forgottenAmong: async (ids) => forgottenAmong(open().orm, ids),
    forgetNetworks: (before, most) => write(() => forgetNetworks(open().orm, before, most)),
    emptyLog: () => log.empty(),
    probe: () => gate.patiently(probe, Math.min(patienceMs, READINESS_PATIENCE_MS)),
    backup: (file) => backup(apart, file),
    close: async () => {
      if (!client.open) return;
      commits.flush();
      log.stop();
      apart.stop();
      client.pragma("wal_checkpoint(TRUNCATE)");
      client.close();
    },
  };
}
