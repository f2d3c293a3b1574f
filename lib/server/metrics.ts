import { statSync } from "node:fs";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Instant } from "@/lib/domain/tick";

/** What the server counts. */
export interface Metrics {
  claim(channel: string, result: string): void;
  cancel(result: string): void;
  /** The database refused what had been decided: somebody was faster in between. */
  conflict(): void;
  slowed(share: string): void;
  /** An attempt to send a message, by the way it went and by what it came to. */
  message(by: string, result: string): void;
  /** What may point to a person was removed, for so many visits. */
  forgotten(visits: number, at: Instant): void;
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
    conflict: () => conflicts.inc(),
    slowed: (share) => slowed.inc({ share }),
    message: (by, result) => messages.inc({ by, result }),
    forgotten(visits, at) {
      forgotten.inc(visits);
      lastRetention.set(at / 1_000);
    },
    answered: (audience, status, seconds) =>
      answers.observe({ audience, status: `${Math.floor(status / 100)}xx` }, seconds),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
