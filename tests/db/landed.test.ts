import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, describe, expect, it } from "vitest";
import { openStore } from "@/db/open";
import { migrateToHead } from "@/db/sqlite/migrate";
import { polishHolidays } from "@/lib/server/holidays";
import { makeSeal } from "@/lib/server/seal";
import { MIGRATIONS } from "../store/sqlite-engine";
import { faultsIn } from "../support/invariants";
import { LANDED, LANDED_SECRET, layLanded } from "./landed-file";

const folder = mkdtempSync(join(tmpdir(), "okienko-landed-"));
afterAll(() => rmSync(folder, { recursive: true }));

const freshFolder = (): string => mkdtempSync(join(folder, "file-"));
const told = { conflict: () => undefined, damaged: () => undefined };
const open = (file: string) => openStore(file, polishHolidays(), told);

function read<T>(file: string, work: (database: Database.Database) => T): T {
  const database = new Database(file);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

const rowCounts = (file: string): Readonly<Record<string, number>> =>
  read(file, (database) => {
    const tables = database
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all();
    const rows = (table: string) => database.prepare<[], number>(`SELECT count(*) FROM "${table}"`).pluck().get() ?? 0;
    return Object.fromEntries(tables.map((table) => [table, rows(table)]));
  });

/** Every row of the visits and their cells, by the columns that the landed schema had. */
const visitsOf = (file: string, columns: readonly string[]): readonly unknown[] =>
  read(file, (database) =>
    ["visit", "counter_tick", "waiting_place", "audit"].map((table) =>
      database.prepare(`SELECT ${table === "visit" ? columns.join(", ") : "*"} FROM ${table} ORDER BY 1, 2`).all(),
    ),
  );

const columnsOf = (file: string): readonly string[] =>
  read(file, (database) => database.prepare<[], string>("SELECT name FROM pragma_table_info('visit')").pluck().all());

/** The schema as text: columns, keys, indexes and guards, wherever they were made. */
const schemaOf = (file: string): readonly string[] =>
  read(file, (database) =>
    database
      .prepare<[], { name: string; sql: string }>(
        "SELECT name, sql FROM sqlite_schema WHERE sql NOT NULL ORDER BY name",
      )
      .all()
      .filter(({ name }) => name !== "__drizzle_migrations")
      .map(({ name, sql }) => `${name}: ${sql.replaceAll('"', "").replace(/\s+/g, " ")}`),
  );

describe("a database of a landed schema", () => {
  it("is there for each of them", () => {
    expect(LANDED.slice(0, 4)).toEqual(["0000-first", "0000-ordered", "0001-booking", "0002-messages"]);
  });

  it.each(LANDED)("%s becomes today's with every row of it, and opens every ticket", async (schema) => {
    const file = layLanded(schema, freshFolder());
    const before = rowCounts(file);
    const columns = columnsOf(file);
    const visits = visitsOf(file, columns);
    expect(before.visit).toBe(221);

    const opened = open(file);
    const { hashToken, tokenOf } = makeSeal(LANDED_SECRET);
    const known = opened.knownTickets();
    expect(known).toHaveLength(100);
    for (const { nonce, tokenHash } of known) {
      expect(hashToken(tokenOf(nonce))).toEqual(tokenHash);
      expect((await opened.store.visits.byToken(tokenHash))?.nonce).toEqual(nonce);
    }
    expect((await opened.store.plan.book()).city.caseGroups).toHaveLength(30);
    expect((await opened.store.plan.book()).settings.leadMinutes).toBe(3);
    expect(await opened.store.plan.procedures()).toHaveLength(40);
    await opened.store.health.probe();
    await opened.close();

    expect(visitsOf(file, columns)).toEqual(visits);
    const { __drizzle_migrations: _, procedure: __, ...kept } = before;
    expect(rowCounts(file)).toMatchObject(kept);
    expect(read(file, faultsIn)).toEqual([]);
    const fresh = join(freshFolder(), "okienko.db");
    await open(fresh).close();
    expect(schemaOf(file)).toEqual(schemaOf(fresh));
  });

  it("upgrades where the program before this one has left the first one half-way", async () => {
    const file = layLanded("0000-first", freshFolder());
    const half = layLanded("0002-messages", freshFolder());
    const steps = read(half, (database) => database.prepare("SELECT hash, created_at FROM __drizzle_migrations").all());
    read(file, (database) => {
      database.exec("DELETE FROM __drizzle_migrations");
      const take = database.prepare("INSERT INTO __drizzle_migrations (hash, created_at) VALUES (@hash, @created_at)");
      for (const step of steps) take.run(step);
    });
    read(half, (database) => {
      const wanted = database.prepare<[], string>(
        "SELECT sql FROM sqlite_schema WHERE name IN ('visit_contact','booking_draft','message','message_waiting','message_visit','push_subscription','visit_code_contact','visit_unforgotten') ORDER BY type DESC",
      );
      const made = wanted.pluck().all();
      read(file, (first) => first.exec(made.join(";")));
    });
    const opened = open(file);
    expect(await opened.store.plan.procedures()).toHaveLength(40);
    await opened.close();
  });

  /** Today's steps and one more, as somebody could land it. */
  const stepsWith = (sql: string): string => {
    const steps = mkdtempSync(join(folder, "steps-"));
    cpSync(MIGRATIONS, steps, { recursive: true });
    const file = join(steps, "meta/_journal.json");
    const journal = JSON.parse(readFileSync(file, "utf8"));
    journal.entries.push({ idx: 99, version: "6", when: 1_999_000_000_000, tag: "0099_planted", breakpoints: true });
    writeFileSync(file, JSON.stringify(journal));
    writeFileSync(join(steps, "0099_planted.sql"), sql);
    return steps;
  };

  it.each([
    ["loses rows", "DELETE FROM counter_tick", "Rows would be lost (counter_tick: "],
    ["breaks references", "UPDATE counter_tick SET visit_id = 9999 WHERE visit_id = 1", "references would be broken: "],
    ["fails", "CREATE TABLE planted (id INTEGER); SELECT absent", "(no such column: absent): "],
  ])("is left as it is where a step %s", (_, sql, words) => {
    const file = layLanded("0001-booking", freshFolder());
    const before = rowCounts(file);
    read(file, (database) => expect(() => migrateToHead(database, stepsWith(sql))).toThrow(words));
    expect(rowCounts(file)).toEqual(before);
    read(file, (database) => migrateToHead(database, stepsWith("CREATE TABLE planted (id INTEGER)")));
    expect(rowCounts(file)).toMatchObject({ visit: 221, message: 0, planted: 0 });
  });
});

describe("a database that another program wrote", () => {
  const refusal = (file: string): string => {
    try {
      void open(file).close();
      return "opened";
    } catch (cause) {
      return cause instanceof Error ? cause.message : String(cause);
    }
  };

  it("is refused where it is of a newer Okienko, and left as it is", () => {
    const file = layLanded("0002-messages", freshFolder());
    read(file, (database) =>
      database.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 1999000000000)"),
    );
    const before = rowCounts(file);
    expect(refusal(file)).toBe(
      `The database ${file} was written by a newer Okienko than this one, or by another: start the version that wrote ` +
        "it, or put the backup from before the upgrade in its place (docs/operations.md, Restore).",
    );
    expect(rowCounts(file)).toEqual(before);
  });

  it("is refused where a step between is missing: it would never be taken", () => {
    const file = layLanded("0002-messages", freshFolder());
    read(file, (database) => database.exec("DELETE FROM __drizzle_migrations WHERE created_at = 1763900000000"));
    expect(refusal(file)).toMatch("was written by a newer Okienko than this one, or by another");
  });

  it("is refused where it is none of ours, and gets no table", () => {
    const file = join(freshFolder(), "okienko.db");
    read(file, (database) => database.exec("CREATE TABLE orders (id INTEGER)"));
    expect(refusal(file)).toBe(
      `${file} is a database of another program: set DATABASE_URL to the one of Okienko, or to a new file.`,
    );
    expect(Object.keys(rowCounts(file))).toEqual(["orders"]);
  });
});
