import { setTimeout } from "node:timers/promises";
import { Cron } from "croner";
import type { Hotline } from "@/lib/domain/city/hotline";
import type { PushTarget } from "@/lib/domain/course/change";
import { LINES, type Line, RANKS } from "@/lib/domain/messages/delivery";
import { isReminder, staleAt } from "@/lib/domain/messages/message";
import { type Attempt, type Settled, settledBy } from "@/lib/domain/messages/settling";
import { writeLetter } from "@/lib/letters/letter";
import type { ClockTrust } from "@/lib/ports/clock";
import type { Deps } from "@/lib/ports/deps";
import type { DueMessage } from "@/lib/ports/messages";
import type { ReadDeps } from "@/lib/use-cases/availability/reader";
import { log, logFailure } from "../watch/log";
import type { Metrics } from "../watch/metrics";
import { type Gateway, type Sent, type Way, wayOf } from "./route";
import { openSmsBudget, type SmsBudget } from "./sms-budget";

/** For what is under way when the server ends: a moment to come to its end, and one to be written down. */
const LAST_LETTERS_MS = 3_000;
const LAST_WORDS_MS = 1_000;
/** Between two letters of a line: a letter costs as much as a claim, and who books must not wait for who has booked. */
const BREATH_MS = 20;
/** How long a message is somebody's beyond the longest attempt: for its letter to be written, and its end. */
const MARGIN_MS = 60_000;
/** What has been tried before may hold this part of a line's places; whoever has just booked finds one free. */
const RETRIES_PART = 0.25;
/** Between two tries to write down what became of a message. */
const SETTLE_AGAIN_MS = 1_000;

export interface Gateways {
  readonly email: Gateway<string>;
  readonly sms: Gateway<string>;
  readonly push: Gateway<PushTarget>;
}

export interface OutboxDeps extends ReadDeps, Pick<Deps, "seal" | "messages"> {
  readonly gateways: Gateways;
  readonly trust: ClockTrust;
  readonly metrics: Pick<Metrics, "message" | "smsSpent" | "smsDay">;
  readonly hotline: Hotline;
  /** The public address, without a slash at its end. */
  readonly origin: string;
}

/** What sends the messages that the store's transactions have written. */
export interface Outbox {
  /** Looks every second from now on. */
  start(): void;
  /** Lets what is being sent come to an end, for a few seconds, breaks off what does not, and sends nothing more. */
  stop(): Promise<void>;
}

async function send(
  { gateways, origin, hotline, ...deps }: OutboxDeps,
  budget: SmsBudget,
  due: DueMessage,
  way: Exclude<Way, { by: "none" }>,
): Promise<Sent | "budget"> {
  const letter = await writeLetter(deps, due, origin, hotline);
  const { id } = due.visit;
  switch (way.by) {
    case "email":
      return gateways.email.send(letter, way.to, id);
    case "push":
      return gateways.push.send(letter, way.to, id);
    case "sms":
      return budget.pay(due, letter.sms, () => gateways.sms.send(letter, way.to, id));
  }
}

async function attempt(deps: OutboxDeps, budget: SmsBudget, due: DueMessage, way: Way): Promise<Attempt> {
  const now = deps.clock.now();
  // Judged after the time was read: no leap comes between. By a doubted clock nobody is reminded and nothing is too late.
  if (deps.trust.doubt()) {
    if (isReminder(due.kind)) return "waits";
  } else if (staleAt(due.kind, due.visit) <= now) return "stale";
  if (way.by === "none") return way.why;
  try {
    return await send(deps, budget, due, way);
  } catch (cause) {
    logFailure("message", cause);
    return "failed";
  }
}

/** A message on its way. */
interface UnderWay {
  readonly isRetry: boolean;
  readonly end: Promise<void>;
}

/** Opens the outbox. What it sends it takes first and settles at once, so that an end in between repeats it at most. */
export function openOutbox(deps: OutboxDeps): Outbox {
  const { plan, messages, clock, metrics, gateways, trust } = deps;
  const budget = openSmsBudget(deps);
  let stopping = false;

  /** What is sent is sent: it is written down as soon as the disk lets us, or the next start finds it taken. */
  async function settle(id: number, settled: Settled): Promise<void> {
    for (;;) {
      try {
        return await messages.settle(id, settled);
      } catch (cause) {
        logFailure("outbox", cause);
        if (stopping) return;
        await setTimeout(SETTLE_AGAIN_MS, undefined, { ref: false });
      }
    }
  }

  async function deliver(due: DueMessage): Promise<Attempt> {
    const way = wayOf(due, (await plan.book()).settings);
    const result = await attempt(deps, budget, due, way);
    if (result === "gone") await messages.forgetDevice(due.visit.id);
    await settle(due.id, settledBy(result, due, clock.now()));
    if (result === "waits") return result;
    metrics.message(way.by, result);
    log(result === "sent" ? "info" : "warn", "message", { kind: due.kind, by: way.by, result });
    return result;
  }

  const lines = LINES.map((line) => openLine(line));

  /** One line: so many at once as its gateway allows, each read as it is when it is sent. */
  function openLine(line: Line) {
    // A line's reminders may go to devices: as many as the larger of both can have on their way.
    const longestMs = Math.max(gateways[line].longestMs, gateways.push.longestMs) + MARGIN_MS;
    const places = gateways[line].lines;
    const forRetries = Math.max(1, Math.floor(places * RETRIES_PART));
    const underWay = new Map<number, UnderWay>();
    let filling: Promise<void> | null = null;
    let isHalted = false;

    /** The first that is due, news before reminders before what has been tried. */
    async function next(now: number): Promise<{ readonly due: DueMessage; readonly isRetry: boolean } | null> {
      const retries = [...underWay.values()].filter(({ isRetry }) => isRetry).length;
      const reminders = trust.doubt() === null;
      for (const rank of RANKS) {
        const isRetry = rank === "retry";
        if (isRetry && retries >= forRetries) break;
        const [due] = await messages.due(now, 1, { line, rank, except: new Set(underWay.keys()), reminders });
        if (due) return { due, isRetry };
      }
      return null;
    }

    async function deliverInLine(due: DueMessage): Promise<void> {
      const result = await deliver(due).catch((cause): Attempt => {
        logFailure("outbox", cause);
        return "failed";
      });
      // Its server is gone, or wants none of ours: the line waits for the next look.
      if (result === "failed") isHalted = true;
    }

    async function fill(): Promise<void> {
      while (!stopping && !isHalted && underWay.size < places) {
        const now = clock.now();
        const found = await next(now);
        if (!found) return;
        const { due, isRetry } = found;
        if (!(await messages.take(due.id, now, now + longestMs))) continue;
        const end = deliverInLine(due).finally(() => {
          underWay.delete(due.id);
          begin();
        });
        underWay.set(due.id, { isRetry, end });
        await setTimeout(BREATH_MS);
      }
    }

    function begin(): void {
      if (filling || stopping) return;
      filling = fill()
        .catch((cause) => logFailure("outbox", cause))
        .finally(() => {
          filling = null;
        });
    }

    return {
      look() {
        isHalted = false;
        begin();
      },
      /** Everything that is on its way has come to an end. */
      async idle(): Promise<void> {
        await filling;
        await Promise.all([...underWay.values()].map(({ end }) => end));
      },
    };
  }

  const idle = (): Promise<unknown> => Promise.all(lines.map((line) => line.idle()));
  const within = (ms: number): Promise<unknown> => Promise.race([idle(), setTimeout(ms, undefined, { ref: false })]);

  let timer: Cron | null = null;
  let isBegun = false;
  async function look(): Promise<void> {
    if (!isBegun) {
      const interrupted = await messages.giveBack(clock.now());
      if (interrupted > 0) log("warn", "message", { result: "interrupted", count: interrupted });
      isBegun = true;
    }
    await budget.look();
    for (const line of lines) line.look();
  }

  return {
    start() {
      timer = new Cron("* * * * * *", { unref: true, protect: true }, () =>
        look().catch((cause) => logFailure("outbox", cause)),
      );
    },
    async stop() {
      stopping = true;
      timer?.stop();
      await within(LAST_LETTERS_MS);
      for (const gateway of Object.values(gateways)) gateway.close();
      await within(LAST_WORDS_MS);
    },
  };
}
