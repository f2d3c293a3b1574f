import { Cron } from "croner";
import { type CivilDate, civilDateAt, instantAt } from "@/lib/domain/civil-time";
import type { Deps } from "@/lib/ports/deps";
import type { Forgotten } from "@/lib/ports/retention";
import { forgetOverdue, previewRetention, visitsIn } from "@/lib/use-cases/retention";
import { log, logFailure } from "./log";
import type { Metrics } from "./metrics";
import type { LetterBox } from "./outbox/letter-box";

/** At night, when nobody books; what was missed is made up for as soon as the server runs again. */
const HOUR = "03:00";
const TRIES = 20;
const PAUSE_MS = 250;

export interface RetentionDeps extends Pick<Deps, "store" | "clock"> {
  readonly letterBox: LetterBox;
  readonly metrics: Pick<Metrics, "forgotten">;
}

/** What was forgotten, and what went with it. */
export interface RetentionReport extends Forgotten {
  /** Messages that lay in the folder as files. */
  readonly files: number;
  /** Whether the write-ahead log was emptied; false when somebody was reading all the time. */
  readonly logEmptied: boolean;
}

async function emptyLog({ store }: RetentionDeps): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (await store.emptyLog()) return true;
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
  return false;
}

/** Removes what may point to a person and is older than the settings allow: from the database, its log and the folder of messages. */
export async function runRetention(deps: RetentionDeps): Promise<RetentionReport> {
  const { store, clock, letterBox, metrics } = deps;
  const forgotten = await forgetOverdue(deps)();
  const files = letterBox.empty(new Set(await store.forgottenAmong(letterBox.visits())));
  const logEmptied = await emptyLog(deps);
  const visits = visitsIn(forgotten);
  metrics.forgotten(visits, clock.now());
  log(logEmptied ? "info" : "warn", "retention", { count: visits, result: logEmptied ? "done" : "log-not-emptied" });
  return { ...forgotten, files, logEmptied };
}

/** What `runRetention` would remove now; changes nothing. */
export async function dryRetention(deps: RetentionDeps): Promise<Forgotten> {
  return previewRetention(deps)();
}

/** The nightly job. */
export interface RetentionJob {
  start(): void;
  stop(): void;
}

/** Runs once a civil day from three o'clock on, by the application's clock; a failure is tried again a minute later. */
export function retentionJob(deps: RetentionDeps): RetentionJob {
  let doneOn: CivilDate | null = null;
  let timer: Cron | null = null;
  async function look(): Promise<void> {
    const now = deps.clock.now();
    const today = civilDateAt(now);
    if (doneOn === today || now < instantAt(today, HOUR)) return;
    try {
      await runRetention(deps);
      doneOn = today;
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
