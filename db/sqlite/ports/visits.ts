import { dayEnd, dayStart } from "@/lib/domain/time/civil-time";
import { floorTick } from "@/lib/domain/time/tick";
import { courseOfCancel } from "@/lib/domain/visit/cancel";
import { courseOfClaim, courseOfKey } from "@/lib/domain/visit/claim-course";
import { courseOfExtension, courseOfRelease } from "@/lib/domain/visit/hold-course";
import { courseOfMove } from "@/lib/domain/visit/move-course";
import type { Visits } from "@/lib/ports/visits";
import { claimVisit } from "../claim";
import { decideOnceMore } from "../conflict";
import type { Engine } from "../engine";
import { occupanciesOf } from "../gather/day";
import { ownVisits, visitByCode, visitByToken } from "../reading";

/** Visits on SQLite; `onConflict` is told where the database refused what had been decided. */
export function sqliteVisits(engine: Engine, onConflict: () => void): Visits {
  const { client, open, gate, commits, play, decide } = engine;
  return {
    ofDay: async (locationId, date) =>
      occupanciesOf(open(), locationId, floorTick(dayStart(date)), floorTick(dayEnd(date))),
    claim: (request) =>
      commits.work(
        () => play((session) => courseOfClaim(session.book, request)),
        () => claimVisit(client, open, request, onConflict),
      ),
    cancel: (tokenHash, now, actor, chance = null, network = null) =>
      decide((session) => courseOfCancel(session.book, tokenHash, { now, actor, chance, network })),
    move: (request) =>
      gate.patiently(() =>
        decideOnceMore(
          client,
          open,
          (session, fromCells) => courseOfMove(session.book, request, fromCells),
          onConflict,
        ),
      ),
    releaseHold: (device, now) => decide(() => courseOfRelease(device, now)),
    extendHold: (device, now) => decide((session) => courseOfExtension(session.book, device, now)),
    byKey: async (keyHash, bodyHash) => play(() => courseOfKey(keyHash, bodyHash)),
    byToken: async (tokenHash) => visitByToken(open(), tokenHash),
    byCode: async (code, contact) => visitByCode(open(), code, contact),
    ownedBy: async (claimant, now) => ownVisits(open(), claimant, now),
  };
}
