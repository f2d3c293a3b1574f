import { NotSavedError } from "@/lib/ports/store";
import { type Client, writing } from "./client";
import { isDamage } from "./damage";

/** Most that share a transaction: who reads meanwhile waits for all of them, less than a millisecond each. */
const MOST = 50;

type Sync<T> = () => T extends Promise<unknown> ? never : T;

/** One that waits. */
interface Waiting {
  /** Its work among others; gives the answer, for when it stands. */
  together(): () => void;
  /** Its work and answer by itself; gives why it could not be saved, if so. */
  alone(): NotSavedError | null;
  refuse(cause: unknown): void;
}

const unsavedBy = (cause: unknown): NotSavedError | null => (cause instanceof NotSavedError ? cause : null);

/** Another program holds the file, and has been waited for. */
const isBusy = ({ code }: NotSavedError): boolean => code.startsWith("SQLITE_BUSY");

function refuseAll(some: readonly Waiting[], cause: NotSavedError): void {
  for (const one of some) one.refuse(cause);
}

/**
 * One after the other, until the file cannot be written: it is not asked once more for each of those that are left. A
 * damaged page stands in the way of those alone that need it.
 */
function doAlone(some: readonly Waiting[]): void {
  for (const [index, one] of some.entries()) {
    const unsaved = one.alone();
    if (!unsaved || isDamage(unsaved)) continue;
    refuseAll(some.slice(index + 1), unsaved);
    break;
  }
}

/** Lets works share their commit. */
export interface SharedCommit {
  /**
   * Does the work and answers when it stands on the disk: `together` inside a transaction with others, or `alone`,
   * which opens its own. Throws what `alone` throws, and NotSavedError where the file could not be written.
   */
  work<T>(together: Sync<T>, alone: Sync<T>): Promise<T>;
  /** Does at once what waits. */
  flush(): void;
}

/**
 * Works that arrive in one turn of the event loop share one transaction: syncing the disk costs a third of a claim.
 * Nobody is answered before it stands. Where it cannot stand, nothing of it does, and each is done by itself.
 */
export function sharedCommit(client: Client): SharedCommit {
  const queue: Waiting[] = [];

  function doTogether(some: readonly Waiting[]): void {
    let answers: readonly (() => void)[];
    try {
      answers = writing(client, () => some.map((one) => one.together()));
    } catch (cause) {
      const unsaved = unsavedBy(cause);
      if (unsaved && isBusy(unsaved)) refuseAll(some, unsaved);
      // A nearly full disk may have room for some of them.
      else doAlone(some);
      return;
    }
    for (const answer of answers) answer();
  }

  function turn(): void {
    const some = queue.splice(0, MOST);
    if (queue.length > 0) setImmediate(turn);
    if (some.length > 1) doTogether(some);
    else doAlone(some);
  }

  return {
    work: (together, alone) =>
      new Promise((resolve, reject) => {
        queue.push({
          together() {
            const value = together();
            return () => resolve(value);
          },
          alone() {
            try {
              resolve(alone());
              return null;
            } catch (cause) {
              reject(cause);
              return unsavedBy(cause);
            }
          },
          refuse: reject,
        });
        if (queue.length === 1) setImmediate(turn);
      }),
    flush() {
      while (queue.length > 0) turn();
    },
  };
}
