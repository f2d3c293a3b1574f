import { statSync } from "node:fs";
import type { Apart } from "./apart";
import type { Client } from "./client";

/** So much of the log is copied into the database on the event loop: some 2,000 pages, tens of milliseconds. */
const SHORT_BYTES = 8 * 1024 * 1024;
const SHORT_FRAMES = 2_000;
/** Pages after which SQLite copies the log by itself, as it does unless it is told otherwise. */
const BY_ITSELF = 1_000;
const LOOKS_EVERY_MS = 250;
/** Somebody reads what was before, and the log can get no shorter: so long nothing is tried. */
const RESTS_MS = 2_000;

/** Keeps the write-ahead log short, without ever waiting for who reads. */
export interface LogKeeper {
  /** Copies the log into the database and empties it. False while somebody reads what was before. */
  empty(): Promise<boolean>;
  stop(): void;
}

const lengthOf = (file: string): number => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;

/** Empties a short log; false where somebody reads. The connection waits for nobody, so neither does this. */
function truncate(client: Client): boolean {
  const [came] = client.pragma("wal_checkpoint(TRUNCATE)") as { readonly busy: number }[];
  return came?.busy === 0;
}

/**
 * SQLite copies a short log after a commit by itself. Beside a reader that stays it gets long; the first commit after him
 * would copy hundreds of megabytes while everybody waits. A long one is copied apart, and what is left of it here.
 */
export function keepLog(client: Client, apart: Apart): LogKeeper {
  let owed = false;
  let restsUntil = 0;
  let shortening: Promise<boolean> | null = null;

  const copiesByItself = (pages: number): void => void client.pragma(`wal_autocheckpoint = ${pages}`);

  /** Frames that are left to copy once another process has copied what it could; none where there can be no process. */
  async function copyApart(): Promise<number> {
    copiesByItself(0);
    try {
      const { log, checkpointed } = await apart.checkpoint();
      return log - checkpointed;
    } catch {
      // Everybody waits once, as they would if SQLite did it by itself; a log that is never copied fills the disk.
      return 0;
    }
  }

  async function shorten(): Promise<boolean> {
    restsUntil = performance.now() + RESTS_MS;
    const isLong = lengthOf(client.name) > SHORT_BYTES;
    const left = isLong ? await copyApart() : 0;
    if (!client.open || left > SHORT_FRAMES || !truncate(client)) return false;
    if (isLong) copiesByItself(BY_ITSELF);
    restsUntil = 0;
    owed = false;
    return true;
  }

  /** One at a time. */
  function shortenOnce(): Promise<boolean> {
    shortening ??= shorten().finally(() => {
      shortening = null;
    });
    return shortening;
  }

  function look(): void {
    if (performance.now() < restsUntil || !(owed || lengthOf(client.name) > SHORT_BYTES)) return;
    // What cannot be written now is tried again; the disk is readiness's to tell of, the log a figure that is watched.
    shortenOnce().catch(() => undefined);
  }

  const timer = client.memory ? null : setInterval(look, LOOKS_EVERY_MS).unref();
  return {
    async empty() {
      if (client.memory) return true;
      owed = true;
      return shortenOnce();
    },
    stop: () => clearInterval(timer ?? undefined),
  };
}
