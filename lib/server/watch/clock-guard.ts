import {
  accepted,
  type ClockState,
  type Doubt,
  type DoubtEnd,
  LEAP_MS,
  observed,
  stateAtStart,
  storedDoubt,
  type TimeRecord,
} from "@/lib/domain/time/clock-trust";
import { type Instant, MINUTE_MS } from "@/lib/domain/time/tick";
import type { Actor } from "@/lib/domain/who/actor";
import type { ClockTrust } from "@/lib/ports/clock";
import type { KeptTime, TimeKeeping } from "@/lib/ports/time-keeping";
import type { DemoClock } from "../clock";
import { log, logFailure } from "./log";
import type { Metrics } from "./metrics";

const LOOK_MS = 1_000;
/** So much of its running time a killed server may lose. */
const KEEP_MS = MINUTE_MS;
const SYSTEM = "system";

/** Watches the clock: says at any moment whether it may be believed, and keeps what it knows over restarts. */
export interface ClockGuard extends ClockTrust {
  /** Looks every second from now on. */
  start(): void;
  /** Looks no more, and keeps what it knows. */
  stop(): Promise<void>;
  /** An operator says that the clock is right; gives the doubt that so ends, if there is one. */
  accept(actor: Actor): Promise<Doubt | null>;
}

export interface GuardDeps {
  readonly clock: Pick<DemoClock, "now" | "reading" | "onSet">;
  readonly time: TimeKeeping;
  readonly metrics: Pick<Metrics, "clockSet" | "clockDoubted">;
}

const secondsOf = (ms: number): number => Math.round(ms / 1_000);

/** A clock was set back: what it has written lets go, and until that is done it is owed. */
interface SetBackDebt {
  /** The latest instant that the clock showed before, and the one that it showed then. */
  readonly from: Instant;
  readonly to: Instant;
  /** Whether this put right a clock that was doubted. */
  readonly corrected: boolean;
}

/** What lets go of what a clock that stood ahead has written; what a full or busy disk refuses is tried each second. */
interface SettingBack {
  /** The clock has been set back. */
  begin(debt: SetBackDebt): void;
  /** Tries once more what is owed. */
  look(): void;
  /** Does it now, or calls it back when nothing is owed any more. */
  after(then: () => void): void;
  owes(): boolean;
  /** Whether it has failed once, so that an operator should know. */
  hasFailed(): boolean;
  /** Nothing is being tried any more. */
  idle(): Promise<void>;
}

function settingBack({ time, metrics }: Pick<GuardDeps, "time" | "metrics">): SettingBack {
  let debt: SetBackDebt | null = null;
  let trying: Promise<void> | null = null;
  let hasFailed = false;
  const waiting: (() => void)[] = [];

  async function letGo(owed: SetBackDebt): Promise<void> {
    const { from, to, corrected } = owed;
    try {
      // As of then: what was written since is of a clock that is right.
      const count = await time.letGo({ from, now: to, corrected });
      log("warn", "clock", { result: "set-back", seconds: secondsOf(from - to), ...(corrected && { count }) });
    } catch (cause) {
      if (!hasFailed) logFailure("setting the clock back", cause);
      hasFailed = true;
      return;
    }
    hasFailed = false;
    if (debt !== owed) return;
    debt = null;
    for (const then of waiting.splice(0)) then();
  }

  function look(): void {
    if (debt === null || trying) return;
    trying = letGo(debt).finally(() => {
      trying = null;
    });
  }

  return {
    begin({ from, to, corrected }) {
      metrics.clockSet("back");
      // Set back again before it was written: all of it lets go at once.
      debt = {
        from: Math.max(from, debt?.from ?? from),
        to: Math.min(to, debt?.to ?? to),
        corrected: corrected || (debt?.corrected ?? false),
      };
      look();
    },
    look,
    after(then) {
      if (debt === null) then();
      else waiting.push(then);
    },
    owes: () => debt !== null,
    hasFailed: () => debt !== null && hasFailed,
    idle: async () => {
      await trying;
    },
  };
}

/** A demo's clock is set on purpose: nothing is doubted, but what is set back lets go all the same. */
export function unguarded(deps: GuardDeps): ClockGuard {
  const back = settingBack(deps);
  let timer: NodeJS.Timeout | null = null;
  deps.clock.onSet((from, to) => {
    if (to < from) back.begin({ from, to, corrected: false });
  });
  return {
    doubt: () => null,
    runningMs: () => null,
    owes: back.hasFailed,
    start() {
      timer = setInterval(back.look, LOOK_MS).unref();
    },
    async stop() {
      if (timer) clearInterval(timer);
      await back.idle();
    },
    accept: async () => null,
  };
}

/** The guard of a clock, from what the database knew of time when it was opened. */
export function makeClockGuard(deps: GuardDeps, record: TimeRecord): ClockGuard {
  const { clock, time, metrics } = deps;
  const back = settingBack(deps);
  let state: ClockState = stateAtStart(record, clock.reading());
  // A command that only looks writes nothing.
  let keptAt = Number.POSITIVE_INFINITY;
  let owed: KeptTime["entry"] = null;
  let timer: NodeJS.Timeout | null = null;

  /** Writes what is known, and the entry of a doubt's end; what a full disk refuses is written a minute later. */
  async function keep(entry: KeptTime["entry"] = owed): Promise<void> {
    // The next start finds the doubt, and with it what is still owed.
    if (back.owes()) return;
    keptAt = state.reading.steady;
    owed = null;
    try {
      await time.keep({ runningMs: state.runningMs, doubt: storedDoubt(state), entry });
    } catch (cause) {
      owed ??= entry;
      logFailure("keeping the time", cause);
    }
  }

  function tellDoubt({ reason, off }: Doubt): void {
    metrics.clockDoubted(reason);
    log("warn", "clock", { result: "doubted", reason, seconds: secondsOf(off) });
  }

  /** The entry is dated by a clock that is trusted again, and by it the next start is judged. */
  function tellEnd(end: DoubtEnd, { reason, off }: Doubt, actor: Actor): Promise<void> {
    metrics.clockDoubted(null);
    log("warn", "clock", { result: "trusted", by: end, reason, seconds: secondsOf(off) });
    return keep({ at: state.reading.wall, actor, detail: `${end} ${reason} ${secondsOf(off)} s` });
  }

  /** Judges the clock by what it shows now; gives what is to be told of it. */
  function judge(): () => void {
    const before = state;
    const { state: after, end } = observed(before, clock.reading());
    state = after;
    const [was, is] = [before.doubt, after.doubt];
    return () => {
      if (is && (!was || is.agreedMs < was.agreedMs)) {
        if (after.reading.wall - before.reading.wall > LEAP_MS) metrics.clockSet("ahead");
        tellDoubt(is);
        void keep();
      } else if (was && end) back.after(() => void tellEnd(end, was, SYSTEM));
      else if (after.reading.steady - keptAt >= KEEP_MS) void keep();
    };
  }

  function look(): void {
    // First: what a clock wrote that is set back is let go of before it is judged.
    clock.now();
    back.look();
    judge()();
  }

  clock.onSet((from, to) => {
    const wasDoubted = state.doubt !== null;
    const tell = judge();
    // What the clock wrote while it stood ahead is what was written last: nothing is written before it is let go.
    if (to < from) back.begin({ from, to, corrected: wasDoubted && state.doubt === null });
    tell();
  });

  return {
    doubt() {
      look();
      return state.doubt;
    },
    runningMs() {
      look();
      return state.runningMs;
    },
    owes: back.hasFailed,
    start() {
      const { wall } = state.reading;
      const { doubt } = state;
      const latest = Math.max(record.newestAudit ?? wall, record.doubt?.wall ?? wall);
      // Set back while the server was stopped.
      if (latest > wall) back.begin({ from: latest, to: wall, corrected: record.doubt !== null && doubt === null });
      if (doubt) tellDoubt(doubt);
      const known = record.doubt;
      back.after(() => void (known && !doubt ? tellEnd("agrees", known, SYSTEM) : keep()));
      timer = setInterval(look, LOOK_MS).unref();
    },
    async stop() {
      if (timer) clearInterval(timer);
      look();
      await back.idle();
      await keep();
    },
    async accept(actor) {
      look();
      const { doubt } = state;
      if (!doubt) return null;
      state = accepted(state);
      await tellEnd("accepted", doubt, actor);
      return doubt;
    },
  };
}
