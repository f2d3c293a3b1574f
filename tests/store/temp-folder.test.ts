import { mkdtempSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { fileWithPast } from "@/bench/past-visits";
import { type Client, openClient } from "@/db/sqlite/client";
import { sqliteStore } from "@/db/sqlite/store";
import { booked, claimsWith } from "../support/claims";
import { noHolidays, TUESDAY, testSeal, tickAt } from "../support/make";
import { NINE } from "./engine";

const folder = mkdtempSync(join(tmpdir(), "okienko-temp-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** As SQLite names what it puts into the system's folder for temporary files, and deletes while it is open. */
const TEMPORARY = /\/etilqs_/;

function temporaryFiles(): number {
  const open = readdirSync("/proc/self/fd").map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return "";
    }
  });
  return open.filter((name) => TEMPORARY.test(name)).length;
}

/** Asks after every transaction's work, before it is committed, how many temporary files are open. */
function watch(client: Client): () => number {
  let seen = 0;
  const { transaction } = client;
  client.transaction = ((work: () => unknown) =>
    transaction.call(client, () => {
      const value = work();
      seen += temporaryFiles();
      return value;
    })) as typeof transaction;
  return () => seen;
}

const claims = claimsWith(testSeal());

/** Claims of a city with 2,800 visits, ten at once, until that many are booked or a temporary file is seen. */
async function spilled(most: number, prepare: (client: Client) => void = () => undefined): Promise<number> {
  const client = openClient(fileWithPast(folder, 2_800));
  prepare(client);
  const seen = watch(client);
  const store = sqliteStore(client, noHolidays);
  const claim = async (number: number) => {
    const [building, slot] = [number % 40, Math.floor(number / 40)];
    const start = tickAt("08:00", TUESDAY) + (slot % 40) * 3;
    const made = { locationId: `budynek-${building + 1}`, group: "dowody", start, now: NINE };
    booked(await store.visits.claim(claims.byKey(`key ${number}`, "body", made)));
  };
  for (let number = 0; number < most && seen() === 0; number += 10)
    await Promise.all(Array.from({ length: 10 }, (_, one) => claim(number + one)));
  await store.close();
  return seen();
}

describe.skipIf(process.platform !== "linux")("the system's folder for temporary files", () => {
  it("is not used by six hundred claims beside 2,800 visits", async () => {
    expect(await spilled(600)).toBe(0);
  });

  it("control: it is where the connection lets it be", async () => {
    expect(await spilled(3_000, (client) => client.pragma("temp_store = FILE"))).toBeGreaterThan(0);
  });
});
