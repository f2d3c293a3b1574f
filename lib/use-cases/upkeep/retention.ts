import { type ForgetRule, forgetRuleAt, markAt, ripeRule, sameCutoffs } from "@/lib/domain/retention/retention";
import type { ClockTrust } from "@/lib/ports/clock";
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

/** What forgets, and what it believes the clock by. */
export interface Forgetting extends Pick<Deps, "plan" | "retention" | "clock"> {
  readonly trust: ClockTrust;
}

/** What is forgotten at a moment; both are the same where nobody watches the clock. */
export interface Rules {
  /** What may be forgotten now: it is due, and was marked long enough ago. */
  readonly ripe: ForgetRule;
  /** What is due, marked or not. */
  readonly due: ForgetRule;
}

/** The rules of this moment. Null while the clock is doubted: nothing is due by it. */
export async function currentRules({ plan, retention, clock, trust }: Forgetting): Promise<Rules | null> {
  const [{ settings }, marks] = [await plan.book(), await retention.marks()];
  const due = forgetRuleAt(settings, clock.now());
  // Judged after the time was read: no leap comes between.
  if (trust.doubt()) return null;
  const running = trust.runningMs();
  return { due, ripe: running === null ? due : ripeRule(due, marks, running) };
}

/** What would be forgotten now, by the rule; changes nothing. */
export const previewRetention = ({ retention }: Forgetting, rule: ForgetRule): Promise<Forgotten> =>
  retention.toForget(rule);

/**
 * Marks what will be due tomorrow, where nobody has yet. Marks that are told again keep the age that they have: a
 * restart makes none of them younger.
 */
export const markTomorrow =
  ({ plan, retention, clock, trust }: Forgetting) =>
  async (): Promise<void> => {
    const [{ settings }, [newest]] = [await plan.book(), await retention.marks()];
    const now = clock.now();
    const running = trust.runningMs();
    if (running === null || trust.doubt()) return;
    const mark = markAt(settings, now, Math.floor(running));
    if (!newest || !sameCutoffs(newest, mark)) await retention.mark(mark);
  };

/** What was forgotten, and whether that is all: a clock that leaps meanwhile stops it. */
export interface ForgottenSoFar {
  readonly forgotten: Forgotten;
  readonly isAll: boolean;
}

/**
 * Forgets everything whose time is over by a rule, in short transactions with room for others between. Carried out
 * again, or after it was cut off, it goes on where it is.
 */
export const forgetBy =
  ({ retention, trust }: Pick<Forgetting, "retention" | "trust">) =>
  async (rule: ForgetRule): Promise<ForgottenSoFar> => {
    let forgotten = NOTHING;
    for (;;) {
      if (trust.doubt()) return { forgotten, isAll: false };
      const began = performance.now();
      const some = await retention.forgetSome(rule, AT_ONCE);
      forgotten = sum(forgotten, some);
      if (visitsIn(some) === 0) return { forgotten, isAll: true };
      await rest(REST * (performance.now() - began));
    }
  };
