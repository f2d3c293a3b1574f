import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { openStore } from "@/db/open";

const noHoliday = () => null;
const told = { damaged: () => undefined, conflict: () => undefined };

it("a stored text with a hole that SQLite takes for whole is named as damage, with the file and the remedy", async () => {
  const folder = mkdtempSync(join(tmpdir(), "okienko-text-"));
  const file = join(folder, "okienko.db");
  try {
    await openStore(file, noHoliday, told).close();
    const database = new Database(file);
    const changed = database
      .prepare("UPDATE procedure SET body = substr(body, 1, 400) || char(0) || substr(body, 402) WHERE position = 3")
      .run();
    expect([changed.changes, database.pragma("integrity_check", { simple: true })]).toEqual([1, "ok"]);
    database.close();
    expect(() => openStore(file, noHoliday, told)).toThrow(
      expect.objectContaining({
        name: "DamagedFileError",
        message: expect.stringMatching(
          /^The database .*okienko\.db is damaged \(a stored text cannot be read\): .*Restore/,
        ),
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
