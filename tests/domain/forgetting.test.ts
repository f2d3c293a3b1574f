import { describe, expect, it } from "vitest";
import type { KeptMessage } from "@/lib/domain/course/facts";
import { courseOfForgettable, courseOfForgetting, courseOfMarking } from "@/lib/domain/retention/forgetting";
import { courseOfForgettingNetworks } from "@/lib/domain/retention/network-note";
import type { ForgetMark, ForgetRule } from "@/lib/domain/retention/retention";
import { AGREED_MS } from "@/lib/domain/time/clock-trust";
import { HOUR_MS, MINUTE_MS } from "@/lib/domain/time/tick";
import { courseOfSetBack, whatIsLeft } from "@/lib/domain/visit/set-back";
import { idOf, type NetworkHash } from "@/lib/domain/who/ids";
import { changesInWords } from "../support/changes";
import { aCity, aStored, at, aWholeVisit, bookOf, MONDAY, TUESDAY } from "../support/make";
import { type Answers, play } from "../support/play";

const NOW = at(MONDAY, "08:00");
const RULE: ForgetRule = { now: NOW, walkInsBefore: 30, personsBefore: 20, noShowsBefore: 10, devicesBefore: 40 };

describe("forgetting", () => {
  it("tells kinds apart by their cutoffs, by who they were for, and by whether they were missed", () => {
    const asked: unknown[] = [];
    const forgettableCount: Answers["forgettableCount"] = (of) => asked.push(of);
    const { outcome, changes } = play(courseOfForgettable(RULE), {
      forgettableCount,
      devicesBefore: 4,
      draftsBefore: 5,
    });
    expect(asked).toEqual([
      { before: 30, ofPerson: false, missed: null },
      { before: 20, ofPerson: true, missed: false },
      { before: 10, ofPerson: true, missed: true },
    ]);
    expect(outcome).toEqual({ walkIns: 1, persons: 2, noShows: 3, devices: 4, drafts: 5 });
    expect(changes).toEqual([]);
  });

  it("takes no more visits than it is allowed over all kinds, after what is over and the devices", () => {
    const most: number[] = [];
    const forgettable: Answers["forgettable"] = (of) => {
      most.push(of.most);
      return of.ofPerson ? [8] : [1, 2];
    };
    const answers = { over: { holds: [], rests: [] }, devicesBefore: 4, draftsBefore: 5, forgettable };
    const { outcome, changes } = play(courseOfForgetting(RULE, 5), answers);
    expect(most).toEqual([5, 3, 2]);
    expect(outcome).toEqual({ walkIns: 2, persons: 1, noShows: 1, devices: 4, drafts: 5 });
    expect(changes).toEqual([
      { kind: "forget-devices", before: 40 },
      { kind: "forget-drafts", now: NOW },
      ...[1, 2, 8, 8].map((visitId) => ({ kind: "forget-visit", visitId })),
    ]);
  });

  it("marks what will be due, and lets go of marks before the newest that is ripe, to both sides of the border", () => {
    const mark: ForgetMark = { ...RULE, at: NOW, runningMs: AGREED_MS };
    const marked = (runningMs: number) => {
      const marks = [
        { ...mark, id: 3, runningMs },
        { ...mark, id: 2, runningMs: 0 },
      ];
      return play(courseOfMarking(mark), { forgetMarks: marks }).changes;
    };
    const written = [
      { kind: "mark-to-forget", mark },
      { kind: "audit", entry: { at: NOW, visitId: null, actor: "system", what: "marked", detail: null } },
    ];
    expect(marked(1)).toEqual([{ kind: "drop-marks", before: 2 }, ...written]);
    expect(marked(0)).toEqual([{ kind: "drop-marks", before: 3 }, ...written]);
    expect(play(courseOfMarking({ ...mark, runningMs: 0 }), { forgetMarks: [] }).changes).toHaveLength(2);
  });

  it("takes a network also from the device where it stood for it", () => {
    const [a, b] = [idOf<NetworkHash>(Buffer.from("a")), idOf<NetworkHash>(Buffer.from("b"))];
    const networksBefore = [
      { id: 1, device: b, network: a },
      { id: 2, device: a, network: a },
      { id: 3, device: null, network: a },
    ];
    const { outcome, changes } = play(courseOfForgettingNetworks(NOW, 9), { networksBefore });
    expect(outcome).toBe(3);
    expect(changes).toEqual([
      { kind: "forget-networks", visitIds: [2], devices: true },
      { kind: "forget-networks", visitIds: [1, 3], devices: false },
    ]);
    expect(play(courseOfForgettingNetworks(NOW, 9), { networksBefore: [] }).changes).toEqual([]);
  });
});

describe("a clock that is set back", () => {
  const FROM = NOW + HOUR_MS;
  const setBack = { from: FROM, now: NOW, corrected: false };
  const rules = bookOf(aCity({ groups: [], counters: [] }));
  const NOTHING: Answers = {
    over: { holds: [], rests: [] },
    holdsMadeAfter: [],
    waitingBeyond: [],
    restsBeyond: [],
    lastBefore: { entry: 3, message: 4 },
  };

  it("leaves of an instant what was left of it, to both sides of where the clock had come", () => {
    expect([FROM - 1, FROM, FROM + 1].map((one) => whatIsLeft(one, setBack))).toEqual([NOW, NOW, NOW + 1]);
  });

  it("lets ended holds stay ended, and later ones last as long as they were meant to", () => {
    const ended = aStored(aWholeVisit(1, "09:00-09:15", { id: 5, state: "held", heldUntil: FROM }));
    const later = { id: 6, state: "held" as const, heldUntil: FROM + MINUTE_MS, createdAt: FROM - MINUTE_MS };
    const ahead = aStored(aWholeVisit(1, "09:15-09:30", later));
    const asked: number[] = [];
    const over: Answers["over"] = ({ now }) => {
      asked.push(now);
      return { holds: [ended], rests: [] };
    };
    const { changes } = play(courseOfSetBack(rules, setBack), { ...NOTHING, over, holdsMadeAfter: [ahead] }, [
      ended,
      ahead,
    ]);
    expect(asked).toEqual([FROM]);
    expect(changesInWords(changes)).toEqual([
      "set 5 held: expired",
      "free counter-1 09:00-09:15 of 5",
      "free parter 08:50-09:00 of 5",
      "entry system expired 5",
      `set 6 held: held until ${NOW + 2 * MINUTE_MS}, made ${NOW}`,
    ]);
  });

  it("lets news and rests wait for what was left, a reminder until it is due at least", () => {
    const visit = aWholeVisit(1, "09:00-09:15", { id: 6 }, TUESDAY);
    const message = (id: number, kind: KeptMessage["kind"], nextTryAt: number): KeptMessage => ({
      ...{ id, kind, state: "waiting", reason: null, attempts: 1, isUnderWay: false, repeated: false, createdAt: 0 },
      ...{ nextTryAt, unclear: 0, again: false, counted: false },
    });
    const waitingBeyond = [message(1, "confirmed", FROM + 5), message(2, "two-hours", FROM + 5)].map((one) => ({
      message: one,
      visit,
    }));
    const rest = { ...visit, visitId: 6, until: FROM + 7 };
    const { changes, outcome } = play(courseOfSetBack(rules, setBack), {
      ...NOTHING,
      waitingBeyond,
      restsBeyond: [rest],
    });
    expect(changes).toEqual([
      { kind: "set-message", id: 1, set: { nextTryAt: NOW + 5 } },
      { kind: "set-message", id: 2, set: { nextTryAt: at(TUESDAY, "07:00") } },
      { kind: "set-rest", rest, until: NOW + 7 },
    ]);
    expect(outcome).toBe(0);
  });

  it("that put right a doubted one dates anew what that had dated, and counts what it had booked", () => {
    const stored = aStored(aWholeVisit(1, "09:00-09:15", { id: 6 }, TUESDAY), { contact: "ala@example.pl" });
    const gone = aStored(aWholeVisit(1, "09:00-09:15", { id: 7, state: "cancelled" }, TUESDAY));
    const entriesAfter = [
      { visitId: 6, what: "booked", at: FROM },
      { visitId: 6, what: "moved", at: FROM + 1 },
      { visitId: 7, what: "booked", at: FROM },
    ];
    const visitById: Answers["visitById"] = ({ id }) => (id === 6 ? stored : gone);
    const { outcome, changes } = play(courseOfSetBack(rules, { ...setBack, corrected: true }), {
      ...NOTHING,
      ...{ entriesAfter, visitById, deviceOf: null, messagesOf: [] },
    });
    expect(outcome).toBe(2);
    expect(changesInWords(changes.slice(0, 2))).toEqual([
      `write day-before due ${at(MONDAY, "18:00")} by email as reminder`,
      `write two-hours due ${at(TUESDAY, "07:00")} by email as reminder`,
    ]);
    expect(changes.slice(2)).toEqual([
      { kind: "date-messages", after: 4, now: NOW },
      { kind: "date-networks", now: NOW },
      { kind: "shorten-drafts", beyond: FROM, by: HOUR_MS },
    ]);
  });
});
