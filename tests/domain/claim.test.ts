import { describe, expect, it } from "vitest";
import type { StoredVisit } from "@/lib/domain/course/stored-visit";
import {
  type ClaimDecision,
  type ClaimFacts,
  decideClaim,
  inTurnAfter,
  meetBefore,
  nextAfter,
  nextForWonNonce,
} from "@/lib/domain/visit/claim";
import type { ClaimRequest } from "@/lib/domain/visit/claim-request";
import type { FreeStart } from "@/lib/domain/visit/free-starts";
import type { Visit, VisitState } from "@/lib/domain/visit/visit";
import { idOf, type Nonce } from "@/lib/domain/who/ids";
import {
  aCity,
  aCounter,
  aGroup,
  aStored,
  askIn,
  at,
  aVisit,
  dayOf,
  MONDAY,
  SUNDAY,
  TUESDAY,
  tickAt,
  timeOf,
} from "../support/make";
import { play } from "../support/play";

const city = aCity({
  groups: [aGroup("dowody"), aGroup("akta", { maxCases: 1 })],
  counters: [aCounter(1, { groups: ["dowody", "akta"], windows: ["08:00-10:00"] })],
});
const EIGHT = at(MONDAY, "08:00");

/** A claim of a page for 09:00 on an empty Monday, asked at eight, with changes. */
function factsFor({
  now = EIGHT,
  group = "dowody",
  cases = 1,
  date = MONDAY,
  ...over
}: Partial<ClaimFacts> & { now?: number; group?: string; cases?: number; date?: string } = {}): ClaimFacts {
  return {
    plan: dayOf(city, date),
    ask: askIn(city, group, { now, cases }),
    wanted: tickAt("09:00", date),
    dayVisits: [],
    ownHold: null,
    ownVisits: 0,
    limit: 2,
    sameDayOnly: true,
    intent: "book",
    holdIfLost: true,
    network: null,
    ...over,
  };
}

const nine = aVisit(1, "09:00-09:15");

/** A live hold of the claiming device for dowody. */
const hold = (span: string, over: Partial<Visit> = {}, date = MONDAY): Visit => ({
  ...aVisit(1, span, { state: "held", heldUntil: EIGHT + 60_000 }, date),
  locationId: "ratusz",
  caseGroupId: "dowody",
  cases: 1,
  channel: "qr",
  number: null,
  code: "000001",
  createdAt: EIGHT,
  ...over,
});

function inWords(decision: ClaimDecision): string {
  switch (decision.kind) {
    case "book":
    case "hold":
      return `${decision.kind} ${timeOf(decision.at.start)}${decision.release ? `, release ${decision.release.id}` : ""}`;
    case "hold-one-of": {
      const [first] = decision.starts;
      return `hold ${first && timeOf(first.start)}${decision.release ? `, release ${decision.release.id}` : ""}`;
    }
    case "keep-hold":
      return `keep ${timeOf(decision.visit.start)}`;
    case "lost":
      return `lost, next ${decision.next ? timeOf(decision.next.start) : "none"}`;
    case "limit":
      return `limit ${decision.max}`;
    case "share":
      return `share of ${decision.of}`;
    case "refused":
      return `refused ${decision.refusal.reason}`;
  }
}
const decide = (over: Parameters<typeof factsFor>[0] = {}): string => inWords(decideClaim(factsFor(over)));

describe("the decision about a claim", () => {
  it("books the wanted start if it is free, with its counter and wait", () => {
    expect(decideClaim(factsFor())).toEqual({
      kind: "book",
      release: null,
      at: {
        start: tickAt("09:00"),
        ticks: 3,
        hallId: "parter",
        counterId: "counter-1",
        waitFrom: tickAt("08:50"),
        places: 1,
      },
    });
  });

  it("holds the next start if somebody was faster, or names it where nothing is held", () => {
    expect(decide({ dayVisits: [nine] })).toBe("hold 09:15");
    expect(decide({ dayVisits: [nine], holdIfLost: false })).toBe("lost, next 09:15");
  });

  it("goes back to the first start of the day when none follows, and to nothing when none is left", () => {
    const rest = aVisit(1, "09:00-10:00");
    expect(decide({ dayVisits: [rest] })).toBe("hold 08:05");
    expect(decide({ dayVisits: [rest, aVisit(1, "08:00-09:00")] })).toBe("lost, next none");
  });

  it("takes a start that passed on the screen as lost, to both sides of its instant", () => {
    const border = at(MONDAY, "09:00");
    expect(decide({ now: border })).toBe("book 09:00");
    expect(decide({ now: border + 1 })).toBe("hold 09:05");
    expect(decide({ now: border + 1, holdIfLost: false })).toBe("lost, next 09:05");
  });

  it("refuses a passed start that was not offered for today", () => {
    expect(decide({ now: at(MONDAY, "09:00:00.001"), sameDayOnly: false })).toBe("refused past");
    expect(decide({ now: EIGHT, date: SUNDAY })).toBe("refused past");
  });

  it("refuses what the plan does not have before it looks at anybody's limit", () => {
    expect(decide({ wanted: tickAt("10:00"), ownVisits: 2 })).toBe("refused no-such-start");
    expect(decide({ cases: 2, group: "akta", ownVisits: 2 })).toBe("refused too-many-cases");
  });

  it("refuses another day where only today may be taken", () => {
    expect(decide({ date: TUESDAY, dayVisits: [] })).toBe("refused not-today");
    expect(decide({ date: TUESDAY, sameDayOnly: false })).toBe("book 09:00");
  });
});

describe("the limit", () => {
  it("is reached at its number of visits, free start or not", () => {
    expect([0, 1, 2, 3].map((ownVisits) => decide({ ownVisits }))).toEqual([
      "book 09:00",
      "book 09:00",
      "limit 2",
      "limit 2",
    ]);
    expect(decide({ ownVisits: 2, dayVisits: [nine] })).toBe("limit 2");
    expect(decide({ ownVisits: 2, now: at(MONDAY, "09:00:00.001") })).toBe("limit 2");
  });

  it("is none where it is switched off, and none for a later day", () => {
    expect(decide({ ownVisits: 9, limit: null })).toBe("book 09:00");
    expect(decide({ ownVisits: 9, date: TUESDAY, sameDayOnly: false })).toBe("book 09:00");
  });
});

describe("an own hold", () => {
  const own = hold("09:15-09:30");
  const dayVisits = [nine, own];

  it("is kept when the device loses again for the same wish", () => {
    expect(decide({ dayVisits, ownHold: own })).toBe("keep 09:15");
  });

  it("is let go when a free start is booked, also one that only the hold covered", () => {
    expect(decide({ dayVisits: [own], ownHold: own })).toBe(`book 09:00, release ${own.id}`);
    expect(decide({ dayVisits: [own], ownHold: own, wanted: tickAt("09:20") })).toBe(`book 09:20, release ${own.id}`);
  });

  it("is replaced when the wish is another: its group, its matters, its building or its day", () => {
    const replaced = `hold 09:15, release ${own.id}`;
    expect(decide({ dayVisits, ownHold: own, group: "akta" })).toBe(replaced);
    expect(decide({ dayVisits, ownHold: own, cases: 2 })).toBe(replaced);
    const elsewhere = hold("09:15-09:30", { locationId: "zamek" });
    expect(decide({ dayVisits: [nine], ownHold: elsewhere })).toBe(`hold 09:15, release ${elsewhere.id}`);
    const tomorrow = hold("09:15-09:30", {}, TUESDAY);
    expect(decide({ dayVisits: [nine], ownHold: tomorrow })).toBe(`hold 09:15, release ${tomorrow.id}`);
  });

  it("is one of the free starts in the order in which they follow", () => {
    const decision = decideClaim(factsFor({ dayVisits: [nine, aVisit(1, "09:30-10:00")] }));
    expect(decision.kind).toBe("hold-one-of");
    const starts = decision.kind === "hold-one-of" ? decision.starts.map(({ start }) => timeOf(start)) : [];
    expect([starts[0], starts[1], starts.at(-1)]).toEqual(["09:15", "08:05", "08:45"]);
  });
});

describe("a single nonce that has won before", () => {
  it("wins nothing anew: what is next is the wanted start itself if it is free, else the one after it", () => {
    const next = (over: Parameters<typeof factsFor>[0]) => {
      const free = nextForWonNonce(factsFor(over));
      return free && timeOf(free.start);
    };
    expect(next({})).toBe("09:00");
    expect(next({ dayVisits: [nine], ownVisits: 2 })).toBe("09:15");
    expect(next({ wanted: tickAt("10:00") })).toBe(null);
  });
});

describe("the next start", () => {
  const starts = ["08:00", "09:00", "09:30"].map(
    (time): FreeStart => ({
      start: tickAt(time),
      ticks: 3,
      hallId: "parter",
      counterId: "counter-1",
      waitFrom: tickAt(time),
      places: 1,
    }),
  );
  const nextTo = (time: string) => {
    const next = nextAfter(starts, tickAt(time));
    return next && timeOf(next.start);
  };

  it("is the first at or after the wanted one, else the first of the day", () => {
    expect([nextTo("09:00"), nextTo("09:05"), nextTo("09:35"), nextTo("07:00")]).toEqual([
      "09:00",
      "09:30",
      "08:00",
      "08:00",
    ]);
    expect(nextAfter([], tickAt("09:00"))).toBe(null);
  });

  it("is followed by the others of the day in turn", () => {
    const inTurn = (time: string) => inTurnAfter(starts, tickAt(time)).map(({ start }) => timeOf(start));
    expect(inTurn("09:00")).toEqual(["09:00", "09:30", "08:00"]);
    expect(inTurn("09:05")).toEqual(["09:30", "08:00", "09:00"]);
    expect(inTurn("09:35")).toEqual(["08:00", "09:00", "09:30"]);
    expect(inTurnAfter([], tickAt("09:00"))).toEqual([]);
  });
});

describe("the ordinal of a page's claim", () => {
  const start = tickAt("09:00");
  const MOST = 999;
  type States = Readonly<Record<number, VisitState>>;
  /** A nonce that tells its ordinal. */
  const nonceOf = (_: number, ordinal: number) => idOf<Nonce>(Buffer.from(String(ordinal)));
  const stored = (ordinal: number, span: string, state: VisitState, over: Partial<StoredVisit> = {}) =>
    aStored(hold(span, { state, id: ordinal, heldUntil: null }), over);
  const meets = (base: number, visits: readonly StoredVisit[], claim: Partial<ClaimRequest> = {}) => {
    const course = meetBefore(
      { intent: "book", person: null, ...claim, nonce: { kind: "ordinals", base, nonceOf } },
      start,
    );
    const visitByNonce = ({ nonce }: { nonce: Uint8Array }) =>
      visits.find(({ visit }) => String(visit.id) === Buffer.from(nonce).toString()) ?? null;
    const { outcome, asked } = play(course, { visitByNonce });
    expect(asked.length).toBeLessThan(MOST);
    return [Number(Buffer.from(outcome.nonce).toString()), outcome.met?.visit.id ?? null];
  };
  const found = (base: number, states: States) =>
    meets(
      base,
      Object.entries(states).map(([ordinal, state]) => stored(Number(ordinal), "09:00-09:15", state)),
    );

  it("is the first whose nonce nobody has used", () => {
    expect(found(0, {})).toEqual([0, null]);
    expect(found(0, { 0: "cancelled" })).toEqual([1, null]);
    expect(found(0, { 0: "cancelled", 1: "expired", 2: "no-show" })).toEqual([3, null]);
  });

  it("meets a visit that still stands at the start, a served one too", () => {
    expect(found(0, { 0: "booked" })).toEqual([0, 0]);
    expect(found(0, { 0: "cancelled", 1: "held", 2: "booked" })).toEqual([1, 1]);
    expect(found(0, { 0: "served" })).toEqual([0, 0]);
  });

  it("begins at a hundred for every ticket more", () => {
    expect(found(1, { 0: "booked" })).toEqual([100, null]);
    expect(found(2, { 200: "cancelled", 201: "booked" })).toEqual([201, 201]);
  });

  it("passes over a visit that has been moved elsewhere", () => {
    expect(meets(0, [stored(0, "09:30-09:45", "booked")])).toEqual([1, null]);
  });

  it("passes over a visit for somebody else, and meets one's own: a hold has no person yet", () => {
    const ala = { name: "Ala", contact: "ala@example.pl", language: "pl" };
    const bartek = { ...ala, name: "Bartek" };
    const ofAla = [stored(0, "09:00-09:15", "booked", { name: "Ala", contact: "ala@example.pl" })];
    expect(meets(0, ofAla, { person: ala })).toEqual([0, 0]);
    expect(meets(0, ofAla, { person: bartek })).toEqual([1, null]);
    expect(meets(0, ofAla, { person: ala, intent: "hold" })).toEqual([1, null]);
    expect(meets(0, [stored(0, "09:00-09:15", "held")], { person: bartek, intent: "hold" })).toEqual([0, 0]);
  });

  it("is none where the nonce is one: it meets whatever has won with it", () => {
    const one = {
      intent: "book" as const,
      person: null,
      nonce: { kind: "single" as const, nonce: idOf<Nonce>(Buffer.of(5)) },
    };
    const met = stored(5, "09:30-09:45", "cancelled");
    expect(play(meetBefore(one, start), { visitByNonce: met }).outcome).toEqual({ nonce: Buffer.of(5), met });
  });
});
