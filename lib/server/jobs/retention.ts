import { Cron } from "croner";
import { type ForgetRule, sameCutoffs } from "@/lib/domain/retention/retention";
import { civilDateAt, instantAt } from "@/lib/domain/time/civil-time";
import type { Forgotten } from "@/lib/ports/retention";
import {
  currentRules,
  type Forgetting,
  forgetBy,
  markTomorrow,
  previewRetention,
  visitsIn,
} from "@/lib/use-cases/upkeep/retention";
import type { LetterBox } from "../outbox/letter-box";
import { log, logFailure } from "../watch/log";
import type { Metrics } from "../watch/metrics";

/** At night, when nobody books; what was missed is made up for as soon as the server runs again. */
const HOUR = "03:00";
const TRIES = 20;
const PAUSE_MS = 250;

export interface RetentionDeps extends Forgetting {
  readonly letterBox: LetterBox;
  readonly metrics: Pick<Metrics, "forgotten">;
}

/** What was forgotten, and what went with it. */
export interface RetentionReport extends Forgotten {
  /** Messages that lay in the folder as files. */
  readonly files: number;
  /** Whether the write-ahead log was emptied; false when somebody was reading all the time. */
  readonly logEmptied: boolean;
  /** False where the clock leapt meanwhile. */
  readonly isAll: boolean;
  /** Visits that are due, but were marked less than twenty hours of running ago. */
  readonly waiting: number;
}

/** What would be forgotten, and what is marked. */
export interface RetentionPreview extends Forgotten {
  readonly waiting: number;
  /** Visits that are marked, and forgotten when they are due. */
  readonly marked: number;
}

async function emptyLog({ retention }: RetentionDeps): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (await retention.emptyLog()) return true;
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
  return false;
}

async function forgetRipe(deps: RetentionDeps, ripe: ForgetRule): Promise<Omit<RetentionReport, "waiting">> {
  const { retention, clock, letterBox, metrics } = deps;
  const { forgotten, isAll } = await forgetBy(deps)(ripe);
  const files = letterBox.empty(new Set(await retention.forgottenAmong(letterBox.visits())));
  const logEmptied = await emptyLog(deps);
  const visits = visitsIn(forgotten);
  if (isAll) metrics.forgotten(visits, clock.now());
  const result = isAll ? (logEmptied ? "done" : "log-not-emptied") : "clock-doubted";
  log(isAll && logEmptied ? "info" : "warn", "retention", { count: visits, result });
  return { ...forgotten, files, logEmptied, isAll };
}

/**
 * Marks what will be due tomorrow, and removes what may point to a person, is older than the settings allow and was
 * marked long enough ago: from the database, its log and the folder of messages. Null while the clock is doubted.
 */
export async function runRetention(deps: RetentionDeps): Promise<RetentionReport | null> {
  await markTomorrow(deps)();
  const rules = await currentRules(deps);
  if (!rules) return null;
  const report = await forgetRipe(deps, rules.ripe);
  return { ...report, waiting: visitsIn(await previewRetention(deps, rules.due)) };
}

/** What `runRetention` would remove now, and what is marked; changes nothing. Null while the clock is doubted. */
export async function dryRetention(deps: RetentionDeps): Promise<RetentionPreview | null> {
  const rules = await currentRules(deps);
  if (!rules) return null;
  const { ripe, due } = rules;
  const now = await previewRetention(deps, ripe);
  const [mark] = await deps.retention.marks();
  const marked = mark ? visitsIn(await previewRetention(deps, { now: due.now, ...mark })) : 0;
  const waiting = visitsIn(await previewRetention(deps, due)) - visitsIn(now);
  return { ...now, waiting, marked: Math.max(0, marked - visitsIn(now)) };
}

/** The nightly job. */
export interface RetentionJob {
  start(): void;
  stop(): void;
}

/**
 * Marks once a civil day from three o'clock on, by the application's clock, and forgets what is ripe whenever that is
 * more than it was; a failure is tried again at the next look, and while the clock is doubted all of it waits.
 */
export function retentionJob(deps: RetentionDeps): RetentionJob {
  let done: ForgetRule | null = null;
  let timer: Cron | null = null;
  async function look(): Promise<void> {
    const now = deps.clock.now();
    if (now < instantAt(civilDateAt(now), HOUR)) return;
    try {
      await markTomorrow(deps)();
      const rules = await currentRules(deps);
      if (!rules || (done && sameCutoffs(rules.ripe, done))) return;
      const { isAll } = await forgetRipe(deps, rules.ripe);
      if (isAll) done = rules.ripe;
    } catch (cause) {
      logFailure("retention", cause);
    }
  }
  return {
    start() {
      timer = new Cron("*/15 * * * * *", { protect: true, unref: true }, look);
    },
    stop: () => timer?.stop(),
  };
}
