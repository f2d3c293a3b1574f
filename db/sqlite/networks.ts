import { and, inArray, isNotNull, lt, sql } from "drizzle-orm";
import type { Instant } from "@/lib/domain/tick";
import type { Orm } from "./client";
import * as t from "./schema";

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
