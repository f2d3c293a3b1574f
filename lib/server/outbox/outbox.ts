import { setTimeout } from "node:timers/promises";
import { Cron } from "croner";
import type { Hotline } from "@/lib/domain/hotline";
import { isReminder, MESSAGE_KINDS, NEWS, nextTryAfterRefusal, nextTryAt, staleAt } from "@/lib/domain/message";
import type { ClockTrust } from "@/lib/ports/clock";
import type { Deps } from "@/lib/ports/deps";
import type { DueMessage, Line, PushTarget, Settled } from "@/lib/ports/messages";
import { writeLetter } from "@/lib/views/letter";
import { log, logFailure } from "../log";
import type { Metrics } from "../metrics";
import { type Gateway, type Sent, type Way, wayOf } from "./route";

const LAST_LETTERS_MS = 3_000;
/** Between two letters of a line: a letter costs as much as a claim, and who books must not wait for who has booked. */
const BREATH_MS = 20;
const LINES = ["email", "others"] as const satisfies readonly Line[];

export interface Gateways {
  readonly email: Gateway<string>;
  readonly sms: Gateway<string>;
  readonly push: Gateway<PushTarget>;
}

export interface OutboxDeps extends Pick<Deps, "store" | "clock" | "seal"> {
  readonly gateways: Gateways;
  readonly trust: ClockTrust;
  readonly metrics: Pick<Metrics, "message">;
  readonly hotline: Hotline;
  /** The public address, without a slash at its end. */
  readonly origin: string;
}

/** What sends the messages that the store's transactions have written. */
export interface Outbox {
  /** Looks every second from now on. */
  start(): void;
  /** Lets what is being sent come to an end, for a few seconds, and sends nothing more. */
  stop(): Promise<void>;
}

/** `waits`: a reminder, while the clock is doubted. */
type Attempt = Sent | "stale" | "no-way" | "failed" | "waits";

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
  { gateways, origin, hotline, trust, ...deps }: OutboxDeps,
  due: DueMessage,
  way: Way,
): Promise<Attempt> {
  const now = deps.clock.now();
  // Judged after the time was read: no leap comes between. By a doubted clock nobody is reminded and nothing is too late.
  if (trust.doubt()) {
    if (isReminder(due.kind)) return "waits";
  } else if (due.kind !== "cancelled" && staleAt(due.kind, due.visit) <= now) return "stale";
  if (way.by === "none") return "no-way";
  try {
    return await send(gateways, way, await writeLetter(deps, due, origin, hotline), due.visit.id);
  } catch (cause) {
    logFailure("message", cause);
    return "failed";
  }
}

/** What an attempt leaves in the outbox. */
function settledBy(result: Exclude<Attempt, "waits">, { attempts }: DueMessage, now: number): Settled {
  const later: Settled = { kind: "later", nextTryAt: nextTryAt(attempts + 1, now) };
  switch (result) {
    case "sent":
      return { kind: "sent" };
    case "stale":
    case "no-way":
      return { kind: "dropped" };
    case "refused":
      return { kind: "later", nextTryAt: nextTryAfterRefusal(now) };
    case "gone":
      // The device is forgotten: at once once more, to the contact if there is one.
      return { kind: "later", nextTryAt: now };
    case "failed":
      return later;
  }
}

/** Opens the outbox. What it sends it settles at once, message by message, so that an end in between repeats one at most. */
export function openOutbox(deps: OutboxDeps): Outbox {
  const { store, clock, metrics, trust } = deps;
  let stopping = false;

  async function deliver(due: DueMessage, way: Way): Promise<Attempt> {
    const result = await attempt(deps, due, way);
    if (result === "waits") return result;
    if (result === "gone") await store.forgetDevice(due.visit.id);
    await store.settleMessage(due.id, settledBy(result, due, clock.now()));
    metrics.message(way.by, result);
    log(result === "sent" ? "info" : "warn", "message", { kind: due.kind, by: way.by, result });
    return result;
  }

  /** One after the other, each read as it is then; where one fails, its server is gone and the line waits a moment. */
  async function drainLine(line: Line): Promise<void> {
    while (!stopping) {
      const [due] = await store.dueMessages(clock.now(), 1, line, trust.doubt() ? NEWS : MESSAGE_KINDS);
      if (!due) return;
      const result = await deliver(due, wayOf(due));
      if (result === "failed" || result === "waits") return;
      if (result === "sent") await setTimeout(BREATH_MS);
    }
  }

  const working = new Map<Line, Promise<void>>();
  const look = (): void => {
    for (const line of LINES) {
      // A line that is still at work is not asked twice, and keeps no other line waiting.
      if (working.has(line)) continue;
      const work = drainLine(line).catch((cause) => logFailure("outbox", cause));
      working.set(line, work);
      void work.finally(() => working.delete(line));
    }
  };
  let timer: Cron | null = null;
  return {
    start() {
      timer = new Cron("* * * * * *", { unref: true }, look);
    },
    async stop() {
      stopping = true;
      timer?.stop();
      const patience = setTimeout(LAST_LETTERS_MS, undefined, { ref: false });
      await Promise.race([Promise.all(working.values()), patience]);
      for (const gateway of Object.values(deps.gateways)) gateway.close();
    },
  };
}
