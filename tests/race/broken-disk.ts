import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { onTestFinished } from "vitest";
import { runs } from "../support/runs";
import type { TestServer } from "../support/server";

/** A way to take a running server's disk away and to give it back, without its help. */
export interface BrokenDisk {
  /** Leaves so many bytes into which the write-ahead log may grow. */
  fill(room: number): void;
  mend(): void;
}

/** Writes the log into the database and empties it, so that the next write makes it grow again. */
export function emptyLog(file: string): void {
  const client = new Database(file);
  try {
    client.pragma("wal_checkpoint(TRUNCATE)");
  } finally {
    client.close();
  }
}

/** A limit on the length of the server's files, set from outside: needs no special rights. */
export function limitedFiles(server: Pick<TestServer, "pid">): BrokenDisk {
  const limit = (bytes: string): void => {
    execFileSync("prlimit", ["--pid", String(server.pid), `--fsize=${bytes}:`]);
  };
  return { fill: (room) => limit(String(room)), mend: () => limit("unlimited") };
}

/** Room for what a test books while the disk is whole, and for its log. */
const DISK_BYTES = runs(8, 32) * 1024 * 1024;
const PAGE_BYTES = 4_096;
const TRIES = 10;
/** So much more is left free at each further try: what the server writes meanwhile comes and goes by a megabyte. */
const SLACK_BYTES = 128 * 1024;

/** A small disk of its own in memory, mounted at a folder; null where this user may mount none. */
export function mountSmallDisk(folder: string): string | null {
  mkdirSync(folder);
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${DISK_BYTES},mode=0700`, "tmpfs", folder]);
  if (status !== 0) {
    rmSync(folder, { recursive: true });
    return null;
  }
  onTestFinished(() => {
    execFileSync("umount", ["--lazy", folder]);
    rmSync(folder, { recursive: true });
  });
  return folder;
}

/** Fills a small disk with something else, as logs and backups do. */
export function crowdedDisk(folder: string): BrokenDisk {
  const ballast = join(folder, "something-else");
  const free = (): number => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  };
  const mend = (): void => rmSync(ballast, { force: true });
  const fill = (room: number): void => {
    const pages = Math.floor((free() - room) / PAGE_BYTES);
    writeFileSync(ballast, Buffer.alloc(Math.max(0, pages) * PAGE_BYTES));
  };
  return {
    /** The server goes on writing: what was free when it was measured may be taken when it is filled. */
    fill(room) {
      for (let tries = 1; ; tries++) {
        try {
          return fill(room + (tries - 1) * SLACK_BYTES);
        } catch (cause) {
          if ((cause as NodeJS.ErrnoException).code !== "ENOSPC" || tries === TRIES) throw cause;
          mend();
        }
      }
    },
    mend,
  };
}

/**
 * A database and its log that nobody may write any more, not even a program that has them open, on a disk with room;
 * null where this user may not do it.
 */
export function frozenFiles(file: string): BrokenDisk | null {
  const change = (flag: string) => spawnSync("chattr", [flag, file, `${file}-wal`]).status === 0;
  if (!change("+i") || !change("-i")) return null;
  onTestFinished(() => void change("-i"));
  return { fill: () => void change("+i"), mend: () => void change("-i") };
}
