import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { readCity } from "@/db/sqlite/city-rows";
import { type Client, openClient, ormOf } from "@/db/sqlite/client";
import { sessionsOn } from "@/db/sqlite/session";
import { DEFAULT_SETTINGS } from "@/lib/domain/city/settings";
import { noHolidays } from "../support/make";
import { CONTRACT_CITY } from "./engine";
import { openDatabase } from "./sqlite-engine";

/** Two connections to one file, as the server's and another program's. */
function opened(): { readonly client: Client; readonly other: Client } {
  const folder = mkdtempSync(join(tmpdir(), "okienko-version-"));
  const file = join(folder, "okienko.db");
  const [client, other] = [openDatabase(CONTRACT_CITY, file), openClient(file)];
  onTestFinished(() => {
    client.close();
    other.close();
    rmSync(folder, { recursive: true });
  });
  return { client, other };
}

/** Lets something happen once, just before the settings are read: the rest of the plan has been by then. */
function beforeSettings(client: Client, happens: () => void): void {
  const prepare = client.prepare.bind(client) as (sql: string) => ReturnType<Client["prepare"]>;
  let isDone = false;
  Object.assign(client, {
    prepare(sql: string) {
      if (!isDone && /from "setting"/.test(sql)) {
        isDone = true;
        happens();
      }
      return prepare(sql);
    },
  });
}

const version = (client: Client) => client.prepare("SELECT version FROM plan_version").pluck().get();
const changes = (other: Client) => (): void => {
  other.exec("INSERT INTO setting (key, value) VALUES ('leadMinutes', '5')");
};

describe("a version of the plan that another program changes while it is read", () => {
  it("is read whole: with the settings that it had, and the next one with its own", () => {
    const { client, other } = opened();
    const first = version(other);
    beforeSettings(client, changes(other));
    const open = sessionsOn(client, noHolidays);
    const { book } = open();
    expect([book.version, book.settings.leadMinutes]).toEqual([first, DEFAULT_SETTINGS.leadMinutes]);
    const next = open().book;
    expect([next.version, next.settings.leadMinutes]).toEqual([version(other), 5]);
    expect(next.version).toBeGreaterThan(book.version);
  });

  it("control: read outside of one transaction, the old plan has the new settings", () => {
    const { client, other } = opened();
    const first = version(client);
    beforeSettings(client, changes(other));
    const { settings } = readCity(ormOf(client));
    expect([first === version(client), settings.leadMinutes]).toEqual([false, 5]);
  });
});
