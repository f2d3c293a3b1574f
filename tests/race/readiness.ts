import { ask, connections, pause } from "./wire";

const ASKED_EVERY_MS = 250;
const AT_MOST_MS = 20_000;

/** Milliseconds until /readyz answers with the status, asked four times a second as watchers do. */
export async function untilReadiness(origin: string, status: 200 | 503): Promise<number> {
  const agent = connections(1);
  const began = performance.now();
  try {
    for (;;) {
      const answer = await ask(agent, `${origin}/readyz`);
      const took = performance.now() - began;
      if (answer.status === status) return took;
      if (took > AT_MOST_MS) return Number.POSITIVE_INFINITY;
      await pause(ASKED_EVERY_MS);
    }
  } finally {
    agent.destroy();
  }
}
