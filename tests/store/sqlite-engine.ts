import { resolve } from "node:path";
import Database from "better-sqlite3";
import { type Client, openClient, setPragmas } from "@/db/sqlite/client";
import { migrateToHead } from "@/db/sqlite/migrate";
import { fillIfEmpty, sqliteStore } from "@/db/sqlite/store";
import type { City } from "@/lib/domain/city/city";
import type { HolidayOn } from "@/lib/domain/city/day-plan";
import type { Store } from "@/lib/ports/store";
import { faultsIn } from "../support/invariants";
import { noHolidays } from "../support/make";
import type { Engine } from "./engine";

export const MIGRATIONS = resolve(import.meta.dirname, "../../db/sqlite/migrations");

/** A migrated database with the city in it. */
export function openDatabase(city: City, file = ":memory:"): Client {
  const client = openClient(file);
  migrateToHead(client, MIGRATIONS);
  fillIfEmpty(client, () => ({ city, procedures: [] }));
  return client;
}

let migrated: Buffer | undefined;
const filled = new WeakMap<City, Buffer>();

const opened = (template: Buffer): Client => setPragmas(new Database(template));

/** A database without a city, migrated once for all that are copied from it. */
function emptyDatabase(): Client {
  if (migrated) return opened(migrated);
  const client = openClient(":memory:");
  migrateToHead(client, MIGRATIONS);
  migrated = client.serialize();
  return client;
}

/** What a city's database begins as, filled once for each city. */
function templateOf(city: City): Buffer {
  const client = emptyDatabase();
  fillIfEmpty(client, () => ({ city, procedures: [] }));
  const template = client.serialize();
  client.close();
  return template;
}

/** A database of its own in memory, copied from one that was migrated and filled once for the city. */
function copiedDatabase(city: City): Client {
  const template = filled.get(city) ?? templateOf(city);
  filled.set(city, template);
  return opened(template);
}

export interface SqliteEngine extends Engine {
  readonly client: Client;
  readonly store: Store;
}

/** An engine on a database of its own in memory, unless it is given one. */
export function sqliteEngine(
  city: City,
  holidayOn: HolidayOn = noHolidays,
  client: Client = copiedDatabase(city),
): SqliteEngine {
  return {
    client,
    store: sqliteStore(client, holidayOn),
    setPlaces(hallId, places) {
      const sql = "UPDATE capacity_rule SET amount = ? WHERE hall_id = (SELECT id FROM hall WHERE slug = ?)";
      client.prepare(sql).run(places, hallId);
    },
    closeDay(date) {
      client
        .prepare("INSERT INTO closed_day (date, location_id, reason) VALUES (?, NULL, ?)")
        .run(date, '{"pl":"awaria"}');
    },
    setWindows({ counterId, date, windows }) {
      const counter = "(SELECT id FROM counter WHERE slug = ?)";
      const sql = `INSERT INTO plan_exception (counter_id, date, windows) VALUES (${counter}, ?, ?)`;
      client.prepare(sql).run(counterId, date, JSON.stringify(windows));
    },
    faults: () => faultsIn(client),
  };
}
