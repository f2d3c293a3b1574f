import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openClient } from "@/db/sqlite/client";
import { migrateToHead } from "@/db/sqlite/migrate";
import { foldContact } from "@/lib/domain/messages/mailbox";
import { MIGRATIONS } from "./sqlite-engine";

const folder = mkdtempSync(join(tmpdir(), "okienko-mailbox-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The migrations up to the one before mailboxes were counted. */
function migrationsBefore(tag: string): string {
  const before = join(folder, "before");
  cpSync(MIGRATIONS, before, { recursive: true });
  const file = join(before, "meta/_journal.json");
  const journal = JSON.parse(readFileSync(file, "utf8"));
  const at = journal.entries.findIndex((one: { tag: string }) => one.tag === tag);
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at) }));
  return before;
}

const CONTACTS = [
  ...["ala@example.pl", "ala+urzad@example.pl", "+ala@example.pl", "a.l.a+x+y@gmail.com", "a.la@googlemail.com"],
  ...["ala@mail.gmail.com", "a.b@example.pl", "ala@plus+example.pl", "+48600700800"],
];

it("gives the visits of before their mailboxes, as they are folded from then on", () => {
  const client = openClient(join(folder, "okienko.db"));
  migrateToHead(client, migrationsBefore("0004_shares"));
  client.pragma("foreign_keys = OFF");
  const insert = client.prepare(
    `INSERT INTO visit (location_id, hall_id, counter_id, case_group_id, start_tick, ticks, wait_from, places, cases,
       state, channel, code, token, contact, created_at)
     VALUES (1, 1, 1, 1, 100, 3, 98, 1, 1, 'cancelled', 'online', '-', ?, ?, 0)`,
  );
  for (const [index, contact] of [...CONTACTS, null].entries()) insert.run(Buffer.of(index), contact);
  client.prepare("INSERT INTO location VALUES (1, 'l', 'L', '{}', 's', 'a', '{}', 'high', NULL, '[]')").run();
  client.prepare("INSERT INTO hall VALUES (1, 'h', 1, '{}', 60, 0)").run();
  client.prepare("INSERT INTO department VALUES (1, 'd', '{}', '2020-01-01', NULL, '[]')").run();
  client.prepare("INSERT INTO counter VALUES (1, 'c', 1, 1)").run();
  client.prepare("INSERT INTO case_group VALUES (1, 'g', 1, '{}', 15, 1, 'matters', 0, 0, 0, 0, 10)").run();
  migrateToHead(client, MIGRATIONS);
  const mailboxes = client.prepare("SELECT mailbox FROM visit ORDER BY id").pluck().all();
  expect(mailboxes).toEqual([...CONTACTS.map(foldContact), null]);
  expect(client.prepare("SELECT count(*) FROM visit WHERE network IS NOT NULL").pluck().get()).toBe(0);
  client.close();
});
