import { describe, expect, it } from "vitest";
import type { KeptMessage } from "@/lib/domain/course/facts";
import type { StoredVisit } from "@/lib/domain/course/stored-visit";
import {
  courseOfCorrespondence,
  courseOfSendingAgain,
  courseOfTellingDevice,
  refuseAgain,
} from "@/lib/domain/messages/correspondence";
import { courseOfGivingUp, courseOfSettling, type Settled, settle } from "@/lib/domain/messages/settling";
import type { SmsDay } from "@/lib/domain/messages/sms";
import { courseOfGivingBack, courseOfSpending } from "@/lib/domain/messages/sms-spending";
import { remindAnew, type Telling, tell } from "@/lib/domain/messages/tell";
import { HOUR_MS, MINUTE_MS } from "@/lib/domain/time/tick";
import { idOf, type NetworkHash, type TokenHash } from "@/lib/domain/who/ids";
import { changesInWords } from "../support/changes";
import { aCity, aStored, at, aWholeVisit, bookOf, MONDAY, TUESDAY } from "../support/make";
import { type Answers, play } from "../support/play";

const EIGHT = at(MONDAY, "08:00");
const TOKEN = idOf<TokenHash>(Buffer.from("token"));
const city = aCity({ groups: [], counters: [] });
const rules = bookOf(city);

const visit = aWholeVisit(1, "09:00-09:15", { id: 6, channel: "online" }, TUESDAY);
const ALA = {
  contact: "ala@example.pl",
  mailbox: "ala@example.pl",
  language: "en",
  network: idOf<NetworkHash>(Buffer.from("a network")),
};
const ofAla = aStored(visit, ALA);
const bySms = aStored(visit, { ...ALA, contact: "+48600700800", mailbox: "+48600700800" });
const ofNobody = aStored(visit);

const message = (id: number, over: Partial<KeptMessage> = {}): KeptMessage => ({
  ...{ id, kind: "confirmed", state: "sent", reason: null, attempts: 1, isUnderWay: false, repeated: false },
  ...{ createdAt: 0, nextTryAt: 0, unclear: 0, again: false, counted: false },
  ...over,
});
const waits = (id: number, kind: KeptMessage["kind"]) => message(id, { kind, state: "waiting", attempts: 0 });

const DAY_BEFORE = `write day-before due ${at(MONDAY, "18:00")} by email as reminder`;
const TWO_HOURS = `write two-hours due ${at(TUESDAY, "07:00")} by email as reminder`;

describe("what somebody is told of a visit", () => {
  const told = (of: StoredVisit, telling: Partial<Telling> & Pick<Telling, "news">, answers: Answers = {}) => {
    const { changes, asked } = play(tell(rules, of, { now: EIGHT, ...telling }), { bookedFor: 0, ...answers });
    return { words: changesInWords(changes), asked };
  };

  it("is its confirmation and what lies ahead; nothing was told before, so nothing is read", () => {
    expect(told(ofAla, { news: "confirmed" })).toEqual({
      words: [`write confirmed due ${EIGHT} by email as news`, DAY_BEFORE, TWO_HOURS],
      asked: ["bookedFor"],
    });
  });

  it("is nothing where nobody can be told", () => {
    expect(told(ofNobody, { news: "confirmed" })).toEqual({ words: [], asked: [] });
    expect(told(ofNobody, { news: "cancelled" }, { deviceOf: null })).toEqual({ words: [], asked: ["deviceOf"] });
  });

  it("is the new time once, in the place of a move and of reminders that still wait", () => {
    const messagesOf = [message(1), waits(2, "moved"), waits(3, "day-before"), message(4, { kind: "two-hours" })];
    expect(told(ofAla, { news: "moved" }, { deviceOf: null, messagesOf })).toEqual({
      words: ["drop 2,3 as outdated", `write moved due ${EIGHT} by email as news`, DAY_BEFORE, TWO_HOURS],
      asked: ["deviceOf", "messagesOf"],
    });
  });

  it("is no more than three reminders ever", () => {
    const sent = (count: number) => Array.from({ length: count }, (_, id) => message(id, { kind: "two-hours" }));
    const reminders = (count: number) =>
      told(ofAla, { news: "moved" }, { deviceOf: null, messagesOf: sent(count) }).words.slice(1);
    expect([reminders(1), reminders(2), reminders(3)]).toEqual([[DAY_BEFORE, TWO_HOURS], [DAY_BEFORE], []]);
  });

  it("is told by the confirmation that waits; only the reminders are new", () => {
    const messagesOf = [waits(1, "confirmed"), waits(2, "day-before")];
    expect(told(ofAla, { news: "moved" }, { deviceOf: null, messagesOf }).words).toEqual([
      "drop 2 as outdated",
      DAY_BEFORE,
      TWO_HOURS,
    ]);
  });

  it("is the end, in the place of all that waits, and no reminder", () => {
    const messagesOf = [waits(1, "confirmed"), waits(2, "two-hours"), message(3)];
    expect(told(ofAla, { news: "cancelled" }, { deviceOf: null, messagesOf }).words).toEqual([
      "drop 1,2 as outdated",
      `write cancelled due ${EIGHT} by email as news`,
    ]);
  });

  it("is for a device alone its reminders, also when the room may be entered", () => {
    const words = told(ofNobody, { news: "moved" }, { deviceOf: { language: "pl" }, messagesOf: [] }).words;
    expect(words).toEqual([
      `write day-before due ${at(MONDAY, "18:00")} by push as reminder`,
      `write two-hours due ${at(TUESDAY, "07:00")} by push as reminder`,
      `write come-in due ${at(TUESDAY, "08:50")} by push as reminder`,
    ]);
  });

  it("counts against the network if the booking did", () => {
    const cancelled = (counted: boolean) =>
      told(bySms, { news: "cancelled" }, { deviceOf: null, messagesOf: [message(1, { counted })], smsFrom: 10 }).words;
    expect(cancelled(true)).toEqual([`write cancelled due ${EIGHT} by sms as news, counted, held back: network`]);
    expect(cancelled(false)).toEqual([`write cancelled due ${EIGHT} by sms as news`]);
  });

  it("is written anew by a clock put right only where nothing was written since", () => {
    const anew = (messages: readonly KeptMessage[]) =>
      changesInWords(remindAnew({ of: ofAla, messages, toDevice: false, hour: 18, now: EIGHT }, 50));
    const since = (over: Partial<KeptMessage>) => message(1, { kind: "day-before", state: "waiting", ...over });
    expect(anew([])).toEqual([DAY_BEFORE, TWO_HOURS]);
    expect([anew([since({ createdAt: 49 })]), anew([since({ createdAt: 50 })])]).toEqual([
      [DAY_BEFORE, TWO_HOURS],
      [TWO_HOURS],
    ]);
    expect(anew([since({ createdAt: 50, state: "dropped" })])).toEqual([DAY_BEFORE, TWO_HOURS]);
  });
});

describe("the confirmation once more", () => {
  const again = (stored: StoredVisit | null, messagesOf: readonly KeptMessage[], answers: Answers = {}, now = EIGHT) =>
    play(courseOfSendingAgain(rules, TOKEN, now, null), { visitByToken: stored, messagesOf, repeatsTo: 0, ...answers });

  it("is sent as one that was asked for", () => {
    const { outcome, changes, asked } = again(ofAla, [message(1, { counted: true })]);
    expect(outcome).toEqual({ kind: "again" });
    expect(changesInWords(changes)).toEqual([
      `write confirmed due ${EIGHT} by email as news, repeated, counted, again`,
    ]);
    expect(asked).toEqual(["visitByToken", "messagesOf", "repeatsTo"]);
  });

  it("is not sent where nobody can be written to, or the visit does not lie ahead", () => {
    const unknown = { outcome: { kind: "unknown" }, changes: [], asked: ["visitByToken"] };
    expect(again(null, [])).toEqual(unknown);
    expect(again(ofNobody, [])).toEqual(unknown);
    expect(again(aStored({ ...visit, state: "cancelled" }, ALA), [])).toEqual(unknown);
    expect(again(ofAla, [], {}, at(TUESDAY, "09:15"))).toEqual(unknown);
    expect(again(ofAla, [], {}, at(TUESDAY, "09:15") - 1).outcome.kind).toBe("again");
  });

  it("waits for two minutes after the last, and for what still waits, and is sent three times", () => {
    const pause = 2 * MINUTE_MS;
    expect([refuseAgain([message(1)], pause - 1), refuseAgain([message(1)], pause)]).toEqual(["too-soon", null]);
    expect(refuseAgain([waits(1, "moved")], EIGHT)).toBe("too-soon");
    expect(refuseAgain([message(1, { state: "dropped", createdAt: EIGHT })], EIGHT)).toBeNull();
    const asked = (times: number) => Array.from({ length: times }, (_, id) => message(id, { again: true }));
    expect([refuseAgain(asked(2), EIGHT), refuseAgain(asked(3), EIGHT)]).toEqual([null, "too-often"]);
  });

  it("is held back, and nothing written, where the mailbox, the network or the budget have had enough", () => {
    const heldBack = (reason: string) => ({ outcome: { kind: "held-back", reason }, changes: [] });
    expect(again(ofAla, [], { repeatsTo: 10 })).toMatchObject(heldBack("repeated"));
    expect(again(bySms, [message(1, { counted: true })], { smsFrom: 10 })).toMatchObject(heldBack("network"));
    const spent = (everybody: number) => again(bySms, [], { smsSpent: { everybody, kept: 0 } });
    expect(spent(1_334)).toMatchObject(heldBack("budget"));
    expect(spent(1_333).outcome).toEqual({ kind: "again" });
  });
});

describe("a device", () => {
  const toDevice = (target: { endpoint: string } | null, stored: StoredVisit | null = ofNobody) => {
    const whole = target && { ...target, p256dh: "p", auth: "a", language: "uk" };
    return play(courseOfTellingDevice(rules, TOKEN, whole, EIGHT), { visitByToken: stored, messagesOf: [] });
  };

  it("is told of a visit that lies ahead, in the place of another", () => {
    const { outcome, changes } = toDevice({ endpoint: "https://push.example/1" });
    expect(outcome).toBe(true);
    expect(changes[0]).toMatchObject({ kind: "tell-device", visitId: 6, at: EIGHT, target: { language: "uk" } });
    expect(changes).toHaveLength(4);
    expect(toDevice(null).changes).toEqual([{ kind: "tell-device", visitId: 6, target: null, at: EIGHT }]);
    expect(toDevice(null, null)).toMatchObject({ outcome: false, changes: [] });
  });

  it("says what language is written where the person has not", () => {
    const language = (stored: StoredVisit, deviceOf: { language: string } | null) =>
      play(courseOfCorrespondence(TOKEN), { visitByToken: stored, deviceOf, messagesOf: [] }).outcome?.language;
    expect(language(ofAla, { language: "uk" })).toBe("en");
    expect(language(ofNobody, { language: "uk" })).toBe("uk");
    expect(language(ofNobody, null)).toBe("pl");
  });
});

describe("what became of an attempt", () => {
  const waiting = message(1, { state: "waiting", attempts: 2, unclear: 1 });
  const dropped = message(1, { state: "dropped", reason: "outdated", attempts: 2 });

  it.each<[string, Settled, object]>([
    ["it was sent", { kind: "sent" }, { attempts: 3, state: "sent", reason: null }],
    ["there was none", { kind: "untried" }, {}],
    [
      "it was given up",
      { kind: "dropped", reason: "no-way" },
      { attempts: 3, state: "dropped", reason: "no-way", unclear: 1 },
    ],
    [
      "it was given up, and may have arrived",
      { kind: "dropped", reason: "unclear" },
      { attempts: 3, state: "dropped", reason: "unclear", unclear: 2 },
    ],
    [
      "it is tried again behind what is new",
      { kind: "later", nextTryAt: 9, unclear: true },
      { attempts: 3, nextTryAt: 9, unclear: 2, rank: "retry" },
    ],
    [
      "it is tried by another way, behind nobody",
      { kind: "later", nextTryAt: 9, unclear: false, fresh: true },
      { attempts: 3, nextTryAt: 9, unclear: 1 },
    ],
  ])("%s", (_, settled, set) => {
    expect(settle(waiting, settled)).toEqual({ takenUntil: null, ...set });
  });

  it("leaves what was dropped meanwhile dropped, unless it was sent all the same", () => {
    expect(settle(dropped, { kind: "later", nextTryAt: 9, unclear: false })).toEqual({ takenUntil: null });
    expect(settle(dropped, { kind: "sent" })).toEqual({ takenUntil: null, attempts: 3, state: "sent", reason: null });
  });

  it("is written where the message is still there", () => {
    const settled: Settled = { kind: "untried" };
    expect(play(courseOfSettling(1, settled), { message: null }).changes).toEqual([]);
    expect(play(courseOfSettling(1, settled), { message: waiting }).changes).toEqual([
      { kind: "set-message", id: 1, set: { takenUntil: null } },
    ]);
  });

  it("is not known of one whose process has ended: it is repeated at once, twice at most", () => {
    const taken = (unclear: number) => message(unclear, { state: "waiting", attempts: unclear, unclear });
    const { outcome, changes } = play(courseOfGivingUp(EIGHT), { takenMessages: [taken(1), taken(2)] });
    expect(outcome).toBe(2);
    expect(changes).toMatchObject([
      { id: 1, set: { nextTryAt: EIGHT, unclear: 2, rank: "retry" } },
      { id: 2, set: { state: "dropped", reason: "unclear", unclear: 3 } },
    ]);
  });
});

describe("the day's budget of text messages", () => {
  const smsSpent: SmsDay = { everybody: 1_330, kept: 5 };

  it("is spent all or none, and asks for the city's own day", () => {
    const spend = (segments: number) => play(courseOfSpending(rules, EIGHT, "everybody", segments), { smsSpent });
    const spent = { everybody: 1_334, kept: 5 };
    expect(spend(4)).toMatchObject({
      outcome: { spent: true, day: spent },
      changes: [{ kind: "spend-sms", day: MONDAY, spent }],
    });
    expect(spend(5)).toMatchObject({ outcome: { spent: false, day: smsSpent }, changes: [] });
    const asked: unknown[] = [];
    play(courseOfSpending(rules, at(MONDAY, "00:00") - 1, "kept", 1), {
      smsSpent: ({ day }) => {
        asked.push(day);
        return smsSpent;
      },
    });
    expect(asked).toEqual(["2026-11-22"]);
  });

  it("gets back what was spent for nothing, never more than there was", () => {
    const back = (segments: number) =>
      play(courseOfGivingBack(EIGHT - HOUR_MS, "kept", segments), { smsSpent }).changes;
    expect(back(5)).toEqual([{ kind: "spend-sms", day: MONDAY, spent: { everybody: 1_330, kept: 0 } }]);
    expect(back(6)).toEqual(back(5));
  });
});
