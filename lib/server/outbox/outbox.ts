import { Cron } from "croner";
import type { Hotline } from "@/lib/domain/hotline";
import { nextTryAt, staleAt } from "@/lib/domain/message";
import type { Deps } from "@/lib/ports/deps";
import type { DueMessage, PushTarget, Settled } from "@/lib/ports/messages";
import { writeLetter } from "@/lib/views/letter";
import { log, logFailure } from "../log";
import type { Metrics } from "../metrics";
import { type Gateway, type Sent, type Way, wayOf } from "./route";

const AT_ONCE = 50;
/** A refusal may be a mistake of the other side: it is believed the third time. */
const REFUSALS = 3;
const LAST_LETTERS_MS = 3_000;
const WAYS = ["email", "sms", "push", "none"] as const satisfies readonly Way["by"][];

export interface Gateways {
  readonly email: Gateway<string>;
  readonly sms: Gateway<string>;
  readonly push: Gateway<PushTarget>;
}

export interface OutboxDeps extends Pick<Deps, "store" | "clock" | "seal"> {
  readonly gateways: Gateways;
  readonly metrics: Pick<Metrics, "message">;
  readonly hotline: Hotline;
  /** The public address, without a slash at its end. */
  readonly origin: string;
}

/** What sends the messages that the store's transactions have written. */
export interface Outbox {
  /** Sends what is due, once; never throws. */
  drain(): Promise<void>;
  /** Looks every second from now on. */
  start(): void;
  /** Lets what is being sent come to an end, for a few seconds, and sends nothing more. */
  stop(): Promise<void>;
}

type Attempt = Sent | "stale" | "no-way" | "failed";

function send(
  gateways: Gateways,
  way: Exclude<Way, { by: "none" }>,
  letter: Parameters<Gateway<string>["send"]>[0],
  visitId: number,
) {
  return way.by === "push"
    ? gateways.push.send(letter, way.to, visitId)
    : gateways[way.by].send(letter, way.to, visitId);
}

async function attempt(
  { gateways, origin, hotline, ...deps }: OutboxDeps,
  due: DueMessage,
  way: Way,
): Promise<Attempt> {
  if (due.kind !== "cancelled" && staleAt(due.kind, due.visit) <= deps.clock.now()) return "stale";
  if (way.by === "none") return "no-way";
  try {
    return await send(gateways, way, await writeLetter(deps, due, origin, hotline), due.visit.id);
  } catch (cause) {
    logFailure("message", cause);
    return "failed";
  }
}

/** What an attempt leaves in the outbox. */
function settledBy(result: Attempt, { attempts }: DueMessage, now: number): Settled {
  const later: Settled = { kind: "later", nextTryAt: nextTryAt(attempts + 1, now) };
  switch (result) {
    case "sent":
      return { kind: "sent" };
    case "stale":
    case "no-way":
      return { kind: "dropped" };
    case "refused":
      return attempts + 1 >= REFUSALS ? { kind: "dropped" } : later;
    case "gone":
      // The device is forgotten: at once once more, to the contact if there is one.
      return { kind: "later", nextTryAt: now };
    case "failed":
      return later;
  }
}

/** Opens the outbox. What it sends it settles at once, message by message, so that an end in between repeats one at most. */
export function openOutbox(deps: OutboxDeps): Outbox {
  const { store, clock, metrics } = deps;
  let stopping = false;
  let working: Promise<void> = Promise.resolve();

  async function deliver(due: DueMessage, way: Way): Promise<void> {
    const result = await attempt(deps, due, way);
    if (result === "gone") await store.forgetDevice(due.visit.id);
    await store.settleMessage(due.id, settledBy(result, due, clock.now()));
    metrics.message(way.by, result);
    log(result === "sent" ? "info" : "warn", "message", { kind: due.kind, by: way.by, result });
  }

  /** One way after the other way's messages would wait for a server that does not answer: each has a line of its own. */
  async function drainOnce(): Promise<void> {
    const due = await store.dueMessages(clock.now(), AT_ONCE);
    const ways = due.map((one) => ({ one, way: wayOf(one) }));
    await Promise.all(
      WAYS.map(async (by) => {
        for (const { one, way } of ways) if (way.by === by && !stopping) await deliver(one, way);
      }),
    );
  }

  const drain = (): Promise<void> => {
    working = working.then(drainOnce).catch((cause) => logFailure("outbox", cause));
    return working;
  };
  let timer: Cron | null = null;
  return {
    drain,
    start() {
      timer = new Cron("* * * * * *", { protect: true, unref: true }, drain);
    },
    async stop() {
      stopping = true;
      timer?.stop();
      const patience = new Promise<void>((done) => setTimeout(done, LAST_LETTERS_MS).unref());
      await Promise.race([working, patience]);
      for (const gateway of Object.values(deps.gateways)) gateway.close();
    },
  };
}
