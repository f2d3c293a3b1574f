import type { City } from "@/lib/domain/city/city";
import type { HolidayOn } from "@/lib/domain/city/day-plan";
import type { Procedure } from "@/lib/domain/reading/procedure";
import type { Store } from "@/lib/ports/store";
import { workApart } from "./apart";
import { isEmpty, renewProcedures, writeCity } from "./city-rows";
import { type Client, ormOf, writing } from "./client";
import { startEngine } from "./engine";
import { PATIENCE_MS } from "./file-gate";
import { keepLog } from "./log-keeper";
import { changesByOthers, sqliteChanges } from "./ports/changes";
import { sqliteDrafts } from "./ports/drafts";
import { sqliteHealth } from "./ports/health";
import { sqliteMessages } from "./ports/messages";
import { sqlitePlan } from "./ports/plan";
import { sqliteRetention } from "./ports/retention";
import { sqliteTimeKeeping } from "./ports/time-keeping";
import { sqliteVisits } from "./ports/visits";

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
  const engine = startEngine(client, holidayOn, patienceMs);
  const byOthers = changesByOthers(client);
  const apart = workApart(client.name);
  const log = keepLog(client, apart);
  return {
    visits: sqliteVisits(engine, onConflict),
    plan: sqlitePlan(engine, byOthers),
    drafts: sqliteDrafts(engine),
    messages: sqliteMessages(engine),
    retention: sqliteRetention(engine, log),
    time: sqliteTimeKeeping(engine),
    changes: sqliteChanges(engine, byOthers),
    health: sqliteHealth(engine, apart),
    close: async () => {
      if (!client.open) return;
      engine.commits.flush();
      log.stop();
      apart.stop();
      client.pragma("wal_checkpoint(TRUNCATE)");
      client.close();
    },
  };
}
