import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import Database from "better-sqlite3";
import { afterAll, describe, expect, it } from "vitest";
import { fileWithPast } from "@/bench/past-visits";
import { workApart } from "@/db/sqlite/apart";
import { type Client, openClient } from "@/db/sqlite/client";
import { keepLog, type LogKeeper } from "@/db/sqlite/log-keeper";

const MEGABYTE = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), "okienko-log-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Opened {
  readonly client: Client;
  readonly keeper: LogKeeper;
  /** The length of the log in bytes. */
  log(): number;
  /** Makes the log so many bytes longer. */
  write(bytes: number): void;
  close(): void;
}

function opened(): Opened {
  const client = openClient(fileWithPast(folder, 20_000));
  client.pragma("busy_timeout = 0");
  const apart = workApart(client.name);
  const keeper = keepLog(client, apart);
  const log = () => statSync(`${client.name}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  const change = client.prepare("UPDATE visit SET created_at = created_at + 1 WHERE id % 3 = ?");
  return {
    client,
    keeper,
    log,
    write(bytes) {
      const until = log() + bytes;
      for (let turn = 0; log() < until; turn++) change.run(turn % 3);
    },
    close() {
      keeper.stop();
      apart.stop();
      client.close();
    },
  };
}

/** Another program that reads what there was when it began. */
function reader({ client }: Opened) {
  const other = new Database(client.name, { readonly: true });
  other.exec("BEGIN");
  other.prepare("SELECT count(*) FROM visit").get();
  return { end: () => other.close() };
}

async function until(what: () => boolean, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (!what() && performance.now() < end) await pause(20);
  return what();
}

describe("the write-ahead log", () => {
  it("is emptied at once while nobody reads", async () => {
    const one = opened();
    one.write(MEGABYTE);
    expect(await one.keeper.empty()).toBe(true);
    expect(one.log()).toBe(0);
    one.close();
  });

  it("is not waited for while somebody reads, and is emptied by itself once he has gone", async () => {
    const one = opened();
    const { end } = reader(one);
    one.write(MEGABYTE);
    const began = performance.now();
    expect(await one.keeper.empty()).toBe(false);
    expect(performance.now() - began).toBeLessThan(500);
    expect(one.log()).toBeGreaterThan(0);
    end();
    expect(await until(() => one.log() === 0, 5_000)).toBe(true);
    one.close();
  });

  it("that got long beside a reader is copied apart once he has gone, and never on the event loop", async () => {
    const one = opened();
    const { end } = reader(one);
    await pause(300);
    one.write(9 * MEGABYTE);
    expect(await until(() => one.client.pragma("wal_autocheckpoint", { simple: true }) === 0, 5_000)).toBe(true);
    one.write(60 * MEGABYTE);
    end();
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    one.client.exec("UPDATE plan_version SET version = version + 1");
    expect(await until(() => one.log() === 0, 10_000)).toBe(true);
    delay.disable();
    console.log(`a log of 70 MB was copied; the event loop stood for at most ${(delay.max / 1e6).toFixed(0)} ms`);
    expect(delay.max / 1e6).toBeLessThan(500);
    expect(one.client.pragma("wal_autocheckpoint", { simple: true })).toBe(1_000);
    expect(one.client.pragma("integrity_check", { simple: true })).toBe("ok");
    one.close();
  });

  it("is copied here where no process can be made", async () => {
    const one = opened();
    one.keeper.stop();
    const no = () => Promise.reject(new Error("no process"));
    const keeper = keepLog(one.client, { copy: no, checkpoint: no, stop: () => undefined });
    const { end } = reader(one);
    one.write(9 * MEGABYTE);
    expect(await keeper.empty()).toBe(false);
    end();
    expect(await until(() => one.log() === 0, 5_000)).toBe(true);
    keeper.stop();
    one.close();
  });

  it("control: the driver by itself waits for who reads, and so does everybody", () => {
    const one = opened();
    one.keeper.stop();
    const { end } = reader(one);
    one.write(MEGABYTE);
    one.client.pragma("busy_timeout = 300");
    const began = performance.now();
    one.client.pragma("wal_checkpoint(TRUNCATE)");
    expect(performance.now() - began).toBeGreaterThanOrEqual(250);
    end();
    one.close();
  });
});
