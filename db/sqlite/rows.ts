import type { KeptMessage } from "@/lib/domain/course/facts";
import type { StoredVisit } from "@/lib/domain/course/stored-visit";
import type { KeptRest } from "@/lib/domain/visit/rest";
import { ticketNumber } from "@/lib/domain/visit/ticket";
import type { Occupancy, Visit } from "@/lib/domain/visit/visit";
import { idOf } from "@/lib/domain/who/ids";
import type { OwnVisit } from "@/lib/ports/visits";
import type { Directory } from "./city-rows";
import type * as t from "./schema";

export type VisitRow = typeof t.visit.$inferSelect;
export type MessageRow = typeof t.message.$inferSelect;
type RestRow = typeof t.rest.$inferSelect;

/** The columns that say which cells a visit takes. */
export type OccupancyRow = Pick<
  VisitRow,
  "id" | "hallId" | "counterId" | "startTick" | "ticks" | "waitFrom" | "places" | "state" | "heldUntil"
>;

/** A row's cells in domain words. */
export function occupancyOf(row: OccupancyRow, directory: Directory): Occupancy {
  return {
    id: row.id,
    hallId: directory.hall.slug(row.hallId),
    counterId: directory.counter.slug(row.counterId),
    start: row.startTick,
    ticks: row.ticks,
    waitFrom: row.waitFrom,
    places: row.places,
    state: row.state,
    heldUntil: row.heldUntil,
    restUntil: null,
  };
}

/** A row in domain words; its secrets and its person stay behind. */
export function visitOf(row: VisitRow, directory: Directory): Visit {
  return {
    ...occupancyOf(row, directory),
    locationId: directory.location.slug(row.locationId),
    caseGroupId: directory.caseGroup.slug(row.caseGroupId),
    cases: row.cases,
    channel: row.channel,
    number: row.letter !== null && row.number !== null ? ticketNumber(row.letter, row.number) : null,
    code: row.code,
    createdAt: row.createdAt,
  };
}

/** A row with its secrets and its person, for whoever decides. */
export function storedOf(row: VisitRow, directory: Directory): StoredVisit {
  const { nonce, bodyHash, device, network, networkShare, leftLate, name, contact, language, mailbox } = row;
  return {
    visit: visitOf(row, directory),
    nonce: nonce && idOf(nonce),
    bodyHash: bodyHash && idOf(bodyHash),
    device: device && idOf(device),
    network: network && idOf(network),
    ...{ networkShare, leftLate, name, contact, language, mailbox },
  };
}

/** A time that rests, in domain words. */
export const keptRestOf = (row: RestRow, directory: Directory): KeptRest => ({
  visitId: row.visitId,
  locationId: directory.location.slug(row.locationId),
  hallId: directory.hall.slug(row.hallId),
  counterId: directory.counter.slug(row.counterId),
  start: row.startTick,
  ticks: row.ticks,
  waitFrom: row.waitFrom,
  places: row.places,
  until: row.restUntil,
});

/** A message in domain words. */
export const messageOf = (row: MessageRow): KeptMessage => ({ ...row, isUnderWay: row.takenUntil !== null });

/** A visit with its nonce, from which the token follows; a forgotten nonce leads nowhere. */
export const ownVisitOf = (row: VisitRow, directory: Directory): OwnVisit => ({
  visit: visitOf(row, directory),
  nonce: idOf(row.nonce ?? new Uint8Array()),
});
