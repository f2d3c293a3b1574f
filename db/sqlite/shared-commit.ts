import { NotSavedError } from "@/lib/ports/store";
import { type Client, writing } from "./client";

/** Most that share a transaction: who reads meanwhile waits for all of them, less than a millisecond each. */
const MOST = 50;

type Sync<T> = () => T extends Promise<unknown> ? never : T;

/** One that waits: its work among others, then its answer; its work by itself, with its answer; or a refusal. */
interface Waiting {
  together(): () => void;
  alone(): void;
  refuse(cause: unknown): void;
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
 * Works that arrive in one turn of the event loop share one transaction, for to sync the disk costs a third of a claim.
 * Nobody is answered before it stands. Where one of them throws, nothing of it stands, and each is done by itself.
 */
export function sharedCommit(client: Client): SharedCommit {
  const queue: Waiting[] = [];

  function doTogether(some: readonly Waiting[]): void {
    let answers: readonly (() => void)[];
    try {
      answers = writing(client, () => some.map((one) => one.together()));
    } catch (cause) {
      // A disk that is full, or locked for seconds, is not asked once more for each of them.
      const unsaved = cause instanceof NotSavedError;
      for (const one of some) unsaved ? one.refuse(cause) : one.alone();
      return;
    }
    for (const answer of answers) answer();
  }

  function turn(): void {
    const some = queue.splice(0, MOST);
    if (queue.length > 0) setImmediate(turn);
    const [first, ...more] = some;
    if (more.length > 0) doTogether(some);
    else first?.alone();
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
            } catch (cause) {
              reject(cause);
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
