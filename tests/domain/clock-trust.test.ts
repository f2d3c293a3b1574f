import { describe, expect, it } from "vitest";
import {
  AGREED_MS,
  accepted,
  type ClockState,
  type DoubtEnd,
  LEAP_MS,
  observed,
  type Reading,
  START_AHEAD_MS,
  type StoredDoubt,
  stateAtStart,
  storedDoubt,
} from "@/lib/domain/time/clock-trust";
import { HOUR_MS, MINUTE_MS } from "@/lib/domain/time/tick";
import { at, NEXT_MONDAY } from "../support/make";

const SECOND = 1_000;
const DAY = 24 * HOUR_MS;
const NINE = at(NEXT_MONDAY, "09:00");
const BEGIN: Reading = { wall: NINE, steady: 0, up: 500 * HOUR_MS };

/** A machine whose clocks a test turns, and what is made of them. */
function machine(state: ClockState, begin: Reading = BEGIN) {
  let [now, current] = [begin, state];
  let ended: DoubtEnd | null = null;
  const look = () => {
    const judged = observed(current, now);
    current = judged.state;
    ended = judged.end ?? ended;
    return current.doubt?.reason ?? "trusted";
  };
  return {
    /** Time passes, watched every minute; the wall clock gains so much in each. */
    pass(ms: number, gain = 0) {
      for (let left = ms; left > 0; left -= MINUTE_MS) {
        const by = Math.min(left, MINUTE_MS);
        now = { wall: now.wall + by + gain, steady: now.steady + by, up: now.up + by };
        look();
      }
      return look();
    },
    /** The wall clock is set, and a second later it is looked at. */
    set(by: number) {
      now = { wall: now.wall + by + SECOND, steady: now.steady + SECOND, up: now.up + SECOND };
      return look();
    },
    /** The machine sleeps; its monotonic clock stands. `told` is what the wall clock makes of it. */
    sleep(ms: number, told = ms) {
      now = { wall: now.wall + told, steady: now.steady, up: now.up + ms };
      return look();
    },
    get state() {
      return current;
    },
    get ended() {
      return ended;
    },
  };
}

const fresh = () => machine(stateAtStart({ runningMs: 0, doubt: null, newestAudit: null }, BEGIN));

describe("a clock that leaps while the server runs", () => {
  it.each([
    [LEAP_MS, "trusted"],
    [LEAP_MS + 1, "leapt"],
    [-LEAP_MS, "trusted"],
    [-LEAP_MS - 1, "leapt"],
    [DAY, "leapt"],
    [40 * DAY, "leapt"],
    [-2 * HOUR_MS, "leapt"],
  ])("by %i ms is %s", (by, verdict) => {
    expect(fresh().set(by)).toBe(verdict);
  });

  it("is told with what it was off by and since when", () => {
    const running = fresh();
    running.pass(HOUR_MS);
    running.set(40 * DAY);
    expect(running.state.doubt).toEqual({
      ...{ reason: "leapt", off: 40 * DAY, since: NINE + HOUR_MS + 40 * DAY + SECOND, agreedMs: 0 },
    });
  });

  it("is trusted again when it agrees, to within the same five minutes", () => {
    const running = fresh();
    running.set(DAY);
    running.pass(20 * SECOND);
    expect(running.set(-DAY + LEAP_MS + 1)).toBe("leapt");
    expect(running.set(-1)).toBe("trusted");
    expect(running.ended).toBe("agrees");
  });

  it("is not trusted again by another leap", () => {
    const running = fresh();
    running.set(DAY);
    expect(running.set(-2 * DAY)).toBe("leapt");
    expect(running.set(DAY)).toBe("trusted");
  });

  it("is believed after twenty hours in agreement, which another leap begins anew", () => {
    const running = fresh();
    running.set(DAY);
    expect(running.pass(AGREED_MS - 1)).toBe("leapt");
    running.set(DAY);
    expect(running.pass(AGREED_MS - 1)).toBe("leapt");
    expect(running.pass(1)).toBe("trusted");
    expect(running.ended).toBe("waited");
    // From here on it is judged by what it shows now.
    expect(running.set(-2 * DAY)).toBe("leapt");
  });

  it("is believed where an operator says so, as it is then", () => {
    const running = fresh();
    running.set(DAY);
    const said = machine(accepted(running.state), running.state.reading);
    expect(said.pass(HOUR_MS)).toBe("trusted");
    expect(said.set(-DAY)).toBe("leapt");
  });

  it("has not leapt where the machine slept", () => {
    const running = fresh();
    expect(running.sleep(8 * HOUR_MS)).toBe("trusted");
    expect(running.pass(HOUR_MS)).toBe("trusted");
    expect(running.set(LEAP_MS + 1)).toBe("leapt");
  });

  it("has leapt where it was set back by as long as the machine had slept", () => {
    const running = fresh();
    running.sleep(8 * HOUR_MS);
    expect(running.set(-8 * HOUR_MS)).toBe("leapt");
  });

  it("has leapt where the machine slept for an hour and its clock for a day", () => {
    expect(fresh().sleep(HOUR_MS, DAY)).toBe("leapt");
    // One that stood still with the machine is an hour behind, and agrees with the monotonic clock.
    expect(fresh().sleep(HOUR_MS, 0)).toBe("trusted");
  });

  it("may be put right by seconds for years, but not by minutes within the hour", () => {
    const running = fresh();
    expect(running.pass(30 * DAY, 100)).toBe("trusted");
    expect(running.state.reading.wall - running.state.reading.steady - NINE).toBeGreaterThan(LEAP_MS);
    const hasty = fresh();
    expect([hasty.set(4 * MINUTE_MS), hasty.set(4 * MINUTE_MS)]).toEqual(["trusted", "leapt"]);
  });
});

describe("the running time in agreement", () => {
  it("is all that the server ran with a trusted clock, without sleep, over its starts", () => {
    const running = fresh();
    running.pass(3 * HOUR_MS);
    running.sleep(8 * HOUR_MS);
    running.set(DAY);
    running.pass(5 * HOUR_MS);
    expect(running.state.runningMs).toBe(3 * HOUR_MS);
    running.set(-DAY);
    running.pass(2 * HOUR_MS);
    expect(running.state.runningMs).toBe(5 * HOUR_MS);
    const again = machine(stateAtStart({ runningMs: 5 * HOUR_MS, doubt: null, newestAudit: NINE }, BEGIN));
    again.pass(HOUR_MS);
    expect(again.state.runningMs).toBe(6 * HOUR_MS);
  });
});

describe("a start", () => {
  const verdictAt = (wall: number, newestAudit: number | null, doubt: StoredDoubt | null = null) =>
    stateAtStart({ runningMs: 0, doubt, newestAudit }, { ...BEGIN, wall }).doubt?.reason ?? "trusted";

  it.each([
    [-LEAP_MS - 1, "behind"],
    [-LEAP_MS, "trusted"],
    [0, "trusted"],
    [START_AHEAD_MS, "trusted"],
    [START_AHEAD_MS + 1, "ahead"],
    [40 * DAY, "ahead"],
  ])("%i ms from the newest entry is %s", (by, verdict) => {
    expect(verdictAt(NINE + by, NINE)).toBe(verdict);
  });

  it("of an empty database proves nothing against the clock", () => {
    expect(verdictAt(0, null)).toBe("trusted");
  });

  it("behind does not come to its end by time alone, but when the clock is put right", () => {
    const begin = { ...BEGIN, wall: NINE - 2 * HOUR_MS };
    const running = machine(stateAtStart({ runningMs: 0, doubt: null, newestAudit: NINE }, begin), begin);
    expect(running.pass(10 * HOUR_MS)).toBe("behind");
    expect(running.set(2 * HOUR_MS - LEAP_MS - 1)).toBe("behind");
    expect(running.set(1)).toBe("trusted");
  });

  it("ahead ends when the clock is put right, within what the newest entry allows", () => {
    const begin = { ...BEGIN, wall: NINE + 40 * DAY };
    const running = machine(stateAtStart({ runningMs: 0, doubt: null, newestAudit: NINE }, begin), begin);
    running.pass(HOUR_MS);
    expect(running.set(-36 * DAY + 1)).toBe("ahead");
    expect(running.set(-1)).toBe("trusted");
    expect(running.ended).toBe("agrees");
  });

  it("ahead is believed after twenty hours in agreement, over restarts", () => {
    let wall = NINE + 40 * DAY;
    let doubt: StoredDoubt | null = null;
    // Restarted daily, after sixteen hours off.
    for (let day = 0; day < 3; day++) {
      const begin = { ...BEGIN, wall };
      const running = machine(stateAtStart({ runningMs: 0, doubt, newestAudit: NINE }, begin), begin);
      expect(running.pass(day < 2 ? 8 * HOUR_MS : 4 * HOUR_MS - 1)).toBe("ahead");
      doubt = storedDoubt(running.state);
      wall = running.state.reading.wall + 16 * HOUR_MS;
    }
    const begin = { ...BEGIN, wall };
    const running = machine(stateAtStart({ runningMs: 0, doubt, newestAudit: NINE }, begin), begin);
    expect([running.pass(1), running.ended]).toEqual(["trusted", "waited"]);
  });

  describe("after a leap of a day while it ran", () => {
    const leapt = () => {
      const running = fresh();
      running.pass(HOUR_MS);
      running.set(DAY);
      running.pass(HOUR_MS);
      const doubt = storedDoubt(running.state);
      if (!doubt) throw new Error("It leapt.");
      return doubt;
    };

    it("goes on doubting a clock that may be the same wrong one, though the newest entry would allow it", () => {
      const doubt = leapt();
      const written = doubt.wall;
      expect(verdictAt(doubt.wall - LEAP_MS, written, doubt)).toBe("leapt");
      expect(verdictAt(doubt.wall + SECOND, written, doubt)).toBe("leapt");
      expect(verdictAt(doubt.wall + START_AHEAD_MS, written, doubt)).toBe("leapt");
    });

    it("trusts one that was put right meanwhile, and no other", () => {
      const doubt = leapt();
      const right = doubt.wall - DAY;
      expect(verdictAt(right, doubt.wall, doubt)).toBe("trusted");
      expect(verdictAt(right + 12 * HOUR_MS, doubt.wall, doubt)).toBe("trusted");
      expect(verdictAt(right - LEAP_MS - 1, doubt.wall, doubt)).toBe("behind");
      expect(verdictAt(right - LEAP_MS, doubt.wall, doubt)).toBe("trusted");
      expect(verdictAt(doubt.wall + 40 * DAY, doubt.wall, doubt)).toBe("ahead");
    });

    it("trusts the clock at once when it is put right after the restart", () => {
      const doubt = leapt();
      const begin = { ...BEGIN, wall: doubt.wall + HOUR_MS };
      const running = machine(stateAtStart({ runningMs: 0, doubt, newestAudit: doubt.wall }, begin), begin);
      expect([running.pass(HOUR_MS), running.set(-DAY)]).toEqual(["leapt", "trusted"]);
    });
  });
});
