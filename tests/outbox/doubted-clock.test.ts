import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Doubt } from "@/lib/domain/time/clock-trust";
import { HOUR_MS } from "@/lib/domain/time/tick";
import type { Messages } from "@/lib/ports/messages";
import type { Gateway } from "@/lib/server/outbox/route";
import { NINE } from "../store/engine";
import { at, MONDAY } from "../support/make";
import { openStage, until } from "./stage";

const DOUBT: Doubt = { reason: "leapt", since: NINE, off: HOUR_MS, agreedMs: 0 };
const TAKES: Gateway<string> = { lines: 5, longestMs: 1_000, send: async () => "sent", close: () => undefined };
const FAILS: Gateway<string> = { ...TAKES, send: () => Promise.reject(new Error("Nobody is there.")) };

/** An outbox that doubts the clock for as long as it is told. */
function openDoubtful(email: Gateway<string>, careless?: (messages: Messages) => Messages) {
  let doubt: Doubt | null = DOUBT;
  const trust = { doubt: () => doubt, runningMs: () => null, owes: () => false };
  const stage = openStage("smtp://127.0.0.1:9", { gateways: { email }, trust, ...(careless && { careless }) });
  return {
    ...stage,
    trustAgain() {
      doubt = null;
    },
  };
}

describe("by a doubted clock", () => {
  it("nobody is reminded, and what is news goes at once, before and after it was tried", async () => {
    const { book, clock, outbox, states, attempts, trustAgain } = openDoubtful(TAKES);
    await book("ala@example.pl");
    clock.set(at(MONDAY, "18:00"));
    await book("bartek@example.pl", clock.now());
    outbox.start();
    await until(() => states().every((state) => state === "sent"));
    await pause(1_500);
    expect([states(), states("day-before"), attempts]).toEqual([
      ["sent", "sent"],
      ["waiting"],
      ["email sent", "email sent"],
    ]);
    trustAgain();
    await until(() => states("day-before")[0] === "sent");
    expect(states("day-before")).toEqual(["sent"]);
  });

  it("nothing is given up as too late", async () => {
    const { book, clock, outbox, states, trustAgain } = openDoubtful(TAKES);
    await book("ala@example.pl");
    clock.set(at("2027-01-02", "09:00"));
    outbox.start();
    await until(() => states()[0] === "sent");
    await pause(1_500);
    expect([states(), states("day-before"), states("two-hours")]).toEqual([["sent"], ["waiting"], ["waiting"]]);
    trustAgain();
    await until(() => states("two-hours")[0] !== "waiting");
    expect([states("day-before"), states("two-hours")]).toEqual([["dropped stale"], ["dropped stale"]]);
  });

  it("a reminder that was found in the moment before is given back untried", async () => {
    // The store gives reminders out that nobody has asked for.
    const careless = (messages: Messages): Messages => ({
      ...messages,
      due: (now, most, of) => messages.due(now, most, of && { ...of, reminders: true }),
    });
    const { book, clock, outbox, states, attempts, engine } = openDoubtful(TAKES, careless);
    await book("ala@example.pl");
    clock.set(at(MONDAY, "18:00"));
    outbox.start();
    await until(() => states()[0] === "sent");
    await pause(1_500);
    await outbox.stop();
    expect([attempts, states("day-before")]).toEqual([["email sent"], ["waiting"]]);
    const row = engine.client.prepare("SELECT attempts, taken_until FROM message WHERE kind = 'day-before'").get();
    expect(row).toEqual({ attempts: 0, taken_until: null });
  });

  it("what cannot be sent is tried again as ever", async () => {
    const { book, clock, outbox, attempts } = openDoubtful(FAILS);
    await book("ala@example.pl");
    outbox.start();
    await until(() => attempts.length === 1);
    clock.set(NINE + 30_000);
    await until(() => attempts.length === 2);
    expect(attempts).toEqual(["email failed", "email failed"]);
  });
});
