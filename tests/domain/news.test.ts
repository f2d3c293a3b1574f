import { describe, expect, it } from "vitest";
import { lineOf, nextTryAfterUnclear, rankOf } from "@/lib/domain/messages/delivery";
import { newsDue, newsState, type ToldSoFar, wasReminderHeldBack } from "@/lib/domain/messages/news";
import { judgeNews, type NewsFacts, REPEATS_A_DAY } from "@/lib/domain/messages/news-judgement";
import { HOUR_MS, MINUTE_MS } from "@/lib/domain/time/tick";
import { idOf, type NetworkHash } from "@/lib/domain/who/ids";
import { play } from "../support/play";

const told = (kind: ToldSoFar["kind"], over: Partial<ToldSoFar> = {}): ToldSoFar => ({
  ...{ kind, state: "sent", reason: null, attempts: 1, isUnderWay: false, repeated: false, createdAt: 0 },
  ...over,
});

const NETWORK = idOf<NetworkHash>(Buffer.from("a network"));
const NOW = 100 * HOUR_MS;

/** News with the counts that decide about them: of visits booked, of repeats, of text messages. */
interface Case extends Partial<NewsFacts> {
  readonly fromNetwork?: number;
  readonly repeats?: number;
  readonly sms?: number;
}

const played = ({ fromNetwork: bookedFor = 0, repeats: repeatsTo = 0, sms: smsFrom = 0, ...over }: Case) =>
  play(
    judgeNews({
      ...{ visitId: 1, news: "confirmed", now: NOW, again: false, soFar: [], line: "email", mailbox: "ala@example.pl" },
      ...{ network: NETWORK, counted: true, contactLimit: 6, smsNetworkLimit: 10 },
      ...over,
    }),
    { bookedFor, repeatsTo, smsFrom },
  );

const judge = (over: Case) => played(over).outcome;

const NEW = { repeated: false, heldBack: null };
const AGAIN = { repeated: true, heldBack: null };

describe("what is new", () => {
  it("is always told, whatever the mailbox has been told again and again", () => {
    const repeats = 1_000;
    expect(judge({ repeats })).toEqual(NEW);
    expect(judge({ repeats, fromNetwork: 5 })).toEqual(NEW);
    expect(judge({ repeats, news: "moved", soFar: [told("confirmed")] })).toEqual(NEW);
    expect(judge({ repeats, news: "cancelled", soFar: [told("confirmed"), told("moved")] })).toEqual(NEW);
  });

  it.each<[string, Case]>([
    ["a confirmation asked for once more", { again: true }],
    ["a second move", { news: "moved", soFar: [told("confirmed"), told("moved")] }],
    [
      "a second move while the first is on its way",
      { news: "moved", soFar: [told("confirmed"), told("moved", { state: "waiting", isUnderWay: true })] },
    ],
    ["a seventh visit that one network books for one mailbox", { fromNetwork: 6 }],
    ["calling that visit off", { news: "cancelled", soFar: [told("confirmed", { repeated: true })] }],
    ["moving that visit", { news: "moved", soFar: [told("confirmed", { repeated: true })] }],
  ])("is not %s, of which a day has ten", (_, over) => {
    expect(judge({ ...over, repeats: REPEATS_A_DAY - 1 })).toEqual(AGAIN);
    expect(judge({ ...over, repeats: REPEATS_A_DAY })).toEqual({ repeated: true, heldBack: "repeated" });
  });

  it("is a move where the one before was never told", () => {
    const before = told("moved", { state: "dropped", reason: "outdated" });
    expect(judge({ news: "moved", soFar: [told("confirmed"), before], repeats: 1_000 })).toEqual(NEW);
  });
});

describe("text messages of one network", () => {
  it("are ten a day; e-mails are not counted, nor are networks without a limit", () => {
    expect(judge({ line: "sms", sms: 9 })).toEqual(NEW);
    expect(judge({ line: "sms", sms: 10 })).toEqual({ repeated: false, heldBack: "network" });
    expect(judge({ line: "email", sms: 10 })).toEqual(NEW);
    expect(judge({ line: "sms", sms: 10, counted: false })).toEqual(NEW);
    expect(judge({ line: "sms", sms: 10, network: null })).toEqual(NEW);
    expect(judge({ line: "sms", smsNetworkLimit: 0 }).heldBack).toBe("network");
  });
});

describe("what is counted", () => {
  it("is asked for only where it matters", () => {
    expect(played({}).asked).toEqual(["bookedFor"]);
    expect(played({ network: null }).asked).toEqual([]);
    expect(played({ news: "cancelled" }).asked).toEqual([]);
    expect(played({ again: true, line: "sms" }).asked).toEqual(["repeatsTo", "smsFrom"]);
    expect(played({ again: true, line: "sms", repeats: REPEATS_A_DAY }).asked).toEqual(["repeatsTo"]);
  });

  it("is of a day, and of visits that may have been told of in it", () => {
    const since = NOW - 24 * HOUR_MS;
    const of = { mailbox: "ala@example.pl", since, from: (76 * 60) / 5 };
    const asked: unknown[] = [];
    const course = judgeNews({
      ...{ visitId: 1, news: "confirmed", now: NOW, again: false, soFar: [], line: "sms", mailbox: of.mailbox },
      ...{ network: NETWORK, counted: true, contactLimit: 0, smsNetworkLimit: 10 },
    });
    const keep = (one: unknown): number => asked.push(one);
    play(course, { bookedFor: keep, repeatsTo: (one) => keep(one) && 0, smsFrom: (one) => keep(one) && 0 });
    expect(asked).toEqual([{ ...of, network: NETWORK, except: 1 }, of, { network: NETWORK, since }]);
  });
});

describe("what a ticket says of its news", () => {
  it.each<[string, ToldSoFar[], ReturnType<typeof newsState>]>([
    ["nothing was to be sent", [], null],
    ["it waits", [told("confirmed", { state: "waiting", attempts: 0 })], "waiting"],
    ["it waits though it was tried", [told("confirmed", { state: "waiting" })], "late"],
    ["it was sent", [told("confirmed")], "sent"],
    ["reminders are no news", [told("confirmed"), told("day-before", { state: "waiting", attempts: 0 })], "sent"],
    ["it may have arrived", [told("confirmed", { state: "dropped", reason: "unclear" })], "unclear"],
    ["the budget was spent", [told("confirmed", { state: "dropped", reason: "budget" })], "budget"],
    [
      "the latest counts, not what it replaced",
      [told("confirmed"), told("moved", { state: "dropped", reason: "outdated" })],
      "sent",
    ],
    [
      "the latest was held back",
      [told("confirmed"), told("moved", { state: "dropped", reason: "repeated" })],
      "repeated",
    ],
    ["there is no way", [told("confirmed", { state: "dropped", reason: "country" })], null],
  ])("%s", (_, soFar, state) => {
    expect(newsState(soFar)).toBe(state);
  });

  it("tells of a reminder that the budget kept back, until the next one", () => {
    const kept = told("day-before", { state: "dropped", reason: "budget" });
    expect(wasReminderHeldBack([told("confirmed"), kept, told("two-hours", { state: "waiting" })])).toBe(true);
    expect(wasReminderHeldBack([kept, told("two-hours")])).toBe(false);
    expect(wasReminderHeldBack([told("confirmed", { state: "dropped", reason: "budget" })])).toBe(false);
  });
});

describe("when news are due", () => {
  it("a move is told by the confirmation that waits, but not by one that is on its way", () => {
    expect(newsDue("moved", [told("confirmed", { state: "waiting" })], 5)).toBeNull();
    expect(newsDue("moved", [told("confirmed", { state: "waiting", isUnderWay: true })], 5)).toBe(5);
    expect(newsDue("moved", [told("confirmed"), told("moved", { createdAt: 5 })], 6)).toBe(5 + MINUTE_MS);
    expect(newsDue("cancelled", [told("confirmed", { state: "waiting" })], 5)).toBe(5);
  });

  it("what may have arrived is repeated after ten minutes and an hour, and no more", () => {
    expect([1, 2, 3, 4].map((unclear) => nextTryAfterUnclear(unclear, 7))).toEqual([
      7 + 10 * MINUTE_MS,
      7 + HOUR_MS,
      null,
      null,
    ]);
  });

  it("a message stands in the line of its contact, by its rank", () => {
    expect(["ala@example.pl", "+48600700800", null].map(lineOf)).toEqual(["email", "sms", "push"]);
    expect([rankOf("confirmed"), rankOf("two-hours")]).toEqual(["news", "reminder"]);
  });
});
