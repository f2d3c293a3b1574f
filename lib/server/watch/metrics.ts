import { statSync } from "node:fs";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { DOUBT_REASONS, type DoubtReason } from "@/lib/domain/time/clock-trust";
import type { Instant } from "@/lib/domain/time/tick";
import type { StartsWatch } from "./starts-watch";

/** What the server counts. */
export interface Metrics {
  claim(channel: string, result: string): void;
  cancel(result: string): void;
  move(result: string): void;
  /** From where the figures of the last ten minutes are read. */
  watch(starts: Pick<StartsWatch, "largestShare" | "cancels">): void;
  /** The database refused what had been decided: somebody was faster in between. */
  conflict(): void;
  slowed(share: string): void;
  /** An attempt to send a message, by the way it went and by what it came to. */
  message(by: string, result: string): void;
  /** A text message was or may have been sent, for so many segments, at whose part of the budget. */
  smsSpent(share: string, segments: number): void;
  /** What the present day has spent of its budget, by share. */
  smsDay(spent: Readonly<Record<string, number>>, budget: number): void;
  /** What may point to a person was removed, for so many visits. */
  forgotten(visits: number, at: Instant): void;
  /** The clock was set back, or leapt ahead. */
  clockSet(to: "back" | "ahead"): void;
  /** Why the clock is doubted; null = it is trusted. */
  clockDoubted(reason: DoubtReason | null): void;
  /** Whether a proxy that nobody has declared stands before the server, so that networks have no shares. */
  sharesOff(off: boolean): void;
  answered(audience: string, status: number, seconds: number): void;
  /** Every figure as Prometheus text. */
  text(): Promise<string>;
  readonly contentType: string;
}

const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

function bytesOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** The server's figures; the process's own (event-loop lag, memory) are collected when they are asked for. */
export function makeMetrics(databaseFile: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const claims = new Counter({
    name: "okienko_claims_total",
    help: "Claims by channel and by what they came to.",
    labelNames: ["channel", "result"],
    registers,
  });
  const holds = new Counter({ name: "okienko_holds_total", help: "Starts held after a lost race.", registers });
  const cancels = new Counter({
    name: "okienko_cancels_total",
    help: "Visits called off, by what it came to.",
    labelNames: ["result"],
    registers,
  });
  const moves = new Counter({
    name: "okienko_moves_total",
    help: "Visits given another start, by what it came to.",
    labelNames: ["result"],
    registers,
  });
  const conflicts = new Counter({
    name: "okienko_claim_conflicts_total",
    help: "Claims that the database refused after they had been decided.",
    registers,
  });
  const slowed = new Counter({
    name: "okienko_slowed_total",
    help: "Requests that had to wait, by whose share was spent.",
    labelNames: ["share"],
    registers,
  });
  const messages = new Counter({
    name: "okienko_messages_total",
    help: "Attempts to send a message, by way and result.",
    labelNames: ["by", "result"],
    registers,
  });
  const smsSegments = new Counter({
    name: "okienko_sms_segments_total",
    help: "Segments of text messages that were or may have been sent, by whose part of the budget.",
    labelNames: ["share"],
    registers,
  });
  const smsToday = new Gauge({
    name: "okienko_sms_today_segments",
    help: "Segments spent on the present civil day, by whose part of the budget.",
    labelNames: ["share"],
    registers,
  });
  const smsBudget = new Gauge({
    name: "okienko_sms_budget_segments",
    help: "Segments that a civil day may spend.",
    registers,
  });
  const forgotten = new Counter({
    name: "okienko_forgotten_visits_total",
    help: "Visits from which everything was removed that may point to a person.",
    registers,
  });
  const lastRetention = new Gauge({
    name: "okienko_retention_last_seconds",
    help: "When the retention job last came to its end, in seconds since 1970.",
    registers,
  });
  const clockSet = new Counter({
    name: "okienko_clock_set_total",
    help: "How often the clock was set back by more than five seconds, or leapt ahead by more than five minutes.",
    labelNames: ["to"],
    registers,
  });
  const clockDoubted = new Gauge({
    name: "okienko_clock_doubted",
    help: "1 while the clock is doubted for a reason: nobody is reminded and nothing is forgotten.",
    labelNames: ["reason"],
    registers,
  });
  for (const reason of DOUBT_REASONS) clockDoubted.set({ reason }, 0);
  const sharesOff = new Gauge({
    name: "okienko_shares_off",
    help: "1 while networks have no shares, because a proxy stands before the server that OKIENKO_TRUSTED_PROXIES lacks.",
    registers,
  });
  const answers = new Histogram({
    name: "okienko_answer_seconds",
    help: "Time to the end of an answer, by whom the address is for and class of status.",
    labelNames: ["audience", "status"],
    buckets: SECONDS,
    registers,
  });
  new Gauge({
    name: "okienko_wal_bytes",
    help: "Size of the database's write-ahead log.",
    registers,
    collect() {
      this.set(bytesOf(`${databaseFile}-wal`));
    },
  });
  return {
    claim(channel, result) {
      claims.inc({ channel, result });
      if (result === "held") holds.inc();
    },
    cancel: (result) => cancels.inc({ result }),
    move: (result) => moves.inc({ result }),
    watch(starts) {
      new Gauge({
        name: "okienko_network_share_of_starts",
        help: "Largest part of the starts of ten minutes that one network asked for, 0 to 1; 0 below 20 starts.",
        registers,
        collect() {
          this.set(starts.largestShare());
        },
      });
      new Gauge({
        name: "okienko_cancels_of_ten_minutes",
        help: "Visits called off in the last ten minutes.",
        registers,
        collect() {
          this.set(starts.cancels());
        },
      });
    },
    conflict: () => conflicts.inc(),
    slowed: (share) => slowed.inc({ share }),
    message: (by, result) => messages.inc({ by, result }),
    smsSpent: (share, segments) => smsSegments.inc({ share }, segments),
    smsDay(spent, budget) {
      for (const [share, segments] of Object.entries(spent)) smsToday.set({ share }, segments);
      smsBudget.set(budget);
    },
    forgotten(visits, at) {
      forgotten.inc(visits);
      lastRetention.set(at / 1_000);
    },
    clockSet: (to) => clockSet.inc({ to }),
    clockDoubted(reason) {
      for (const one of DOUBT_REASONS) clockDoubted.set({ reason: one }, one === reason ? 1 : 0);
    },
    sharesOff: (off) => sharesOff.set(off ? 1 : 0),
    answered: (audience, status, seconds) =>
      answers.observe({ audience, status: `${Math.floor(status / 100)}xx` }, seconds),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
