import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";

/** How long a write waits for another program that holds the file, in milliseconds. */
export const PATIENCE_MS = 5_000;
const PAUSE_MS = { least: 20, most: 50 };

/** Another program holds the file. */
export const isBusy = (cause: unknown): boolean =>
  cause instanceof Error && "code" in cause && String(cause.code).startsWith("SQLITE_BUSY");

/** Waits for a file that another program holds, while everybody else goes on. */
export interface FileGate {
  /** A moment, after which one of all who wait for it finds out whether the file is free. */
  pause(): Promise<void>;
  /**
   * Does the work, at once where the file is free, and again after a moment while it throws that the file is held.
   * Throws what it throws then, after so many milliseconds.
   */
  patiently<T>(work: () => T, patienceMs?: number): Promise<T>;
}

/**
 * The gate of one connection, which itself waits for nobody (`busy_timeout` 0): SQLite would wait on the event loop.
 * However many wait, the file is asked some thirty times a second.
 */
export function fileGate(patienceMs: number): FileGate {
  let held: Promise<void> | null = null;

  function pauseTogether(): Promise<void> {
    held ??= pause(randomInt(PAUSE_MS.least, PAUSE_MS.most)).then(() => {
      held = null;
    });
    return held;
  }

  return {
    pause: pauseTogether,
    async patiently(work, patience = patienceMs) {
      const until = performance.now() + patience;
      for (;;) {
        while (held && performance.now() < until) await held;
        try {
          return work();
        } catch (cause) {
          if (!isBusy(cause) || performance.now() >= until) throw cause;
        }
        await pauseTogether();
      }
    },
  };
}
