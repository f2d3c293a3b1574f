import { sql } from "drizzle-orm";
import { courseOfCancel } from "@/lib/domain/cancel";
import type { City } from "@/lib/domain/city";
import { civilDateAt, dayEnd, dayStart } from "@/lib/domain/civil-time";
import { courseOfClaim, courseOfKey } from "@/lib/domain/claim-course";
import { courseOfCorrespondence, courseOfSendingAgain, courseOfTellingDevice } from "@/lib/domain/correspondence";
import { type Course, learn, write } from "@/lib/domain/course";
import type { HolidayOn } from "@/lib/domain/day-plan";
import { courseOfDraft } from "@/lib/domain/draft";
import { courseOfForgettable, courseOfForgetting, courseOfMarking } from "@/lib/domain/forgetting";
import { courseOfExtension, courseOfRelease } from "@/lib/domain/hold-course";
import { courseOfMove } from "@/lib/domain/move-course";
import { courseOfForgettingNetworks } from "@/lib/domain/network-note";
import { openPlanBook } from "@/lib/domain/plan-book";
import type { Procedure } from "@/lib/domain/procedure";
import { courseOfSetBack } from "@/lib/domain/set-back";
import { courseOfGivingUp, courseOfSettling } from "@/lib/domain/settling";
import { courseOfGivingBack, courseOfSpending } from "@/lib/domain/sms-spending";
import { floorTick } from "@/lib/domain/tick";
import type { Store } from "@/lib/ports/store";
import { workApart } from "./apart";
import { backup } from "./backup";
import { isEmpty, readCity, readProcedures, renewProcedures, writeCity } from "./city-rows";
import { claimVisit } from "./claim";
import { type Client, ormOf, type Sync, writing } from "./client";
import { decideOnceMore } from "./conflict";
import { fileGate, PATIENCE_MS } from "./file-gate";
import { occupanciesOf } from "./gather/day";
import { keepLog } from "./log-keeper";
import { dueMessages, forgetDevice, takeMessage } from "./messages";
import { play } from "./play";
import { draftOf, forgetMarks, forgottenAmong, ownVisits, visitByCode, visitByToken } from "./reading";
import * as t from "./schema";
import type { Session } from "./session";
import { sharedCommit } from "./shared-commit";
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
  const writeAlone = <T>(work: Sync<T>): Promise<T> => gate.patiently(() => writing(client, work));
  /** A small write that may wait for the next commit: letters so cost those who book no sync of the disk. */
  const shared = <T>(work: Sync<T>): Promise<T> => commits.work<T>(work, (() => writing(client, work)) as Sync<T>);
  const played = <T>(courseOf: (session: Session) => Course<T>): T => {
    const session = open();
    return play(session, courseOf(session));
  };
  const decide = <T>(courseOf: (session: Session) => Course<T>): Promise<T> =>
    writeAlone((() => played(courseOf)) as Sync<T>);
  const decideShared = <T>(courseOf: (session: Session) => Course<T>): Promise<T> =>
    shared((() => played(courseOf)) as Sync<T>);
  return {
    planBook: async () => open().book,
    settings: async () => open().settings,
    changeSetting: async (key, value, actor, now) =>
      writeAlone(() => {
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
        () => played((session) => courseOfClaim(session, request)),
        () => claimVisit(client, open, request, onConflict),
      ),
    cancelVisit: (tokenHash, now, actor, chance = null) =>
      decide((session) => courseOfCancel(session, tokenHash, { now, actor, chance })),
    moveVisit: (request) =>
      gate.patiently(() =>
        decideOnceMore(client, open, (session, fromCells) => courseOfMove(session, request, fromCells), onConflict),
      ),
    releaseHold: (claimant, now) => decide(() => courseOfRelease(claimant, now)),
    extendHold: (claimant, now) => decide((session) => courseOfExtension(session, claimant, now)),
    keepDraft: (device, draft, now) => decide(() => courseOfDraft(device, draft, now)),
    forgetDraft: (device) => decide(() => write([{ kind: "forget-draft", device }])).then(() => undefined),
    draft: async (device, now) => draftOf(open().orm, device, now),
    visitByKey: async (keyHash, bodyHash) => played(() => courseOfKey(keyHash, bodyHash)),
    visitByToken: async (tokenHash) => visitByToken(open(), tokenHash),
    ownVisits: async (claimant, now) => ownVisits(open(), claimant, now),
    dueMessages: async (now, most, of) => dueMessages(open(), now, most, of),
    takeMessage: (id, now, until) => shared(() => takeMessage(open(), id, now, until)),
    settleMessage: (id, settled) => decideShared(() => courseOfSettling(id, settled)),
    giveBackMessages: (now) => decide(() => courseOfGivingUp(now)),
    smsDay: async (now) => played(() => learn("smsSpent", { day: civilDateAt(now) })),
    spendOnSms: (now, share, segments) => decideShared((session) => courseOfSpending(session, now, share, segments)),
    giveBackSms: (spentAt, share, segments) => decideShared(() => courseOfGivingBack(spentAt, share, segments)),
    correspondence: async (tokenHash) => played(() => courseOfCorrespondence(tokenHash)),
    sendAgain: (tokenHash, now) => decide((session) => courseOfSendingAgain(session, tokenHash, now)),
    tellDevice: (tokenHash, target, now) => decide((session) => courseOfTellingDevice(session, tokenHash, target, now)),
    forgetDevice: (visitId) => writeAlone(() => forgetDevice(open(), visitId)),
    visitByCode: async (code, contact) => visitByCode(open(), code, contact),
    toForget: async (rule) => played(() => courseOfForgettable(rule)),
    forgetSome: (rule, most) => decide(() => courseOfForgetting(rule, most)),
    forgetMarks: async () => forgetMarks(open().orm),
    markToForget: (mark) => decide(() => courseOfMarking(mark)),
    keepTime: (kept) => writeAlone(() => keepTime(open(), kept)),
    letGo: (setBack) => decide((session) => courseOfSetBack(session, setBack)),
    forgottenAmong: async (ids) => forgottenAmong(open().orm, ids),
    forgetNetworks: (before, most) => decide(() => courseOfForgettingNetworks(before, most)),
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
