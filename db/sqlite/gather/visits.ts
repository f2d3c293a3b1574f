import { and, eq, gt, isNotNull, lt, sql } from "drizzle-orm";
import type { StoredVisit } from "@/lib/domain/course/stored-visit";
import { idOf } from "@/lib/domain/who/ids";
import { keptRestOf, storedOf, type VisitRow, visitOf } from "../rows";
import * as t from "../schema";
import type { Session } from "../session";
import type { Gathering } from "./gathering";

const stored = ({ directory }: Session, row: VisitRow | undefined): StoredVisit | null =>
  row ? storedOf(row, directory) : null;

const allStored = ({ directory }: Session, rows: readonly VisitRow[]): readonly StoredVisit[] =>
  rows.map((row) => storedOf(row, directory));

/** Visits by what they are known by, and those of a device, a contact or a network. */
export const visitFacts = {
  over: (session, { now }) => ({
    holds: allStored(session, session.statements.deadHolds.all({ now })),
    rests: session.statements.oldRests.all({ now }).map((row) => keptRestOf(row, session.directory)),
  }),
  visitByKey: (session, { keyHash }) =>
    stored(session, session.statements.visitByKey.get({ keyHash: Buffer.from(keyHash) })),
  visitByNonce: (session, { nonce }) =>
    stored(session, session.statements.visitByNonce.get({ nonce: Buffer.from(nonce) })),
  visitByToken: (session, { tokenHash }) =>
    stored(session, session.statements.visitByToken.get({ token: Buffer.from(tokenHash) })),
  visitById: (session, { id }) => stored(session, session.orm.select().from(t.visit).where(eq(t.visit.id, id)).get()),
  holdOf: (session, { device, now }) =>
    stored(session, session.statements.holdByDevice.get({ device: Buffer.from(device), now })),
  visitsOf: ({ statements, directory }, { device, from, to }) =>
    statements.visitByDevice.all({ device: Buffer.from(device), from, to }).map((row) => visitOf(row, directory)),
  visitsTo: ({ statements, directory }, { mailbox, from }) =>
    statements.visitsByMailbox.all({ mailbox, from }).map(({ state, startTick: start, ticks, caseGroupId }) => ({
      ...{ state, start, ticks },
      caseGroupId: directory.caseGroup.slug(caseGroupId),
    })),
  bookingsFrom: ({ statements }, { network, since, most }) =>
    statements.networkBookings.all({ network: Buffer.from(network), since, most }).length,
  holdsFrom: ({ statements }, { network, now, from }) =>
    statements.networkHolds.all({ network: Buffer.from(network), now, from }).map(({ id }) => id),
  networksBefore: ({ orm }, { before, most }) =>
    orm
      .select({ id: t.visit.id, device: t.visit.device, network: t.visit.network })
      .from(t.visit)
      .where(and(isNotNull(t.visit.network), lt(t.visit.networkAt, before)))
      .limit(most)
      .all()
      .map(({ id, device, network }) => ({ id, device: device && idOf(device), network: network && idOf(network) })),
  holdsMadeAfter: (session, { now }) => {
    const isAhead = and(eq(t.visit.state, sql`'held'`), gt(t.visit.createdAt, now));
    return allStored(session, session.orm.select().from(t.visit).where(isAhead).all());
  },
  freeCode: ({ statements }, { draw }) => {
    let code = draw();
    while (statements.codeInUse.get({ code })) code = draw();
    return code;
  },
} satisfies Partial<Gathering>;
