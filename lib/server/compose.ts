import { openStore } from "@/db/open";
import type { Hotline } from "@/lib/domain/city/hotline";
import type { Guides } from "@/lib/domain/reading/guide";
import type { Clock } from "@/lib/ports/clock";
import type { Deps } from "@/lib/ports/deps";
import { assertDatabaseOf, secretFor } from "./beside/secret";
import { type DemoClock, makeClock } from "./clock";
import { addressIn, type Env, publicOrigin, readEnv } from "./env";
import { polishHolidays } from "./holidays";
import { memoryLookups } from "./lookups";
import { type LetterBox, letterBoxBeside } from "./outbox/letter-box";
import { mailGateway } from "./outbox/mail";
import { type MailServer, mailServerOf } from "./outbox/mail-server";
import { type Gateways, type Outbox, openOutbox } from "./outbox/outbox";
import { isPushService, type PushKeys, pushGateway, pushKeysBeside } from "./outbox/push";
import { smsGateway } from "./outbox/sms";
import { makeSeal } from "./seal";
import { NO_SWITCHES, type Switches } from "./switches";
import { type ClockGuard, makeClockGuard, unguarded } from "./watch/clock-guard";
import { log } from "./watch/log";
import { type Metrics, makeMetrics } from "./watch/metrics";
import { observedPorts } from "./watch/observed-ports";
import { makeProxyWatch, type ProxyWatch } from "./watch/proxy-watch";
import { makeStartsWatch } from "./watch/starts-watch";

export { FileInUseError, UnfitFileError } from "@/db/open";
export { isDamaged } from "@/lib/ports/faults";

export interface Application extends Deps {
  readonly env: Env;
  readonly clock: DemoClock;
  readonly trust: ClockGuard;
  readonly secret: string;
  readonly hotline: Hotline;
  readonly guides: Guides;
  readonly metrics: Metrics;
  readonly letterBox: LetterBox;
  readonly outbox: Outbox;
  readonly proxyWatch: ProxyWatch;
  /** With which browsers subscribe to notifications. */
  readonly pushKeys: PushKeys;
  /** Whether the example city was loaded at this start. */
  readonly filled: boolean;
  /** True from the first signal to end: no more bookings are promised. */
  stopping: boolean;
  close(): Promise<void>;
}

// Next loads a module up to three times in one process; what there must be one of lives on globalThis.
const KEY = Symbol.for("okienko.application");
const registry = globalThis as { [KEY]?: Application };

function mailServerIn({ smtpUrl, smtpPlaintext, smtpConnections }: Env): MailServer | null {
  if (smtpUrl === null) return null;
  return mailServerOf({ url: smtpUrl, plaintext: smtpPlaintext, connections: smtpConnections });
}

/** The ways out that the environment asks for. */
function gatewaysOf(env: Env, letterBox: LetterBox, keys: PushKeys, clock: Clock): Gateways {
  const host = new URL(publicOrigin(env)).hostname;
  return {
    email: mailGateway({ server: mailServerIn(env), from: env.mailFrom, host }, letterBox),
    sms: smsGateway({ token: env.smsToken, sender: env.smsSender }, letterBox),
    push: pushGateway({ keys, subject: `mailto:${addressIn(env.mailFrom)}`, furtherOrigin: env.pushOrigin }, clock),
  };
}

/** The database of the environment, with the secret that belongs to it. Throws what stops a start, in a sentence. */
function openWithSecret(env: Env, metrics: Metrics, clock: Clock, switches: Switches) {
  assertDatabaseOf(env, switches);
  const opened = openStore(env.databaseFile, polishHolidays(), {
    conflict: metrics.conflict,
    damaged: ({ message }) => log("error", "damaged", { file: env.databaseFile, remedy: message }),
  });
  try {
    return { opened, secret: secretFor(env, opened, clock, switches) };
  } catch (cause) {
    void opened.close();
    throw cause;
  }
}

/**
 * Puts the application together from its environment and the switches of its command; once per process. Throws what
 * stops a start, in a sentence.
 */
export function startApplication(
  variables: Readonly<Record<string, string | undefined>>,
  switches: Switches = NO_SWITCHES,
): Application {
  const env = readEnv(variables);
  const metrics = makeMetrics(env.databaseFile);
  const clock = makeClock(env.clock, env.clockRate);
  const { opened, secret } = openWithSecret(env, metrics, clock, switches);
  const pushKeys = pushKeysBeside(env.databaseFile);
  const letterBox = letterBoxBeside(env.databaseFile);
  const startsWatch = makeStartsWatch(
    (attention) => log("warn", "attention", attention),
    () => clock.now(),
  );
  metrics.watch(startsWatch);
  const proxyWatch = makeProxyWatch(env.trustedProxies, (undeclared) => {
    metrics.sharesOff(undeclared);
    log("warn", "shares", undeclared ? { result: "off", reason: "undeclared-proxy" } : { result: "on" });
  });
  const deps: Deps = {
    ...observedPorts(opened.store, metrics, startsWatch),
    clock,
    seal: makeSeal(secret),
    limits: env.limits,
    sharesHold: (address) => !proxyWatch.isUndeclared(address),
    isPushService: (endpoint) => isPushService(endpoint, env.pushOrigin),
    lookups: memoryLookups(clock),
  };
  const guarded = { clock, time: deps.time, metrics };
  const trust = env.clockGuard ? makeClockGuard(guarded, opened.time) : unguarded(guarded);
  const outbox = openOutbox({
    ...deps,
    trust,
    gateways: gatewaysOf(env, letterBox, pushKeys, clock),
    metrics,
    hotline: opened.hotline,
    origin: publicOrigin(env),
  });
  const application: Application = {
    ...deps,
    clock,
    trust,
    env,
    secret,
    hotline: opened.hotline,
    guides: opened.guides,
    filled: opened.filled,
    metrics,
    letterBox,
    outbox,
    proxyWatch,
    pushKeys,
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
