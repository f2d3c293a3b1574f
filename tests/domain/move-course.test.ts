import { describe, expect, it } from "vitest";
import type { StoredVisit } from "@/lib/domain/course/stored-visit";
import { MINUTE_MS } from "@/lib/domain/time/tick";
import { courseOfCancel } from "@/lib/domain/visit/cancel";
import { courseOfExtension, courseOfRelease } from "@/lib/domain/visit/hold-course";
import { courseOfMove, type MoveRequest, type MovingResident } from "@/lib/domain/visit/move-course";
import { type DeviceHash, idOf, type NetworkHash, type TokenHash } from "@/lib/domain/who/ids";
import type { NetworkKind } from "@/lib/domain/who/network";
import { changesInWords } from "../support/changes";
import {
  ALA,
  aCity,
  aCounter,
  aGroup,
  aHall,
  aStored,
  at,
  aVisit,
  aWholeVisit,
  bookOf,
  MONDAY,
  NEXT_MONDAY,
  TUESDAY,
  tickAt,
  WHOLE_DAY,
} from "../support/make";
import { type Answers, play } from "../support/play";

const city = aCity({
  halls: [aHall("parter", 4), aHall("pietro", null)],
  groups: [aGroup("dowody"), aGroup("akta")],
  counters: [
    aCounter(1, { groups: ["dowody"], windows: ["08:00-10:00"] }),
    aCounter(2, { groups: ["dowody"], windows: ["10:00-12:00"], hall: "pietro" }),
  ],
});
const EIGHT = at(MONDAY, "08:00");
const DEVICE = idOf<DeviceHash>(Buffer.from(ALA));
const NETWORK = idOf<NetworkHash>(Buffer.from("the mover's"));
const OTHER = idOf<NetworkHash>(Buffer.from("another"));
const TOKEN = idOf<TokenHash>(Buffer.from("token"));
const rules = bookOf(city, WHOLE_DAY);

const resident = (over: Partial<MovingResident> = {}): MovingResident => ({
  ...{ network: { hash: NETWORK, share: null }, limits: false, chance: 0 },
  ...over,
});

const EMPTY: Answers = {
  over: { holds: [], rests: [] },
  day: { visits: [], ofNetwork: [] },
  restsOf: [],
  deviceOf: null,
  bookingsFrom: 0,
};

function move(
  stored: StoredVisit | null,
  start: number,
  over: Partial<MoveRequest> = {},
  answers: Answers = {},
  book = rules,
) {
  const request = { tokenHash: TOKEN, start, now: EIGHT, actor: "resident" as const, resident: resident(), ...over };
  const visits = stored ? [stored] : [];
  const played = play(courseOfMove(book, request), { ...EMPTY, visitByToken: stored, ...answers }, visits);
  return { ...played, words: changesInWords(played.changes) };
}

const today = aStored(aWholeVisit(1, "09:00-09:15", { id: 5, number: "D03" }));
const tomorrow = aStored(aWholeVisit(1, "09:00-09:15", { id: 6, channel: "online" }, TUESDAY));

describe("a move", () => {
  it("within a hall and a day keeps the number, frees the old cells and takes the new ones", () => {
    const { outcome, words } = move(today, tickAt("09:30"));
    expect(outcome).toMatchObject({
      kind: "moved",
      again: false,
      visit: { id: 5, number: "D03", start: tickAt("09:30") },
    });
    expect(words).toEqual([
      `room of ${MONDAY}`,
      "free counter-1 09:00-09:15 of 5",
      "free parter 08:50-09:00 of 5",
      "set 5 booked: 09:30 at counter-1, from the mover's",
      "take 09:30-09:45 for 5, wait 09:20",
      `entry resident moved 5 (${tickAt("09:00")} ${tickAt("09:30")})`,
    ]);
  });

  it("to another hall draws a number there, where nobody counts who waits", () => {
    const { words } = move(today, tickAt("10:00"));
    expect(words).toContain("set 5 booked: 10:00 at counter-2, number D in pietro, from the mover's");
    expect(words).toContain("take 10:00-10:15 for 5");
  });

  it("to another day its network has it; to today it draws a number, whoever moves, which a later day takes away", () => {
    const toToday = (over: Partial<MoveRequest> = {}) => move(tomorrow, tickAt("09:30"), over).words;
    expect(toToday()).toContain("set 6 booked: 09:30 at counter-1, number D in parter, from the mover's");
    expect(toToday({ resident: null })).toContain("set 6 booked: 09:30 at counter-1, number D in parter");
    const staff = aStored(aWholeVisit(1, "09:00-09:15", { id: 5, number: "D03", channel: "staff" }));
    const toTuesday = (over: Partial<MoveRequest> = {}) => move(staff, tickAt("09:30", TUESDAY), over).words;
    expect(toTuesday()).toContain("set 5 booked: 09:30 at counter-1, no number, from the mover's");
    expect(toTuesday({ resident: null })).toContain("set 5 booked: 09:30 at counter-1, no number");
  });

  it("within today counts an hour that is left late, of a resident's alone, which goes with the visit", () => {
    const left = { ...today, leftLate: 2 };
    const now = at(MONDAY, "08:45");
    const words = (stored: StoredVisit, time: string, over: Partial<MoveRequest>, date = MONDAY) =>
      move(stored, tickAt(time, date), over).words.filter((one) => one.startsWith("set "));
    expect(words(left, "09:30", { now })).toEqual(["set 5 booked: 09:30 at counter-1, from the mover's"]);
    const known = { ...left, network: OTHER };
    expect(words(known, "09:30", { now: now + 1 })).toEqual(["set 5 booked: 09:30 at counter-1, left late 3 times"]);
    expect(words(left, "09:30", { now: now + 1 })).toEqual([
      "set 5 booked: 09:30 at counter-1, from the mover's, left late 3 times",
    ]);
    expect(words(left, "09:30", { now: now + 1, resident: null })).toEqual(["set 5 booked: 09:30 at counter-1"]);
    const booking = { ...tomorrow, leftLate: 2 };
    const onTuesday = at(TUESDAY, "08:59");
    expect(words(booking, "09:30", { now: onTuesday }, TUESDAY)).toEqual([
      "set 6 booked: 09:30 at counter-1, number D in parter, from the mover's, left late 3 times",
    ]);
    expect(words(booking, "09:30", { now: onTuesday, resident: null }, NEXT_MONDAY)).toEqual([
      "set 6 booked: 09:30 at counter-1, no number",
    ]);
    const late = move(booking, tickAt("09:30", NEXT_MONDAY), { now: onTuesday });
    expect([late.outcome, late.changes]).toEqual([{ kind: "share", of: "late-day" }, []]);
    expect(move(booking, tickAt("09:30", NEXT_MONDAY), { now: at(TUESDAY, "08:45") }).outcome.kind).toBe("moved");
  });

  it("within its day asks the share of the visit's network, to another day that of the mover's", () => {
    const shares = resident({ network: { hash: NETWORK, share: "plain" } });
    const asked = (stored: StoredVisit, date = MONDAY): unknown => {
      let of: unknown;
      const day: Answers["day"] = (wanted) => {
        of = wanted.network;
        return { visits: [], ofNetwork: [] };
      };
      move(stored, tickAt("09:30", date), { resident: shares }, { day });
      return of;
    };
    expect(asked({ ...today, network: OTHER })).toBe(OTHER);
    expect(asked(today)).toBe(NETWORK);
    expect(asked({ ...tomorrow, network: OTHER })).toBe(NETWORK);
    expect(asked({ ...tomorrow, network: OTHER }, TUESDAY)).toBe(OTHER);
  });

  it("within its day goes by what the visit's network had a share as, whoever moves it", () => {
    // Two hours, 24 ticks of two counters each: a quarter is twelve ticks, 60 % is 28.
    const has = [
      aVisit(1, "09:00-09:15"),
      aVisit(1, "09:15-09:30"),
      aVisit(1, "09:30-09:45"),
      aVisit(1, "09:45-10:00"),
    ];
    const ofNetwork = has.map((one) => ({ ...one, leftLate: 0 }));
    const settings = { networkTicketsLeast: 1, groupTicketsLeast: 1, groupSharePercent: 100 };
    const late = (networkShare: StoredVisit["networkShare"], share: NetworkKind | null) => {
      const stored = { ...today, network: OTHER, networkShare };
      const request = { now: at(MONDAY, "08:50"), resident: resident({ network: { hash: NETWORK, share } }) };
      return move(stored, tickAt("11:00"), request, { day: { visits: has, ofNetwork } }, bookOf(city, settings)).outcome
        .kind;
    };
    expect([late("plain", "plain"), late("plain", "shared")]).toEqual(["share", "share"]);
    expect([late("shared", "plain"), late("shared", "shared")]).toEqual(["moved", "moved"]);
    expect([late("plain", null), late(null, "plain")]).toEqual(["moved", "moved"]);
  });

  it("to another day becomes a booking of whoever moves it, who may have so many of them", () => {
    const network = { hash: NETWORK, share: "plain" as const };
    const by = (stored: StoredVisit, bookingsFrom: number) =>
      move(stored, tickAt("09:30", NEXT_MONDAY), { resident: resident({ network }) }, { bookingsFrom }).outcome;
    const others = { ...tomorrow, network: OTHER };
    expect(by(others, 39).kind).toBe("moved");
    expect(by(others, 40)).toEqual({ kind: "share", of: "bookings" });
    expect(by({ ...tomorrow, network: NETWORK }, 40).kind).toBe("moved");
  });

  it("takes the length that a visit has by the plan of today, as it was judged", () => {
    const longer = aStored(aWholeVisit(1, "09:00-09:30", { id: 5, number: "D03" }));
    const { outcome, words } = move(longer, tickAt("10:00"));
    expect(outcome).toMatchObject({ kind: "moved", visit: { ticks: 3, places: 1 } });
    expect(words).toContain("take 10:00-10:15 for 5");
  });

  it("to another day counts a device without a cookie among those of the network that moves it there", () => {
    const without = { ...tomorrow, device: OTHER, network: OTHER };
    const asked: unknown[] = [];
    const visitsOf: Answers["visitsOf"] = (wanted) => {
      asked.push(wanted.device);
      return [];
    };
    move(without, tickAt("09:30"), { resident: resident({ limits: true }) }, { visitsOf });
    move(without, tickAt("09:30", TUESDAY), { resident: resident({ limits: true }) }, { visitsOf });
    expect(asked).toEqual([NETWORK, OTHER]);
  });

  it("to today takes the network for the device too where it stood for it", () => {
    const without = { ...tomorrow, device: NETWORK, network: idOf<NetworkHash>(Buffer.from("the mover's")) };
    expect(move(without, tickAt("09:30")).words).toContain(
      "set 6 booked: 09:30 at counter-1, number D in parter, from the mover's, its device too",
    );
    const withCookie = { ...tomorrow, device: DEVICE, network: NETWORK };
    expect(move(withCookie, tickAt("09:30")).words[4]).not.toContain("device");
  });

  it("lets an hour of a later day rest, ends the rest it comes back to, and asks for no more than it needs", () => {
    const start = tickAt("08:15", TUESDAY);
    const { hallId, counterId, ticks, places } = tomorrow.visit;
    const rest = { visitId: 6, locationId: "ratusz", hallId, counterId, start, ticks, waitFrom: start - 2, places };
    const { words, asked } = move(tomorrow, start, {}, { restsOf: [{ ...rest, until: EIGHT + 1 }] });
    expect(words.slice(0, 8)).toEqual([
      `room of ${TUESDAY}`,
      "free counter-1 08:15-08:30 of 6",
      "free parter 08:05-08:15 of 6",
      "end rest 08:15 of 6",
      "free counter-1 09:00-09:00 of 6",
      "free counter-1 09:15-09:15 of 6",
      `rest 09:00-09:15 until ${EIGHT + 5 * MINUTE_MS}`,
      "set 6 booked: 08:15 at counter-1, no number, from the mover's",
    ]);
    expect(asked).toEqual(["over", "visitByToken", "day", "restsOf", "deviceOf"]);
  });

  it("counts the device's tickets of today without the visit itself, and a network's by the network's limit", () => {
    const others = [aWholeVisit(1, "08:15-08:30", { id: 11 }), aWholeVisit(1, "08:30-08:45", { id: 12 })];
    const limited = { resident: resident({ limits: true }) };
    const withDevice = { ...tomorrow, device: DEVICE };
    const limit = (stored: StoredVisit, visitsOf: Answers["visitsOf"]) =>
      move(stored, tickAt("09:30"), limited, { visitsOf }).outcome;
    expect(limit(withDevice, others)).toEqual({ kind: "limit", max: 2 });
    expect(limit(withDevice, [...others.slice(1), tomorrow.visit]).kind).toBe("moved");
    expect(limit({ ...withDevice, network: idOf(DEVICE) }, others).kind).toBe("moved");
    expect(move(tomorrow, tickAt("09:30"), limited).outcome.kind).toBe("moved");
  });

  it("changes nothing where it is none: an unknown ticket, the same hour, a visit that has begun", () => {
    expect(move(null, tickAt("09:30"))).toMatchObject({ outcome: { kind: "unknown" }, changes: [] });
    const { visit } = today;
    expect(move(today, visit.start)).toMatchObject({ outcome: { kind: "moved", visit, again: true }, changes: [] });
    const begun = aStored({ ...visit, state: "in-service" });
    expect(move(begun, tickAt("09:30"))).toMatchObject({
      outcome: { kind: "too-late", visit: begun.visit },
      changes: [],
    });
  });
});

describe("calling off", () => {
  const cancel = (stored: StoredVisit | null, now = EIGHT, chance: number | null = 0, answers: Answers = {}) => {
    const course = courseOfCancel(rules, TOKEN, { now, actor: "resident", chance, network: null });
    const played = play(course, { ...EMPTY, visitByToken: stored, ...answers }, stored ? [stored] : []);
    return { ...played, words: changesInWords(played.changes) };
  };

  it("frees the cells of today at once", () => {
    expect(cancel(today).words).toEqual([
      "set 5 booked: cancelled",
      "free counter-1 09:00-09:15 of 5",
      "free parter 08:50-09:00 of 5",
      "entry resident cancelled 5",
    ]);
  });

  it("lets a later day's rest, unless the office calls off", () => {
    expect(cancel(tomorrow).words).toEqual([
      "set 6 booked: cancelled",
      "free counter-1 09:00-09:00 of 6",
      "free counter-1 09:15-09:15 of 6",
      `rest 09:00-09:15 until ${EIGHT + 5 * MINUTE_MS}`,
      "entry resident cancelled 6",
    ]);
    expect(cancel(tomorrow, EIGHT, null).words[2]).toBe("free parter 08:50-09:00 of 6");
  });

  it("is told to whoever can be told, to a device as well", () => {
    const named = { ...today, contact: "ala@example.pl", mailbox: "ala@example.pl" };
    expect(cancel(named, EIGHT, 0, { messagesOf: [] }).words.at(-1)).toBe(
      `write cancelled due ${EIGHT} by email as news`,
    );
    const silent = cancel(today, EIGHT, 0, { deviceOf: { language: "pl" }, messagesOf: [] });
    expect(silent.words.at(-1)).toBe("entry resident cancelled 5");
  });

  it("again, unknown or too late changes nothing", () => {
    const cancelled = aStored({ ...today.visit, state: "cancelled" });
    expect(cancel(cancelled)).toMatchObject({ outcome: { kind: "cancelled", again: true }, changes: [] });
    expect(cancel(null)).toMatchObject({ outcome: { kind: "unknown" }, changes: [] });
    const end = at(MONDAY, "09:15");
    expect([cancel(today, end - 1).outcome.kind, cancel(today, end).outcome.kind]).toEqual(["cancelled", "too-late"]);
    expect(cancel(today, end).changes).toEqual([]);
  });
});

describe("a hold", () => {
  const held = aStored(
    aWholeVisit(1, "09:00-09:15", { id: 5, state: "held", heldUntil: EIGHT + 1, createdAt: EIGHT }),
    {
      device: DEVICE,
    },
  );

  it("is let go with what its form holds; where there is none the form is forgotten all the same", () => {
    const release = (holdOf: StoredVisit | null) => play(courseOfRelease(DEVICE, EIGHT), { holdOf }, [held]);
    expect(release(held).outcome).toBe(true);
    expect(changesInWords(release(held).changes)).toEqual([
      "forget-draft",
      "set 5 held: expired",
      "free counter-1 09:00-09:15 of 5",
      "free parter 08:50-09:00 of 5",
      "entry resident expired 5",
    ]);
    expect(release(null)).toMatchObject({ outcome: false, changes: [{ kind: "forget-draft", device: DEVICE }] });
  });

  it("lasts anew with what its form holds, ten minutes longer than itself", () => {
    const extend = (holdOf: StoredVisit | null) => play(courseOfExtension(rules, DEVICE, EIGHT), { holdOf }, [held]);
    expect(extend(held)).toMatchObject({
      outcome: { heldUntil: EIGHT + 5 * MINUTE_MS },
      changes: [{ kind: "set-visit" }, { kind: "keep-draft-until", device: DEVICE, until: EIGHT + 15 * MINUTE_MS }],
    });
    expect(extend(null)).toMatchObject({ outcome: null, changes: [] });
  });
});
