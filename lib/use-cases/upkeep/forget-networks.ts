import { NETWORK_KEPT_MS } from "@/lib/domain/who/network";
import type { Deps } from "@/lib/ports/deps";

/** Few enough that a claim in between waits for milliseconds. */
const AT_ONCE = 100;
const REST = 4;

const rest = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Forgets from which network a time was taken a day ago or longer; tells of how many visits. */
export const forgetNetworks =
  ({ retention, clock }: Pick<Deps, "retention" | "clock">) =>
  async (): Promise<number> => {
    const before = clock.now() - NETWORK_KEPT_MS;
    for (let all = 0; ; ) {
      const began = performance.now();
      const some = await retention.forgetNetworks(before, AT_ONCE);
      all += some;
      if (some < AT_ONCE) return all;
      await rest(REST * (performance.now() - began));
    }
  };
