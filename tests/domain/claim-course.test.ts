import { describe, expect, it } from "vitest";
import type { StoredVisit } from "@/lib/domain/course/stored-visit";
import { type ClaimOutcome, courseOfClaim, courseOfKey } from "@/lib/domain/visit/claim-course";
import type { ClaimRequest } from "@/lib/domain/visit/claim-request";
import { type BodyHash, type DeviceHash, idOf, type KeyHash, type NetworkHash, type Nonce } from "@/lib/domain/who/ids";
import { changesInWords } from "../support/changes";
import {
  ALA,
  aCity,
  aCounter,
  aGroup,
  aStored,
  at,
  aVisit,
  aWholeVisit,
  bookOf,
  MONDAY,
  TUESDAY,
  tickAt,
  timeOf,
} from "../support/make";
import { type Answers, NEW_ID, play } from "../support/play";

const city = aCity({
  groups: [aGroup("dowody")],
  counters: [aCounter(1, { groups: ["dowody"], windows: ["08:00-10:00"] })],
});
const EIGHT = at(MONDAY, "08:00");
const DEVICE = idOf<DeviceHash>(Buffer.from(ALA));
const NETWORK = idOf<NetworkHash>(Buffer.from("a network"));
const NOBODY_OVER = { holds: [], rests: [] };
const nonceOf = (start: number, ordinal: number) => idOf<Nonce>(Buffer.from(`${timeOf(start)} ${ordinal}`));

/** What a page posts for nine o'clock, with changes. */
const request = (over: Partial<ClaimRequest> = {}): ClaimRequest => ({
  ...{ locationId: "ratusz", caseGroupId: "dowody", cases: 1, start: tickAt("09:00"), now: EIGHT, channel: "qr" },
  nonce: { kind: "ordinals", base: 0, nonceOf },
  tokenHashOf: (nonce) => idOf(Buffer.from(`token of ${Buffer.from(nonce)}`)),
  newCode: () => "ABC123",
  claimant: { hash: DEVICE, limit: 2 },
  ...{ network: null, sameDayOnly: true, intent: "book", holdFor: "page", holdIfLost: true, person: null },
  ...{ limitContact: true, key: null },
  ...over,
});

/** What is known where nobody has claimed anything yet. */
const EMPTY: Answers = {
  over: NOBODY_OVER,
  visitByNonce: null,
  holdOf: null,
  visitsOf: [],
  day: { visits: [], ofNetwork: [] },
  freeCode: ({ draw }) => draw(),
};

function claim(over: Partial<ClaimRequest> = {}, answers: Answers = {}, visits: readonly StoredVisit[] = []) {
  const { outcome, changes, asked } = play(
    courseOfClaim(bookOf(city, { releaseAheadMinutes: 60 * 24 * 30 }), request(over)),
    { ...EMPTY, ...answers },
    visits,
  );
  return { outcome, words: changesInWords(changes), asked, changes };
}

const PERSON = { name: "Ala", contact: "Ala+okienko@example.pl", language: "pl" };
const ofCalendar = {
  channel: "online" as const,
  start: tickAt("09:00", TUESDAY),
  sameDayOnly: false,
  person: PERSON,
};

describe("a claim of a free start", () => {
  it("is a visit with number, code, cells and entry, and asks for nothing that does not matter", () => {
    const { outcome, words, asked, changes } = claim();
    expect(words).toEqual([
      `room of ${MONDAY}`,
      "insert booked 09:00 at counter-1, number D in parter",
      `take 09:00-09:15 for ${NEW_ID}, wait 08:50`,
      `entry qr booked ${NEW_ID}`,
    ]);
    expect(outcome).toMatchObject({
      kind: "booked",
      again: false,
      visit: { id: NEW_ID, number: "D07", code: "ABC123" },
    });
    expect(asked).toEqual(["over", "visitByNonce", "holdOf", "visitsOf", "day", "freeCode"]);
    expect(changes[1]).toMatchObject({
      visit: {
        nonce: nonceOf(tickAt("09:00"), 0),
        tokenHash: Buffer.from("token of 09:00 0"),
        device: DEVICE,
        ...{ person: null, from: null, key: null, heldUntil: null },
      },
    });
  });

  it("reads no visits of a claimant whom no limit counts, and none where there is no claimant", () => {
    expect(claim({ claimant: { hash: DEVICE, limit: null } }).asked).not.toContain("visitsOf");
    expect(claim({ claimant: null }).asked).toEqual(["over", "visitByNonce", "day", "freeCode"]);
  });

  it("has no number on a later day; its person is told, and reminded", () => {
    const { words, asked } = claim(ofCalendar, { visitsTo: [] });
    const due = (date: string, time: string) => at(date, time);
    expect(words).toEqual([
      `room of ${TUESDAY}`,
      "insert booked 09:00 at counter-1, no number, for Ala by ala@example.pl",
      `take 09:00-09:15 for ${NEW_ID}, wait 08:50`,
      `entry online booked ${NEW_ID}`,
      `write confirmed due ${EIGHT} by email as news`,
      `write day-before due ${due(MONDAY, "18:00")} by email as reminder`,
      `write two-hours due ${due(TUESDAY, "07:00")} by email as reminder`,
    ]);
    expect(asked.slice(0, 3)).toEqual(["over", "visitByNonce", "visitsTo"]);
  });

  it("counts its text messages against a plain network alone", () => {
    const counts = { visitsTo: [], bookingsFrom: 0, holdsFrom: [], bookedFor: 0, smsFrom: 0 };
    const written = (share: "plain" | "shared" | null) => {
      const network = { hash: NETWORK, share };
      const { words } = claim({ ...ofCalendar, person: { ...PERSON, contact: "+48600700800" }, network }, counts);
      return words.find((line) => line.startsWith("write confirmed"));
    };
    expect(written("plain")).toBe(`write confirmed due ${EIGHT} by sms as news, counted`);
    expect(written("shared")).toBe(`write confirmed due ${EIGHT} by sms as news`);
    expect(written(null)).toBe(`write confirmed due ${EIGHT} by sms as news`);
  });

  it("lets the device's hold elsewhere go", () => {
    const own = aStored(aWholeVisit(1, "09:30-09:45", { id: 5, state: "held", heldUntil: EIGHT + 1 }));
    const { words } = claim({}, { holdOf: own, day: { visits: [own.visit], ofNetwork: [] } }, [own]);
    expect(words.slice(0, 5)).toEqual([
      "set 5 held: expired",
      "free counter-1 09:30-09:45 of 5",
      "free parter 09:20-09:30 of 5",
      "entry qr expired 5",
      `room of ${MONDAY}`,
    ]);
  });

  it("ends first what is over", () => {
    const dead = aStored(aWholeVisit(1, "09:00-09:15", { id: 6, state: "held", heldUntil: EIGHT }));
    const rest = { ...dead.visit, visitId: 7, start: tickAt("09:30"), waitFrom: tickAt("09:30"), until: EIGHT };
    const { words, outcome } = claim({}, { over: { holds: [dead], rests: [rest] } }, [dead]);
    expect(words.slice(0, 7)).toEqual([
      "free counter-1 09:30-09:45 of 7",
      "free parter 09:30-09:30 of 7",
      "end rest 09:30 of 7",
      "set 6 held: expired",
      "free counter-1 09:00-09:15 of 6",
      "free parter 08:50-09:00 of 6",
      "entry system expired 6",
    ]);
    expect(outcome.kind).toBe("booked");
  });
});

describe("a lost race", () => {
  const nine = aVisit(1, "09:00-09:15");
  const lostDay = { day: { visits: [nine], ofNetwork: [] } };
  /** Answers of a device that has visits of its own at some starts. */
  const standing = (...times: readonly string[]): Answers => ({
    ...lostDay,
    visitByNonce: ({ nonce }) => {
      const [time = ""] = Buffer.from(nonce).toString().split(" ");
      return times.includes(time) ? aStored(aWholeVisit(1, "09:00-09:15", { id: 8, start: tickAt(time) })) : null;
    },
  });
  const told = (outcome: ClaimOutcome) => {
    if (outcome.kind === "held") return `held ${timeOf(outcome.visit.start)}`;
    return outcome.kind === "lost" ? `lost, next ${outcome.next && timeOf(outcome.next.start)}` : outcome.kind;
  };

  it("holds the next start for two minutes, for nobody yet, and keeps with it what the form holds", () => {
    const { outcome, words, changes } = claim({}, lostDay);
    expect(outcome).toMatchObject({ kind: "held", lost: tickAt("09:00") });
    expect(words).toEqual([
      "keep-draft-until",
      `room of ${MONDAY}`,
      "insert held 09:15 at counter-1, no number",
      `take 09:15-09:30 for ${NEW_ID}, wait 09:05`,
      `entry qr held ${NEW_ID}`,
    ]);
    expect(changes[0]).toMatchObject({ device: DEVICE, until: EIGHT + 12 * 60_000 });
    expect(changes[2]).toMatchObject({ visit: { heldUntil: EIGHT + 2 * 60_000, nonce: nonceOf(tickAt("09:15"), 0) } });
  });

  it("is none where the very start is to be held, and nobody's yet though the form names somebody", () => {
    const { outcome, changes } = claim({ intent: "hold", holdFor: "form", person: PERSON }, { visitsTo: [] });
    expect(outcome).toMatchObject({ kind: "held", lost: null, visit: { start: tickAt("09:00") } });
    expect(changes[2]).toMatchObject({ visit: { state: "held", person: null, heldUntil: EIGHT + 5 * 60_000 } });
  });

  it("asks for a network's later holds only where a later start may be held", () => {
    const network = { hash: NETWORK, share: "plain" as const };
    expect(claim({ network }, lostDay).asked).not.toContain("holdsFrom");
    const later = { ...ofCalendar, person: null, network };
    const booking = { bookingsFrom: 0, holdsFrom: [] };
    expect(claim({ ...later, holdIfLost: false }, booking).asked).not.toContain("holdsFrom");
    expect(claim(later, booking).asked).toContain("holdsFrom");
  });

  it("holds nothing where the device stands already: there it could not be confirmed", () => {
    expect(told(claim({}, standing("09:15", "09:30")).outcome)).toBe("held 09:45");
    const everywhere = claim({}, { ...lostDay, visitByNonce: standsEverywhere });
    expect(told(everywhere.outcome)).toBe("lost, next 09:15");
    expect(everywhere.words).toEqual([]);
    expect(told(claim({ holdIfLost: false }, standing("09:15", "09:30")).outcome)).toBe("lost, next 09:15");
  });

  /** A device with a visit at every start but the one that it asks for. */
  const standsEverywhere: Extract<Answers["visitByNonce"], (...asked: never) => unknown> = ({ nonce }) => {
    const [time = ""] = Buffer.from(nonce).toString().split(" ");
    return time === "09:00" ? null : aStored(aWholeVisit(1, "09:00-09:15", { id: 8, start: tickAt(time) }));
  };

  it("keeps the hold that the device has for the same wish", () => {
    const own = aStored(aWholeVisit(1, "09:15-09:30", { id: 5, state: "held", heldUntil: EIGHT + 1 }));
    const { outcome, words } = claim({}, { holdOf: own, day: { visits: [nine, own.visit], ofNetwork: [] } }, [own]);
    expect(outcome).toEqual({ kind: "held", visit: own.visit, lost: tickAt("09:00") });
    expect(words).toEqual([]);
  });

  it("is read from the cells after a conflict, without those of the own hold", () => {
    const own = aStored(aWholeVisit(1, "09:30-09:45", { id: 5, state: "held", heldUntil: EIGHT + 1 }));
    const asked: unknown[] = [];
    const day: Answers["day"] = ({ fromCells, except, network }) => {
      asked.push({ fromCells, except, network });
      return { visits: [nine], ofNetwork: [] };
    };
    const course = courseOfClaim(bookOf(city), request({ network: { hash: NETWORK, share: null } }), true);
    play(course, { ...EMPTY, holdOf: own, day }, [own]);
    expect(asked).toEqual([{ fromCells: true, except: 5, network: NETWORK }]);
  });
});

describe("a repeated claim", () => {
  const met = (over: Parameters<typeof aWholeVisit>[2], stored: Partial<StoredVisit> = {}) =>
    aStored(aWholeVisit(1, "09:00-09:15", { id: 5, ...over }), { device: DEVICE, ...stored });
  const booked = met({ state: "booked" });
  const held = met({ state: "held", heldUntil: EIGHT + 60_000, createdAt: EIGHT });

  it("gets its own visit again, whatever became of its hour, and writes nothing", () => {
    for (const state of ["booked", "arrived", "served"] as const) {
      const one = met({ state });
      const { outcome, words, asked } = claim({}, { visitByNonce: one });
      expect(outcome).toEqual({ kind: "booked", visit: one.visit, nonce: nonceOf(tickAt("09:00"), 0), again: true });
      expect(words).toEqual([]);
      expect(asked).toEqual(["over", "visitByNonce"]);
    }
  });

  it("confirms its hold: the same visit, with its number, its person and its network", () => {
    const over = { person: PERSON, network: { hash: NETWORK, share: null } };
    const { outcome, words } = claim(over, { visitByNonce: held, visitsTo: [], bookedFor: 0 }, [held]);
    expect(outcome).toMatchObject({ kind: "booked", again: false, visit: { id: 5, state: "booked", number: "D07" } });
    expect(words).toEqual([
      "set 5 held: booked, number D in parter, for Ala by ala@example.pl, from a network",
      "entry qr booked 5",
      `write confirmed due ${EIGHT} by email as news`,
    ]);
  });

  it("makes its hold last anew where it only holds", () => {
    const { outcome, words } = claim({ intent: "hold", holdFor: "form" }, { visitByNonce: held }, [held]);
    expect(outcome).toMatchObject({ kind: "held", lost: null, visit: { heldUntil: EIGHT + 300_000 } });
    expect(words).toEqual([`set 5 held: held until ${EIGHT + 300_000}`, "keep-draft-until"]);
  });

  it("lets its hold go that is no longer in the plan, and is decided anew", () => {
    const gone = met({ state: "held", heldUntil: EIGHT + 60_000, counterId: "counter-9" });
    let expired = false;
    const visitByNonce: Answers["visitByNonce"] = ({ nonce }) => {
      if (Buffer.from(nonce).toString() !== "09:00 0") return null;
      if (!expired) {
        expired = true;
        return gone;
      }
      return { ...gone, visit: { ...gone.visit, state: "expired", heldUntil: null } };
    };
    const { outcome, words, changes } = claim({}, { visitByNonce }, [gone]);
    expect(words.slice(0, 4)).toEqual([
      "set 5 held: expired",
      "free counter-9 09:00-09:15 of 5",
      "free parter 08:50-09:00 of 5",
      "entry system expired 5",
    ]);
    expect(outcome).toMatchObject({ kind: "booked", visit: { id: NEW_ID }, again: false });
    expect(changes[5]).toMatchObject({ visit: { nonce: nonceOf(tickAt("09:00"), 1) } });
  });

  it("wins nothing anew by a single nonce that has won: it is told what is next", () => {
    const nonce = { kind: "single" as const, nonce: idOf<Nonce>(Buffer.of(1)) };
    const { outcome, words } = claim({ nonce, claimant: null }, { visitByNonce: booked });
    expect(outcome).toMatchObject({ kind: "lost", next: { start: tickAt("09:00") } });
    expect(words).toEqual([]);
  });

  it("is known by its key and the hash of its body, before anything else is asked", () => {
    const key = { hash: idOf<KeyHash>(Buffer.of(1)), bodyHash: idOf<BodyHash>(Buffer.of(2)) };
    const won = met({ state: "cancelled" }, { nonce: idOf(Buffer.of(3)), bodyHash: idOf(Buffer.of(2)) });
    const again = claim({ key }, { visitByKey: won });
    expect(again.outcome).toEqual({ kind: "booked", visit: won.visit, nonce: Buffer.of(3), again: true });
    expect(again.asked).toEqual(["visitByKey"]);
    const other = play(courseOfKey(key.hash, idOf(Buffer.of(9))), { visitByKey: won });
    expect(other.outcome).toEqual({ kind: "key-reused" });
    expect(play(courseOfKey(key.hash, key.bodyHash), { visitByKey: null }).outcome).toBeNull();
  });
});

describe("the limits of a claim", () => {
  const visitsTo = (count: number, over: Partial<ReturnType<typeof aWholeVisit>> = {}) =>
    Array.from({ length: count }, () => aWholeVisit(1, "09:00-09:15", over));

  it("count a contact's live visits that are not over, and nothing else", () => {
    const kind = (answers: Answers) => claim(ofCalendar, answers).outcome.kind;
    expect(kind({ visitsTo: visitsTo(1) })).toBe("booked");
    expect(kind({ visitsTo: visitsTo(2) })).toBe("contact-limit");
    expect(kind({ visitsTo: visitsTo(2, { caseGroupId: "akta" }) })).toBe("booked");
    expect(kind({ visitsTo: visitsTo(6, { caseGroupId: "akta" }) })).toBe("contact-limit");
    expect(kind({ visitsTo: visitsTo(2, { state: "cancelled" }) })).toBe("booked");
    const over = (start: string) => visitsTo(2, { start: tickAt(start), ticks: 3 });
    expect([kind({ visitsTo: over("07:50") }), kind({ visitsTo: over("07:45") })]).toEqual(["contact-limit", "booked"]);
    expect(claim({ ...ofCalendar, limitContact: false }).outcome.kind).toBe("booked");
  });

  it("count a network's bookings of the calendar, online alone, and before its holds", () => {
    const network = { hash: NETWORK, share: "plain" as const };
    const by = (channel: ClaimRequest["channel"], bookingsFrom: number) =>
      claim({ ...ofCalendar, channel, network }, { visitsTo: [], bookingsFrom, bookedFor: 0, holdsFrom: [] }).outcome;
    expect(by("online", 39).kind).toBe("booked");
    expect(by("online", 40)).toEqual({ kind: "share", of: "bookings" });
    expect(by("phone", 40).kind).toBe("booked");
  });

  it("count a network's later holds without the claimant's own", () => {
    const network = { hash: NETWORK, share: "plain" as const };
    const own = aStored(aWholeVisit(1, "09:30-09:45", { id: 5, state: "held", heldUntil: EIGHT + 1 }, TUESDAY));
    const hold = { ...ofCalendar, person: null, intent: "hold" as const, holdFor: "form" as const, network };
    const holding = (others: number) => {
      const holdsFrom = [5, ...Array.from({ length: others }, (_, index) => 100 + index)];
      return claim(hold, { holdOf: own, bookingsFrom: 0, holdsFrom }, [own]).outcome;
    };
    expect(holding(9).kind).toBe("held");
    expect(holding(10)).toEqual({ kind: "share", of: "holds" });
  });
});
