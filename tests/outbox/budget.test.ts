import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { segmentsOf } from "@/lib/domain/messages/sms";
import { idOf, type TokenHash } from "@/lib/domain/who/ids";
import { letterBoxBeside } from "@/lib/server/outbox/letter-box";
import { smsGateway } from "@/lib/server/outbox/sms";
import { at, MONDAY } from "../support/make";
import { type Answer, openProvider } from "./provider";
import { openStage, until } from "./stage";

const QUIET_MS = 1_500;
const NOBODY = "smtp://127.0.0.1:1";

/** An outbox whose text messages go to a provider of our own. */
async function openTexts(budget: number, answerTo?: () => Answer) {
  const provider = await openProvider(answerTo);
  const settings = { token: "token", sender: null, url: provider.url, patienceMs: 300 };
  const stage = openStage(NOBODY, { gateways: { sms: smsGateway(settings, letterBoxBeside("/nowhere/okienko.db")) } });
  await stage.engine.store.plan.changeSetting("smsDailyBudget", budget, "command", stage.clock.now());
  const spent = () => stage.engine.store.messages.smsDay(stage.clock.now());
  return { ...stage, asked: provider.asked, spent };
}

const number = (last: number): string => `+4860070080${last}`;

describe("the day's budget of text messages", () => {
  it("is kept: what is over it is not sent, its ticket tells, and a third is left for staff and reminders", async () => {
    const { book, outbox, asked, states, attempts, spent, clock, engine } = await openTexts(6);
    const tickets = [];
    for (let person = 0; person < 7; person++) tickets.push(await book(number(person)));
    outbox.start();
    await until(() => attempts.length === 7);
    expect(asked.map(({ message }) => segmentsOf(message))).toEqual([1, 1, 1, 1]);
    expect(states()).toEqual([...Array(4).fill("sent"), ...Array(3).fill("dropped budget")]);
    expect(await spent()).toEqual({ everybody: 4, kept: 0 });
    const newsOf = async (token: TokenHash | undefined) =>
      (await engine.store.messages.correspondence(token ?? idOf(Buffer.of(0))))?.news;
    expect([await newsOf(tickets[0]), await newsOf(tickets[6])]).toEqual(["sent", "budget"]);
    await book(number(7), clock.now(), "phone");
    await until(() => attempts.length === 8);
    expect(await spent()).toEqual({ everybody: 4, kept: 1 });
    // Eight reminders are due; one segment is left of the day.
    clock.set(at(MONDAY, "18:00"));
    await until(() => attempts.length === 16);
    expect(await spent()).toEqual({ everybody: 4, kept: 2 });
    expect(states("day-before").filter((state) => state === "sent")).toHaveLength(1);
    const held = await Promise.all(
      tickets.map(async (token) => (await engine.store.messages.correspondence(token))?.reminderHeldBack),
    );
    expect(held).toEqual([false, ...Array(6).fill(true)]);
    expect(asked).toHaveLength(6);
  });

  it("control: a larger one lets all of them go", async () => {
    const { book, outbox, attempts, asked } = await openTexts(100);
    for (let person = 0; person < 7; person++) await book(number(person));
    outbox.start();
    await until(() => attempts.length === 7);
    expect(asked).toHaveLength(7);
  });

  it("is not spent by what has certainly not gone out, and is by what may have", async () => {
    const refused = await openTexts(6, () => ({ status: 401, body: { error: 101, message: "…" } }));
    await refused.book(number(1));
    refused.outbox.start();
    await until(() => refused.attempts.length > 0);
    expect([refused.attempts[0], await refused.spent()]).toEqual(["sms failed", { everybody: 0, kept: 0 }]);
    const silent = await openTexts(6, () => "silence");
    await silent.book(number(1));
    silent.outbox.start();
    await until(() => silent.attempts.length > 0);
    expect([silent.attempts[0], await silent.spent()]).toEqual(["sms unclear", { everybody: 1, kept: 0 }]);
  });
});

describe("countries that get no text messages", () => {
  it("get none, whatever is booked for their numbers", async () => {
    const { book, outbox, asked, states, attempts, spent } = await openTexts(100);
    for (const abroad of ["+37121234567", "+447400123456", "+77012345678", "+79161234567", "+639171234567"])
      await book(abroad);
    await book("+380501234567");
    await book("+48616463344");
    outbox.start();
    await until(() => attempts.length === 7);
    await pause(QUIET_MS);
    expect(asked.map(({ to }) => to)).toEqual(["380501234567"]);
    expect(states()).toEqual([...Array(5).fill("dropped country"), "sent", "dropped no-way"]);
    expect(await spent()).toEqual({ everybody: 1, kept: 0 });
  });

  it("are a setting", async () => {
    const { book, outbox, asked, engine, attempts, clock } = await openTexts(100);
    await engine.store.plan.changeSetting("smsCountries", ["RU"], "command", clock.now());
    await book("+79161234567");
    await book("+48600700800");
    outbox.start();
    await until(() => attempts.length === 2);
    expect(asked.map(({ to }) => to)).toEqual(["79161234567"]);
  });
});
