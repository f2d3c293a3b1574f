import {
  SMS_SHARES,
  type SmsDay,
  type SmsLevel,
  type SmsShare,
  segmentsOf,
  smsLevel,
  smsShareOf,
} from "@/lib/domain/messages/sms";
import { type CivilDate, civilDateAt } from "@/lib/domain/time/civil-time";
import type { Instant } from "@/lib/domain/time/tick";
import type { Deps } from "@/lib/ports/deps";
import type { DueMessage } from "@/lib/ports/messages";
import { log } from "../watch/log";
import type { Metrics } from "../watch/metrics";
import type { Sent } from "./route";

export interface SmsBudgetDeps extends Pick<Deps, "plan" | "messages" | "clock"> {
  readonly metrics: Pick<Metrics, "smsSpent" | "smsDay">;
}

/** The day's budget of text messages, as the outbox spends it. */
export interface SmsBudget {
  /** Sends a text if the budget allows; what has certainly not gone out costs nothing. */
  pay(due: DueMessage, text: string, send: () => Promise<Sent>): Promise<Sent | "budget">;
  /** Tells the figures of the present day, once for each: in the morning they begin anew. */
  look(): Promise<void>;
}

/** Answers after which a message may have to be paid for. */
const PAID: ReadonlySet<Sent> = new Set<Sent>(["sent", "unclear"]);

/** Opens the budget. Four fifths of a share, and its end, are each told of once a day. */
export function openSmsBudget({ plan, messages, clock, metrics }: SmsBudgetDeps): SmsBudget {
  let today: CivilDate | null = null;
  let told = new Map<SmsShare, SmsLevel>();

  function watch(day: SmsDay, budget: number, now: Instant): void {
    const date = civilDateAt(now);
    if (date !== today) told = new Map();
    today = date;
    metrics.smsDay(day, budget);
    for (const share of SMS_SHARES) {
      const level = smsLevel(day, share, budget);
      // A budget of nothing is somebody's will, and no alarm.
      if (level === "fine" || budget === 0 || told.get(share) === level) continue;
      told.set(share, level);
      log("warn", "sms-budget", { share, result: level, count: day[share] });
    }
  }

  return {
    async pay({ kind, visit }, text, send) {
      const [share, segments, spentAt] = [smsShareOf(kind, visit.channel), segmentsOf(text), clock.now()];
      const { spent, day } = await messages.spendOnSms(spentAt, share, segments);
      watch(day, (await plan.book()).settings.smsDailyBudget, spentAt);
      if (!spent) return "budget";
      let result: Sent | null = null;
      try {
        result = await send();
        return result;
      } finally {
        if (result !== null && PAID.has(result)) metrics.smsSpent(share, segments);
        else await messages.giveBackSms(spentAt, share, segments);
      }
    },
    async look() {
      const now = clock.now();
      if (civilDateAt(now) === today) return;
      watch(await messages.smsDay(now), (await plan.book()).settings.smsDailyBudget, now);
    },
  };
}
