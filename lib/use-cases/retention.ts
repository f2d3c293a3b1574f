import { forgetRuleAt } from "@/lib/domain/retention";
import type { Deps } from "@/lib/ports/deps";
import type { Forgotten } from "@/lib/ports/retention";

/** Few enough that a claim in between waits for milliseconds. */
const AT_ONCE = 50;
/** How many times as long as it has worked the job rests: a backlog of a year took the server from everybody else. */
const REST = 4;

const NOTHING: Forgotten = { walkIns: 0, persons: 0, noShows: 0, devices: 0, drafts: 0 };

const sum = (a: Forgotten, b: Forgotten): Forgotten => ({
  walkIns: a.walkIns + b.walkIns,
  persons: a.persons + b.persons,
  noShows: a.noShows + b.noShows,
  devices: a.devices + b.devices,
  drafts: a.drafts + b.drafts,
});

/** How many visits lost what pointed to a person. */
export const visitsIn = ({ walkIns, persons, noShows }: Forgotten): number => walkIns + persons + noShows;

const rest = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** What would be forgotten now; changes nothing. */
export const previewRetention =
  ({ store, clock }: Pick<Deps, "store" | "clock">) =>
  async (): Promise<Forgotten> =>
    store.toForget(forgetRuleAt(await store.settings(), clock.now()));

/**
 * Forgets everything whose time is over, in short transactions with room for others between, and empties what lies
 * beside the database of it. Carried out again, or after it was cut off, it goes on where it is.
 */
export const forgetOverdue =
  ({ store, clock }: Pick<Deps, "store" | "clock">) =>
  async (): Promise<Forgotten> => {
    const rule = forgetRuleAt(await store.settings(), clock.now());
    let all = NOTHING;
    for (;;) {
      const began = performance.now();
      const some = await store.forgetSome(rule, AT_ONCE);
      all = sum(all, some);
      if (visitsIn(some) === 0) return all;
      await rest(REST * (performance.now() - began));
    }
  };
