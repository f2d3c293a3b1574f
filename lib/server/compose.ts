import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { openStore } from "@/db/open";
import type { Guides } from "@/lib/domain/guide";
import type { Hotline } from "@/lib/domain/hotline";
import type { Deps } from "@/lib/ports/deps";
import { polishHolidays } from "./calendar";
import { type DemoClock, makeClock } from "./clock";
import { type Env, EnvError, readEnv, SECRET_LENGTH_MIN } from "./env";
import { type Metrics, makeMetrics } from "./metrics";
import { observedStore } from "./observed-store";
import { makeSeal } from "./seal";

export { FileInUseError } from "@/db/open";

export interface Application extends Deps {
  readonly env: Env;
  readonly clock: DemoClock;
  readonly secret: string;
  readonly hotline: Hotline;
  readonly guides: Guides;
  readonly metrics: Metrics;
  /** Whether the example city was loaded at this start. */
  readonly filled: boolean;
  /** True from the first signal to end: no more bookings are promised. */
  stopping: boolean;
  close(): Promise<void>;
}

// Next loads a module up to three times in one process; what there must be one of lives on globalThis.
const KEY = Symbol.for("okienko.application");
const registry = globalThis as { [KEY]?: Application };

/** Reads the secret beside the database, made once. Written whole under another name first: a full disk cuts it off. */
function secretBeside(databaseFile: string): string {
  const file = `${databaseFile}.secret`;
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, randomBytes(32).toString("base64url"), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length < SECRET_LENGTH_MIN)
    throw new EnvError(`The secret in ${file} is not whole; put the right one there from your backup.`);
  return secret;
}

/** Puts the application together from its environment; once per process. Throws what stops a start, in a sentence. */
export function startApplication(variables: Readonly<Record<string, string | undefined>>): Application {
  const env = readEnv(variables);
  const metrics = makeMetrics(env.databaseFile);
  const opened = openStore(env.databaseFile, polishHolidays(), metrics.conflict);
  const secret = env.secret ?? secretBeside(env.databaseFile);
  const application: Application = {
    env,
    secret,
    hotline: opened.hotline,
    guides: opened.guides,
    filled: opened.filled,
    store: observedStore(opened.store, metrics),
    metrics,
    clock: makeClock(env.clock, env.clockRate),
    seal: makeSeal(secret),
    limits: env.limits,
    stopping: false,
    close: () => opened.close(),
  };
  registry[KEY] = application;
  return application;
}

/** The running application. Throws before it has been started. */
export function application(): Application {
  const running = registry[KEY];
  if (!running) throw new Error("The application has not been started.");
  return running;
}
