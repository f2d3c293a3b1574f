import { describe, expect, it } from "vitest";
import { type Course, learn, write, writeVisit } from "@/lib/domain/course/course";
import { courseOfDraft } from "@/lib/domain/visit/draft";
import { enterState, letRest } from "@/lib/domain/visit/state-change";
import { mayMove, VISIT_STATES, type VisitState } from "@/lib/domain/visit/visit";
import { sameBytes } from "@/lib/domain/who/bytes";
import { type DeviceHash, idOf } from "@/lib/domain/who/ids";
import { changesInWords } from "../support/changes";
import { aStored, at, aWholeVisit, MONDAY, tickAt } from "../support/make";
import { play } from "../support/play";

const NOW = at(MONDAY, "08:00");
const act = { now: NOW, actor: "staff" as const };
const visitIn = (state: VisitState) =>
  aWholeVisit(1, "09:00-09:15", { id: 5, state, heldUntil: state === "held" ? NOW + 1 : null });

describe("a visit that enters another state", () => {
  const moves = VISIT_STATES.flatMap((from) => VISIT_STATES.map((to) => [from, to] as const));

  it("is set, leaves its cells where it no longer occupies them, and leaves an entry", () => {
    for (const [from, to] of moves.filter(([from, to]) => mayMove(from, to))) {
      const leaves = ["cancelled", "expired", "no-show", "served"].includes(to);
      expect(changesInWords(enterState(visitIn(from), to, act))).toEqual([
        `set 5 ${from}: ${to}`,
        ...(leaves ? ["free counter-1 09:00-09:15 of 5", "free parter 08:50-09:00 of 5"] : []),
        `entry staff ${to} 5`,
      ]);
    }
  });

  it("enters none but a legal one", () => {
    const illegal = moves.filter(([from, to]) => !mayMove(from, to));
    expect(illegal.length).toBeGreaterThan(50);
    for (const [from, to] of illegal)
      expect(() => enterState(visitIn(from), to, act)).toThrow(`A visit cannot go from ${from} to ${to}.`);
  });

  it("is held no longer", () => {
    expect(enterState(visitIn("held"), "booked", act)[0]).toMatchObject({ set: { state: "booked", heldUntil: null } });
  });
});

describe("a time that rests", () => {
  const left = visitIn("booked");
  const rest = (from: string, to: string, waits: boolean) => {
    const start = tickAt(from);
    return { ...left, start, ticks: tickAt(to) - start, waitFrom: waits ? left.waitFrom : start, until: NOW };
  };

  it("keeps its cells, and frees those beside it", () => {
    expect(changesInWords(letRest(left, rest("09:00", "09:15", true)))).toEqual([
      "free counter-1 09:00-09:00 of 5",
      "free counter-1 09:15-09:15 of 5",
      `rest 09:00-09:15 until ${NOW}`,
    ]);
    expect(changesInWords(letRest(left, rest("09:00", "09:05", false)))).toEqual([
      "free counter-1 09:00-09:00 of 5",
      "free counter-1 09:05-09:15 of 5",
      "free parter 08:50-09:00 of 5",
      `rest 09:00-09:05 until ${NOW}`,
    ]);
    expect(changesInWords(letRest(left, rest("09:10", "09:15", false)))[0]).toBe("free counter-1 09:00-09:10 of 5");
  });
});

describe("what a form holds", () => {
  const device = idOf<DeviceHash>(Buffer.from("a device"));
  const draft = { name: "Ala", contact: "ala@example.pl", language: "pl" };

  it("is kept ten minutes longer than its hour, and not where there is none", () => {
    const held = aStored(aWholeVisit(1, "09:00-09:15", { state: "held", heldUntil: NOW + 1 }));
    expect(play(courseOfDraft(device, draft, NOW), { holdOf: held })).toMatchObject({
      outcome: true,
      changes: [
        { kind: "forget-drafts", now: NOW },
        { kind: "keep-draft", device, draft, until: NOW + 1 + 10 * 60_000 },
      ],
    });
    expect(play(courseOfDraft(device, draft, NOW), { holdOf: null })).toMatchObject({ outcome: false, changes: [] });
  });
});

describe("bytes", () => {
  it("are the same by value; none are the same as nothing", () => {
    const [one, same, other, longer] = [
      [1, 2],
      [1, 2],
      [1, 3],
      [1, 2, 3],
    ].map((bytes) => Uint8Array.from(bytes));
    const like = (two: Uint8Array | null | undefined) => sameBytes(one ?? null, two ?? null);
    expect([like(same), like(Buffer.of(1, 2)), like(other), like(longer), like(null)]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(sameBytes(null, null)).toBe(false);
  });
});

describe("a course", () => {
  function* twice(): Course<number> {
    return (yield* learn("draftsBefore", { now: 1 })) + (yield* learn("draftsBefore", { now: 2 }));
  }

  it("is told what it asks, in turn", () => {
    expect(play(twice(), { draftsBefore: ({ now }) => now * 10 })).toEqual({
      outcome: 30,
      changes: [],
      asked: ["draftsBefore", "draftsBefore"],
    });
    expect(() => play(twice())).toThrow("Nobody expects that draftsBefore is asked.");
  });

  it("has nothing written where nothing changes, and knows the one visit that is written", () => {
    expect(play(write([]))).toMatchObject({ outcome: [], changes: [] });
    const held = aStored(visitIn("held"));
    expect(play(writeVisit(enterState(held.visit, "expired", act)), {}, [held]).outcome.visit.state).toBe("expired");
    expect(() => play(writeVisit([]))).toThrow("These changes write one visit.");
  });
});
