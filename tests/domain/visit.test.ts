import { describe, expect, it } from "vitest";
import { decideCancel, mayBeCancelled } from "@/lib/domain/visit/cancel";
import { ownClaims, ownStanding } from "@/lib/domain/visit/own-visits";
import { takenBy } from "@/lib/domain/visit/taken";
import { mayUndo } from "@/lib/domain/visit/undo";
import {
  CHANNELS,
  isHeld,
  isLive,
  isWalkIn,
  LIVE_STATES,
  mayMove,
  occupies,
  standsAt,
  VISIT_STATES,
  type Visit,
  type VisitState,
  visitEnd,
} from "@/lib/domain/visit/visit";
import { aCity, aCounter, aGroup, aHall, at, aVisit, dayOf, MONDAY, TUESDAY, tickAt } from "../support/make";

const NINE = at(MONDAY, "09:00");

const visit = (span: string, over: Partial<Visit> = {}, date = MONDAY): Visit => ({
  ...aVisit(1, span, {}, date),
  locationId: "ratusz",
  caseGroupId: "dowody",
  cases: 1,
  channel: "qr",
  number: null,
  code: "000001",
  createdAt: NINE,
  ...over,
});
const statesWhere = (test: (state: VisitState) => boolean) => VISIT_STATES.filter(test);

describe("what is asked of a visit in many places", () => {
  const END = visitEnd(visit("09:00-09:15"));
  const before = END - 1;

  it("is decided once: whether it may be called off", () => {
    const may = statesWhere((state) => mayBeCancelled(visit("09:00-09:15", { state }), before));
    expect(may).toEqual(["booked", "arrived"]);
    expect(statesWhere((state) => mayBeCancelled(visit("09:00-09:15", { state }), END))).toEqual([]);
    for (const state of VISIT_STATES) {
      const one = visit("09:00-09:15", { state });
      if (state === "cancelled") expect(decideCancel(one, before)).toBe("again");
      else expect(decideCancel(one, before)).toBe(mayBeCancelled(one, before) ? "cancel" : "too-late");
    }
  });

  it("whether it may be taken back", () => {
    const start = at(MONDAY, "09:00");
    const may = statesWhere((state) => mayUndo(visit("09:00-09:15", { state }), start - 1));
    expect(may).toEqual(["cancelled"]);
    expect(statesWhere((state) => mayUndo(visit("09:00-09:15", { state }), start))).toEqual([]);
  });

  it("whether it was taken without a name", () => {
    expect(CHANNELS.filter((channel) => isWalkIn({ channel }))).toEqual(["qr"]);
  });

  it("in which states it lives", () => {
    expect(statesWhere((state) => isLive({ state }))).toEqual([...LIVE_STATES]);
  });
});

describe("a visit's states", () => {
  it("move as design §3 lists them, and in no other way", () => {
    const moves = VISIT_STATES.flatMap((from) => {
      const to = VISIT_STATES.filter((state) => mayMove(from, state));
      return to.length > 0 ? [`${from} → ${to.join(", ")}`] : [];
    });
    expect(moves).toEqual([
      "held → booked, expired",
      "booked → arrived, no-show, cancelled",
      "arrived → parked, called, cancelled",
      "parked → arrived",
      "called → arrived, parked, in-service, no-show",
      "in-service → arrived, served",
      "no-show → arrived",
    ]);
  });

  it("are live from booked until served", () => {
    expect(statesWhere((state) => isLive({ state }))).toEqual(["booked", "arrived", "parked", "called", "in-service"]);
  });

  it("take up time while live, and held until the instant at which the hold ends", () => {
    const one = (state: VisitState, heldUntil: number | null) => visit("09:00-09:15", { state, heldUntil });
    expect(statesWhere((state) => occupies(one(state, state === "held" ? NINE + 1 : null), NINE))).toEqual([
      "held",
      "booked",
      "arrived",
      "parked",
      "called",
      "in-service",
    ]);
    expect([NINE - 1, NINE, NINE + 1].map((heldUntil) => isHeld(one("held", heldUntil), NINE))).toEqual([
      false,
      false,
      true,
    ]);
    expect(occupies(one("held", NINE), NINE)).toBe(false);
    expect(isHeld(one("booked", null), NINE)).toBe(false);
  });

  it("stand at a start unless given up, over without arrival, or moved", () => {
    const start = tickAt("09:00");
    expect(statesWhere((state) => standsAt({ state, start }, start))).toEqual([
      "held",
      "booked",
      "arrived",
      "parked",
      "called",
      "in-service",
      "served",
    ]);
    expect(standsAt({ state: "booked", start: start + 1 }, start)).toBe(false);
  });

  it("end when the planned time does", () => {
    expect(visitEnd(visit("09:00-09:15"))).toBe(at(MONDAY, "09:15"));
  });
});

describe("calling off", () => {
  it("is possible while booked or arrived, said again once done, and too late otherwise", () => {
    expect(VISIT_STATES.map((state) => `${state}: ${decideCancel(visit("10:00-10:15", { state }), NINE)}`)).toEqual([
      "held: too-late",
      "booked: cancel",
      "arrived: cancel",
      "parked: too-late",
      "called: too-late",
      "in-service: too-late",
      "served: too-late",
      "no-show: too-late",
      "cancelled: again",
      "expired: too-late",
    ]);
  });

  it("is too late from the instant at which the planned time is over", () => {
    const one = visit("10:00-10:15");
    const end = at(MONDAY, "10:15");
    expect([decideCancel(one, end - 1), decideCancel(one, end)]).toEqual(["cancel", "too-late"]);
    expect(decideCancel({ ...one, state: "cancelled" }, end)).toBe("again");
  });
});

describe("what a device has", () => {
  const plan = dayOf(aCity({ groups: [aGroup("dowody")], counters: [] }));

  it("is its live visits of the day that are not over, and its hold wherever it is", () => {
    const hold = visit("09:30-09:45", { state: "held", heldUntil: NINE + 1 }, TUESDAY);
    const visits = [
      visit("08:30-09:00"),
      visit("08:45-09:05"),
      visit("10:00-10:15", { state: "arrived" }),
      visit("11:00-11:15", { state: "cancelled" }),
      visit("10:00-10:15", {}, TUESDAY),
      hold,
    ];
    expect(ownClaims(visits, plan, NINE)).toEqual({ hold, visits: 2 });
    expect(ownClaims(visits, plan, NINE + 1)).toEqual({ hold: null, visits: 2 });
    expect(ownClaims(visits, plan, NINE - 1).visits).toBe(3);
    expect(ownClaims([], plan, NINE)).toEqual({ hold: null, visits: 0 });
  });

  it("is shown earliest first while it stands", () => {
    const [late, early] = [visit("10:00-10:15"), visit("09:00-09:15")];
    const over = visit("08:45-09:00");
    const hold = visit("09:30-09:45", { state: "held", heldUntil: NINE + 1 });
    const own = [late, early, over, hold, visit("11:00-11:15", { state: "served" })].map((one) => ({ visit: one }));
    const shown = (now: number) => ownStanding(own, now).map((one) => one.visit);
    expect(shown(NINE)).toEqual([early, hold, late]);
    expect(shown(NINE - 1)).toEqual([over, early, hold, late]);
    expect(shown(NINE + 1)).toEqual([early, late]);
  });
});

describe("taken cells", () => {
  const city = aCity({
    halls: [aHall("parter", 4), aHall("pietro", 2)],
    groups: [aGroup("dowody")],
    counters: [1, 2].map((number) => aCounter(number, { groups: ["dowody"], windows: ["08:00-10:00"] })),
  });
  const plan = dayOf(city);
  const at9 = tickAt("09:00") - plan.firstTick;

  it("are those of standing visits, with one visit left out", () => {
    const [one, other] = [aVisit(1, "09:00-09:15"), aVisit(2, "09:00-09:10", { places: 2 })];
    const gone = aVisit(1, "08:00-08:30", { state: "cancelled" });
    const taken = takenBy(plan, [one, other, gone], NINE);
    expect(taken.load).toEqual([3, 2]);
    expect([...(taken.counters[0] ?? []).slice(at9 - 1, at9 + 4)]).toEqual([0, 1, 1, 1, 0]);
    expect([...(taken.places[0] ?? []).slice(at9 - 3, at9 + 1)]).toEqual([0, 3, 3, 0]);
    expect(takenBy(plan, [one, other, gone], NINE, other.id).load).toEqual([3, 0]);
    expect(taken.places[1]?.every((places) => places === 0)).toBe(true);
  });

  it("stay within the day and within what the plan knows", () => {
    const strange = aVisit(7, "09:00-09:15", { hallId: "obok" });
    const early = aVisit(1, "00:00-00:05", { waitFrom: plan.firstTick - 2 });
    const taken = takenBy(plan, [strange, early], NINE);
    expect(taken.load).toEqual([1, 0]);
    expect(taken.places.map((places) => places.reduce((sum, one) => sum + one, 0))).toEqual([0, 0]);
  });
});
