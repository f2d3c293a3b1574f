import { availableParallelism, loadavg } from "node:os";
import { onTestFinished } from "vitest";
import { ask, connections, pause } from "./wire";

const ASKED_EVERY_MS = 100;
/** What the probe of an orchestrator bears. */
export const BORNE_MS = 500;

/** What somebody found who asked all the time whether the process turns, in milliseconds. */
export interface Liveness {
  readonly asked: number;
  /** The longest that an answer took. */
  readonly longest: number;
  /** The longest that one may take: half a second, and more where so many processes want each processor. */
  readonly bar: number;
}

const barOfMachine = (): number => Math.round(BORNE_MS * Math.max(1, (loadavg()[0] ?? 0) / availableParallelism()));

/** Asks a server ten times a second whether it turns, whether or not it has answered, until it is told to stop. */
export function watchLiveness(origin: string): { stop(): Promise<Liveness> } {
  const agent = connections(Number.POSITIVE_INFINITY);
  const took: Promise<number>[] = [];
  let bar = barOfMachine();
  let stopped = false;
  onTestFinished(() => {
    stopped = true;
  });
  const one = async (): Promise<number> => {
    const began = performance.now();
    // Who gets no answer waits for ever.
    const answered = await ask(agent, `${origin}/livez`).catch(() => null);
    return answered ? performance.now() - began : Number.POSITIVE_INFINITY;
  };
  const asking = (async () => {
    while (!stopped) {
      took.push(one());
      bar = Math.max(bar, barOfMachine());
      await pause(ASKED_EVERY_MS);
    }
  })();
  return {
    async stop() {
      stopped = true;
      await asking;
      const all = await Promise.all(took);
      agent.destroy();
      return { asked: all.length, longest: Math.round(Math.max(...all)), bar };
    },
  };
}
