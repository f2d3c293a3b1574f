import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/lib/domain/time/tick";
import { openMailHost } from "./mail-host";
import { openStage, SHORT, until } from "./stage";

/** Longer than the outbox needs for what is due. */
const QUIET_MS = 1_500;

describe("a mail server that takes its time", () => {
  it("gets a letter once: its answer is awaited, not asked for again", async () => {
    // A second stands for ten minutes: an answer after 0.7 s is one after seven.
    const host = await openMailHost({ answersAfter: () => 700 });
    const { book, outbox, states, attempts } = openStage(host.url);
    await book("ala@example.pl");
    outbox.start();
    await until(() => attempts.length > 0);
    await pause(QUIET_MS);
    expect(host.handedOver.map(({ to }) => to)).toEqual(["ala@example.pl"]);
    expect(attempts).toEqual(["email sent"]);
    expect(states()).toEqual(["sent"]);
  });

  it("gets a letter that it never answers three times in all, ten minutes and an hour apart", async () => {
    const host = await openMailHost({ answersAfter: () => 60_000 });
    const { book, outbox, states, attempts, clock } = openStage(host.url);
    await book("ala@example.pl");
    outbox.start();
    const tried = (times: number) => until(() => attempts.length >= times);
    await tried(1);
    clock.set(clock.now() + 10 * MINUTE_MS - 1);
    await pause(QUIET_MS);
    expect(host.handedOver).toHaveLength(1);
    clock.set(clock.now() + 1);
    await tried(2);
    clock.set(clock.now() + HOUR_MS - 1);
    await pause(QUIET_MS);
    expect(host.handedOver).toHaveLength(2);
    clock.set(clock.now() + 1);
    await tried(3);
    expect(states()).toEqual(["dropped unclear"]);
    clock.set(clock.now() + 12 * HOUR_MS);
    await pause(QUIET_MS);
    expect(host.handedOver.filter(({ text }) => text.includes("confirmed"))).toHaveLength(3);
    const ids = host.handedOver.flatMap(({ text }) => /^Message-ID: (.*confirmed.*)$/im.exec(text)?.[1] ?? []);
    expect(new Set(ids).size).toBe(1);
  });

  it("control: with the patience of before it gets the same letter again, for it is slower than that", async () => {
    const host = await openMailHost({ answersAfter: () => 700 });
    const { book, outbox, attempts, clock } = openStage(host.url, { patience: { ...SHORT, silenceMs: 500 } });
    await book("ala@example.pl");
    outbox.start();
    await until(() => attempts.length > 0);
    clock.set(clock.now() + 10 * MINUTE_MS);
    await until(() => attempts.length > 1);
    expect(host.handedOver).toHaveLength(2);
  });

  it.each([
    ["after the final dot may have taken the letter", "data", "email unclear", 1],
    ["before it has not", "recipient", "email failed", 0],
  ] as const)("that hangs up %s", async (_, hangsUpAt, result, unclear) => {
    const host = await openMailHost({ hangsUpAt });
    const { book, outbox, attempts, engine } = openStage(host.url);
    await book("ala@example.pl");
    outbox.start();
    await until(() => attempts.length > 0);
    expect(attempts).toEqual([result]);
    const kept = engine.client.prepare("SELECT unclear FROM message WHERE kind = 'confirmed'").pluck();
    expect(kept.get()).toBe(unclear);
  });

  it.each([
    ["turns a recipient away for now", 451, "email deferred"],
    ["turns a recipient away for good", 550, "email refused"],
  ])("that %s keeps nobody else waiting", async (_, responseCode, result) => {
    const host = await openMailHost({
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith("away") ? Object.assign(new Error("No."), { responseCode }) : null),
    });
    const { book, outbox, attempts } = openStage(host.url, { connections: 1 });
    for (let one = 0; one < 6; one++) await book(`away${one}@example.pl`);
    await book("ala@example.pl");
    outbox.start();
    await until(() => host.handedOver.length > 0);
    expect(attempts.slice(0, 6)).toEqual(Array(6).fill(result));
    // Six looks, a second apart, if each had made its line wait.
    expect(host.handedOver[0]?.at).toBeLessThan(4_000);
  });
});

describe("recipients at whom a mail server stalls", () => {
  const SLOW = { answersAfter: (to: string) => (to.startsWith("slow") ? 60_000 : 0) };
  /** A second stands for ten minutes, so this for well under one. */
  const WITHIN_MS = 2_500;

  async function race(connections: number, silenceMs: number) {
    const host = await openMailHost(SLOW);
    const stage = openStage(host.url, { connections, patience: { ...SHORT, silenceMs, wholeMs: 60_000 } });
    for (let one = 0; one < 15; one++) await stage.book(`slow${one}@example.pl`);
    stage.outbox.start();
    await until(() => host.handedOver.length >= Math.min(15, connections));
    const began = performance.now();
    for (let one = 0; one < 5; one++) await stage.book(`quick${one}@example.pl`);
    const quick = () => host.handedOver.filter(({ to }) => to.startsWith("quick"));
    await until(() => quick().length === 5, WITHIN_MS / 1_000);
    return { took: performance.now() - began, quick: quick().length, host, stage };
  }

  it("fifteen of them do not delay five others by more than the next look", async () => {
    const { quick, took } = await race(20, 60_000);
    expect(quick).toBe(5);
    expect(took).toBeLessThan(WITHIN_MS);
  });

  it("control: on one connection the five wait for all fifteen", async () => {
    const { quick } = await race(1, 60_000);
    expect(quick).toBe(0);
  });

  it("those that are tried again leave three places of four to whoever has just booked", async () => {
    const { stage, host } = await race(8, 300);
    const { attempts, clock, book } = stage;
    await until(() => attempts.length === 20);
    expect(attempts.filter((one) => one === "email unclear")).toHaveLength(15);
    const before = host.handedOver.length;
    const later = clock.now() + 10 * MINUTE_MS;
    for (let one = 0; one < 5; one++) await book(`late${one}@example.pl`, later);
    clock.set(later);
    const of = (name: string) => host.handedOver.slice(before).filter(({ to }) => to.startsWith(name));
    await until(() => of("late").length === 5, 2);
    expect(of("late")).toHaveLength(5);
    // Two places, each taken anew once at most until then.
    expect(of("slow").length).toBeLessThanOrEqual(4);
  });
});

describe("an end while a letter is under way", () => {
  it("comes within seconds, and the letter counts as one that may have arrived", async () => {
    const host = await openMailHost({ answersAfter: () => 60_000 });
    const { book, outbox, states, engine, clock, reopen } = openStage(host.url, {
      patience: { setupMs: 30_000, silenceMs: 600_000, wholeMs: 1_800_000 },
    });
    await book("ala@example.pl");
    outbox.start();
    await until(() => host.handedOver.length > 0);
    const began = performance.now();
    await outbox.stop();
    expect(performance.now() - began).toBeLessThan(5_000);
    const row = engine.client.prepare("SELECT unclear, taken_until, next_try_at FROM message WHERE kind = 'confirmed'");
    expect(row.get()).toEqual({ unclear: 1, taken_until: null, next_try_at: clock.now() + 10 * MINUTE_MS });
    expect(states()).toEqual(["waiting"]);
    reopen().start();
    await pause(QUIET_MS);
    expect(host.handedOver).toHaveLength(1);
  });

  it("that leaves no time for a word is found at the next start", async () => {
    const host = await openMailHost();
    const { book, engine, clock, attempts, reopen, states } = openStage(host.url);
    await book("ala@example.pl");
    const [due] = await engine.store.messages.due(clock.now(), 1);
    await engine.store.messages.take(due?.id ?? 0, clock.now(), clock.now() + HOUR_MS);
    reopen().start();
    await until(() => attempts.length > 0);
    expect(states()).toEqual(["sent"]);
    expect(engine.client.prepare("SELECT unclear FROM message WHERE kind = 'confirmed'").pluck().get()).toBe(1);
  });
});
