import { and, inArray, isNotNull, lt, sql } from "drizzle-orm";
import { BOOKINGS_PER_MS, judgeBooking, type NetworkUse, type ShareLimit, shareRule } from "@/lib/domain/fair-share";
import type { Instant, Tick } from "@/lib/domain/tick";
import type { Occupancy } from "@/lib/domain/visit";
import type { ClaimNetwork, ClaimRequest } from "@/lib/ports/visits";
import type { Orm } from "./client";
import * as t from "./schema";
import type { Session } from "./session";

/** What a network has of a day: its visits there, and of later days as many holds as there are. */
interface UseOf {
  readonly ofDay: readonly Occupancy[];
  /** From where on starts are of a later day; null where none of them is wanted. */
  readonly laterFrom: Tick | null;
  readonly now: Instant;
  /** The claimant's own hold, which the decision replaces. */
  readonly hold: number | null;
}

/** What a network has, for the domain to judge; null where no share holds. */
export function shareUse(session: Session, network: ClaimNetwork | null, of: UseOf): NetworkUse | null {
  if (network?.share == null) return null;
  const { ofDay, laterFrom: from, now, hold } = of;
  const holds =
    from === null ? [] : session.statements.networkHolds.all({ network: Buffer.from(network.hash), now, from });
  return { kind: network.share, ofDay, laterHolds: holds.filter(({ id }) => id !== hold).length };
}

/** Whether the network has booked in the calendar as often as it may; read no further than that. */
export function bookedEnough(session: Session, request: ClaimRequest): ShareLimit | null {
  const { network, channel, now } = request;
  if (network?.share == null || channel !== "online") return null;
  const found = session.statements.networkBookings.all({
    network: Buffer.from(network.hash),
    since: now - BOOKINGS_PER_MS,
    most: shareRule(session.settings, network.share).bookings,
  });
  return judgeBooking(session.settings, network.share, found.length);
}

/** Forgets networks inside the caller's transaction; without a cookie the network stood for the device as well. */
export function forgetNetworks(orm: Orm, before: Instant, most: number): number {
  const old = orm
    .select({ id: t.visit.id })
    .from(t.visit)
    .where(and(isNotNull(t.visit.network), lt(t.visit.networkAt, before)))
    .limit(most);
  const { device, network } = t.visit;
  return orm
    .update(t.visit)
    .set({ device: sql`nullif(${device}, ${network})`, network: null, networkAt: null })
    .where(inArray(t.visit.id, old))
    .run().changes;
}
