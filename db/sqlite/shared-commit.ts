import { NotSavedError } from "@/lib/ports/faults";
import { type Client, type Sync, writing } from "./client";
import { isDamage } from "./damage";
import { type FileGate, isBusy, PATIENCE_MS } from "./file-gate";

/** Most that share a transaction: who reads meanwhile waits for all of them, less than a millisecond each. */
const MOST = 50;

/** One that waits. */
interface Waiting {
  /** Until when it waits for the file, by the monotonic clock. */
  readonly until: number;
  /** Its work among others; gives the answer, for when it stands. */
  together(): () => void;
  /** Its work and answer by itself; gives why it could not be saved, if so. Where the file is held it is not answered. */
  alone(): NotSavedError | null;
  refuse(cause: unknown): void;
}

const unsavedBy = (cause: unknown): NotSavedError | null => (cause instanceof NotSavedError ? cause : null);

function refuseAll(some: readonly Waiting[], cause: NotSavedError): void {
  for (const one of some) one.refuse(cause);
}

/** Lets works share their commit. */
export interface SharedCommit {
  /**
   * Does the work and answers when it stands on the disk: `together` inside a transaction with others, or `alone`,
   * which opens its own. Throws what `alone` throws, and NotSavedError where the file could not be written.
   */
  work<T>(together: Sync<T>, alone: Sync<T>): Promise<T>;
  /** Does at once what waits; refuses it where another program holds the file. */
  flush(): void;
}

/**
 * Works that arrive in one turn of the event loop share one transaction: syncing the disk costs a third of a claim.
 * Nobody is answered before it stands. Where it cannot stand, nothing of it does, and each is done by itself. Where
 * another program holds the file, all wait for it in their order, so long as each has patience.
 */
export function sharedCommit(client: Client, gate: FileGate, patienceMs = PATIENCE_MS): SharedCommit {
  const queue: Waiting[] = [];
  let held: NotSavedError | null = null;

  /** Waits for the file with everybody who has come or comes meanwhile. */
  function waitWith(some: readonly Waiting[], busy: NotSavedError): void {
    const all = [...some, ...queue.splice(0)];
    const now = performance.now();
    refuseAll(
      all.filter(({ until }) => until <= now),
      busy,
    );
    queue.push(...all.filter(({ until }) => until > now));
    held = busy;
    void gate.pause().then(() => {
      held = null;
      turn();
    });
  }

  /**
   * One after the other, until the file cannot be written: it is not asked once more for each of those that are left. A
   * damaged page stands in the way of those alone that need it.
   */
  function doAlone(some: readonly Waiting[]): void {
    for (const [index, one] of some.entries()) {
      const unsaved = one.alone();
      if (!unsaved || isDamage(unsaved)) continue;
      if (isBusy(unsaved)) waitWith(some.slice(index), unsaved);
      else refuseAll(some.slice(index + 1), unsaved);
      break;
    }
  }

  function doTogether(some: readonly Waiting[]): void {
    let answers: readonly (() => void)[];
    try {
      answers = writing(client, () => some.map((one) => one.together()));
    } catch (cause) {
      const unsaved = unsavedBy(cause);
      if (unsaved && isBusy(unsaved)) waitWith(some, unsaved);
      // A nearly full disk may have room for some of them.
      else doAlone(some);
      return;
    }
    for (const answer of answers) answer();
  }

  function turn(): void {
    if (held) return;
    const some = queue.splice(0, MOST);
    if (queue.length > 0) setImmediate(turn);
    if (some.length > 1) doTogether(some);
    else doAlone(some);
  }

  return {
    work: (together, alone) =>
      new Promise((resolve, reject) => {
        queue.push({
          until: performance.now() + patienceMs,
          together() {
            const value = together();
            return () => resolve(value);
          },
          alone() {
            try {
              resolve(alone());
              return null;
            } catch (cause) {
              const unsaved = unsavedBy(cause);
              if (!unsaved || !isBusy(unsaved)) reject(cause);
              return unsaved;
            }
          },
          refuse: reject,
        });
        if (queue.length === 1 && !held) setImmediate(turn);
      }),
    flush() {
      while (queue.length > 0 && !held) turn();
      if (held) refuseAll(queue.splice(0), held);
    },
  };
}
