import { randomBytes } from "node:crypto";
import { and, eq, gt, inArray, isNotNull } from "drizzle-orm";
import type { NextNumber, TakenFrom, VisitPerson, VisitSet } from "@/lib/domain/course/change";
import { ChangedMeanwhileError } from "../changed-meanwhile";
import { storedOf } from "../rows";
import * as t from "../schema";
import type { Session } from "../session";
import type { Applying } from "./applying";

const TOKEN_BYTES = 32;

const bytes = (value: Uint8Array | null | undefined): Buffer | null => (value ? Buffer.from(value) : null);

/** Draws the next running number; null gives none. */
function draw({ statements, directory }: Session, next: NextNumber | null) {
  if (!next) return { letter: null, number: null };
  const { letter, day } = next;
  const { last } = statements.nextNumber.get({ hallId: directory.hall.id(next.hallId), letter, day });
  return { letter, number: last };
}

const ofPerson = (person: VisitPerson | null) => ({
  name: person?.name ?? null,
  contact: person?.contact ?? null,
  language: person?.language ?? null,
  mailbox: person?.mailbox ?? null,
});

const ofNetwork = (from: TakenFrom | null) => ({
  network: bytes(from?.network),
  networkAt: from?.networkAt ?? null,
  networkShare: from?.share ?? null,
});

/** The columns of what is set; what is left out is not among them. */
function columnsOf(session: Session, { at, number, person, from, ...plain }: VisitSet) {
  const { hall, counter } = session.directory;
  return {
    ...plain,
    ...(at && {
      ...{ hallId: hall.id(at.hallId), counterId: counter.id(at.counterId) },
      ...{ startTick: at.start, ticks: at.ticks, waitFrom: at.waitFrom, places: at.places },
    }),
    ...(number !== undefined && draw(session, number)),
    ...(person && ofPerson(person)),
    ...(from && { ...ofNetwork(from), ...(from.device && { device: Buffer.from(from.device) }) }),
  };
}

/** Visits: won, changed, forgotten. */
export const visitChanges = {
  "insert-visit": (session, { visit }) => {
    const { location, hall, counter, caseGroup } = session.directory;
    const { cells, key, person, from, cases, state, heldUntil, channel, code, createdAt } = visit;
    const row = session.statements.insertVisit.get({
      ...{ cases, state, heldUntil, channel, code, createdAt },
      locationId: location.id(visit.locationId),
      hallId: hall.id(cells.hallId),
      counterId: counter.id(cells.counterId),
      caseGroupId: caseGroup.id(visit.caseGroupId),
      startTick: cells.start,
      ticks: cells.ticks,
      waitFrom: cells.waitFrom,
      places: cells.places,
      ...draw(session, visit.number),
      token: Buffer.from(visit.tokenHash),
      nonce: Buffer.from(visit.nonce),
      device: bytes(visit.device),
      keyHash: bytes(key?.hash),
      bodyHash: bytes(key?.bodyHash),
      ...ofPerson(person),
      ...ofNetwork(from),
    });
    return storedOf(row, session.directory);
  },
  "set-visit": (session, { visit, set }) => {
    const row = session.orm
      .update(t.visit)
      .set(columnsOf(session, set))
      .where(and(eq(t.visit.id, visit.id), eq(t.visit.state, visit.state), eq(t.visit.startTick, visit.start)))
      .returning()
      .get();
    if (!row) throw new ChangedMeanwhileError(visit.id);
    return storedOf(row, session.directory);
  },
  "forget-visit": ({ orm }, { visitId }) => {
    orm
      .update(t.visit)
      .set({
        ...{ nonce: null, device: null, keyHash: null, bodyHash: null, name: null, contact: null, language: null },
        ...{ mailbox: null, network: null, networkAt: null, networkShare: null },
        token: randomBytes(TOKEN_BYTES),
        code: `-${visitId}`,
      })
      .where(eq(t.visit.id, visitId))
      .run();
    orm.delete(t.message).where(eq(t.message.visitId, visitId)).run();
    orm.delete(t.pushSubscription).where(eq(t.pushSubscription.visitId, visitId)).run();
  },
  "forget-networks": ({ orm }, { visitIds, devices }) => {
    orm
      .update(t.visit)
      .set({ network: null, networkAt: null, networkShare: null, ...(devices && { device: null }) })
      .where(inArray(t.visit.id, [...visitIds]))
      .run();
  },
  "date-networks": ({ orm }, { now }) => {
    orm
      .update(t.visit)
      .set({ networkAt: now })
      .where(and(isNotNull(t.visit.network), gt(t.visit.networkAt, now)))
      .run();
  },
} satisfies Partial<Applying>;
