import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openClient } from "@/db/sqlite/client";
import { migrateToHead } from "@/db/sqlite/migrate";
import { MIGRATIONS } from "./sqlite-engine";

const folder = mkdtempSync(join(tmpdir(), "okienko-letters-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The migrations up to the one before messages stood in lines. */
function migrationsBefore(tag: string): string {
  const before = join(folder, "before");
  cpSync(MIGRATIONS, before, { recursive: true });
  const file = join(before, "meta/_journal.json");
  const journal = JSON.parse(readFileSync(file, "utf8"));
  const at = journal.entries.findIndex((one: { tag: string }) => one.tag === tag);
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at) }));
  return before;
}

/** Contact, kind, state, attempts and whether it was sent again; and the line and rank in which it then stands. */
const MESSAGES = [
  ["ala@example.pl", "confirmed", "waiting", 0, 0, "email", 0],
  ["ala@example.pl", "confirmed", "waiting", 2, 1, "email", 2],
  ["+48600700800", "two-hours", "waiting", 0, 0, "sms", 1],
  ["+48600700800", "confirmed", "sent", 1, 0, "sms", 2],
  [null, "come-in", "waiting", 0, 0, "push", 1],
  ["ala@example.pl", "moved", "dropped", 0, 0, "email", 0],
] as const;

it("puts the messages of before into the lines of their contacts, and loses none", () => {
  const client = openClient(join(folder, "okienko.db"));
  migrateToHead(client, migrationsBefore("0003_letters"));
  client.pragma("foreign_keys = OFF");
  client.prepare("INSERT INTO location VALUES (1, 'l', 'L', '{}', 's', 'a', '{}', 'high', NULL, '[]')").run();
  client.prepare("INSERT INTO hall VALUES (1, 'h', 1, '{}', 60, 0)").run();
  client.prepare("INSERT INTO department VALUES (1, 'd', '{}', '2020-01-01', NULL, '[]')").run();
  client.prepare("INSERT INTO counter VALUES (1, 'c', 1, 1)").run();
  client.prepare("INSERT INTO case_group VALUES (1, 'g', 1, '{}', 15, 1, 'matters', 0, 0, 0, 0, 10)").run();
  const visit = client.prepare(
    `INSERT INTO visit (id, location_id, hall_id, counter_id, case_group_id, start_tick, ticks, wait_from, places, cases,
       state, channel, code, token, contact, created_at)
     VALUES (?, 1, 1, 1, 1, 100, 3, 98, 1, 1, 'cancelled', 'online', '-', ?, ?, 0)`,
  );
  const message = client.prepare(
    "INSERT INTO message (visit_id, kind, state, again, next_try_at, attempts, created_at) VALUES (?, ?, ?, ?, 0, ?, 0)",
  );
  for (const [index, [contact, kind, state, attempts, again]] of MESSAGES.entries()) {
    visit.run(index + 1, Buffer.of(index), contact);
    message.run(index + 1, kind, state, again, attempts);
  }
  migrateToHead(client, MIGRATIONS);
  const rows = client
    .prepare("SELECT line, rank, repeated, unclear, taken_until, reason, counted FROM message ORDER BY id")
    .raw()
    .all();
  expect(rows).toEqual(MESSAGES.map(([, , , , again, line, rank]) => [line, rank, again, 0, null, null, 0]));
  client.close();
});
