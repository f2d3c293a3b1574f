import { onTestFinished } from "vitest";
import { ask, connections, pause } from "./wire";

const ASKED_EVERY_MS = 100;

/** What somebody found who asked all the time whether the process turns. */
export interface Liveness {
  readonly asked: number;
  /** The longest that an answer took, in milliseconds. */
  readonly longest: number;
}

/** Asks a server ten times a second whether it turns, whether or not it has answered, until it is told to stop. */
export function watchLiveness(origin: string): { stop(): Promise<Liveness> } {
  const agent = connections(Number.POSITIVE_INFINITY);
  const took: Promise<number>[] = [];
  let stopped = false;
  const one = async (): Promise<number> => {
    const began = performance.now();
    // Who gets no answer waits for ever.
    const answered = await ask(agent, `${origin}/livez`).catch(() => null);
    return answered ? performance.now() - began : Number.POSITIVE_INFINITY;
  };
  onTestFinished(() => {
    stopped = true;
  });
  const asking = (async () => {
    while (!stopped) {
      took.push(one());
      await pause(ASKED_EVERY_MS);
    }
  })();
  return {
    async stop() {
      stopped = true;
      await asking;
      const all = await Promise.all(took);
      agent.destroy();
      return { asked: all.length, longest: Math.round(Math.max(...all)) };
    },
  };
}
