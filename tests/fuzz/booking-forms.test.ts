import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { type BookingQuery, bookingPath, readBookingStep } from "@/lib/address/booking-step";
import type { Tick } from "@/lib/domain/time/tick";
import type { WantedStart } from "@/lib/domain/visit/matter";
import { BOOKING_NOTICES, bookingQuery, faultsOfDetails } from "@/lib/forms/booking";
import { NOTICES } from "@/lib/forms/pages";
import { readMoveStep } from "@/lib/pages/booking/move";
import type { Ports } from "@/lib/ports/store";
import { residentForms } from "@/lib/server/forms/resident-forms";
import type { BookingTexts } from "@/lib/text/booking/pl";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import { LANGUAGES } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import { openReader } from "@/lib/use-cases/availability/reader";
import { holdHour } from "@/lib/use-cases/resident/book-visit";
import { type Asker, acceptOffer, type ClaimAnswer, claimByStart } from "@/lib/use-cases/visit/claim-visit";
import { cancelVisit, ownTickets } from "@/lib/use-cases/visit/own-visit";
import { at, MONDAY, TUESDAY, tickAt } from "../support/make";
import { PATIENCE } from "../support/runs";
import { ALA, BARTEK, devices, type Furnishing, formOf, GROUPS, LOCATIONS, onFile, type Stage } from "./form-stage";
import { expectSentence, expectUnpolluted, fuzz, INPUTS } from "./fuzz";
import { almost } from "./malformed";

const CEZARY = "CezaryCezaryCezaryCez0";
const NETWORK = "192.0.2.0/24";
const WEDNESDAY = "2026-11-25";
const THURSDAY = "2026-11-26";

/** Who has as many visits as anybody may have, for one case group and in all. */
const FULL_GROUP = "ala@example.pl";
const FULL = "bartek@example.pl";
const CARS = { locationId: "gronowa", caseGroupId: "rejestracja-pojazdow", cases: 1 };
const RELIEF = { locationId: "slowackiego", caseGroupId: "ulgi", cases: 1 };
const IDS = { locationId: "libelta", caseGroupId: "dowody-wniosek", cases: 1 };
const ADDRESS = { locationId: "libelta", caseGroupId: "meldunki", cases: 1 };

type Matter = Omit<WantedStart, "start">;

/** What the forms meet: hours that are free and one that is sold out, and tickets of every kind. */
interface Furniture {
  readonly free: readonly Tick[];
  readonly taken: Tick;
  readonly ofToday: string;
  readonly cancelled: string;
  readonly passed: string;
  readonly ahead: string;
}
type Furnished = Stage & Furniture;

async function freeOn(deps: Furnishing, { locationId, caseGroupId, cases }: Matter, date: string): Promise<Tick[]> {
  const reader = await openReader(deps);
  const group = reader.caseGroup(caseGroupId);
  if (!group) throw new Error(`There is no ${caseGroupId}.`);
  return (await reader.freeOn(locationId, group, cases, date)).map(({ start }) => start);
}

let keys = 0;

/** Somebody books over the API; null where the hour is sold out. */
async function book(deps: Furnishing, wanted: WantedStart, contact = `${keys}@example.pl`): Promise<string | null> {
  const key = { key: `key ${keys++}`, body: "" };
  const person = { name: "Ala", contact, language: "pl" } as const;
  const answer = await claimByStart(deps)(wanted, person, { device: null, address: NETWORK }, key);
  if (answer.kind === "booked") return answer.token;
  if (answer.kind === "lost") return null;
  throw new Error(`Expected a visit, got ${answer.kind}.`);
}

function tokenOf(answer: ClaimAnswer): string {
  if (answer.kind !== "booked") throw new Error(`Expected a ticket, got ${answer.kind}.`);
  return answer.token;
}

/** A ticket of today, taken without a name. */
const ticket = async (deps: Furnishing, device: string, time: string): Promise<string> =>
  tokenOf(await acceptOffer(deps)({ ...CARS, start: tickAt(time) }, { device, address: NETWORK }, 0));

async function furnish(deps: Furnishing): Promise<Furniture> {
  deps.clock.set(at(MONDAY, "08:00"));
  const passed = await ticket(deps, CEZARY, "08:30");
  deps.clock.set(at(MONDAY, "09:00"));
  const ofToday = await ticket(deps, ALA, "10:00");
  const cancelled = await ticket(deps, ALA, "10:15");
  await cancelVisit(deps)(cancelled, "resident");
  for (const [device, time] of [
    [ALA, "10:30"],
    [BARTEK, "10:45"],
    [BARTEK, "11:00"],
  ] as const)
    await ticket(deps, device, time);
  for (const [matter, contact] of [
    [CARS, FULL_GROUP],
    [ADDRESS, FULL],
    [RELIEF, FULL],
    [IDS, FULL],
  ] as const)
    for (const start of (await freeOn(deps, matter, THURSDAY)).slice(0, 2))
      await book(deps, { ...matter, start }, contact);
  const [early = 0, taken = 0] = await freeOn(deps, RELIEF, WEDNESDAY);
  const ahead = (await book(deps, { ...RELIEF, start: early })) ?? "";
  while (await book(deps, { ...RELIEF, start: taken }));
  const free = await freeOn(deps, CARS, TUESDAY);
  const [held = 0] = await freeOn(deps, IDS, TUESDAY);
  await holdHour(deps)({ ...IDS, start: held }, { device: CEZARY, address: NETWORK }, false);
  return { free, taken, ofToday, cancelled, passed, ahead };
}

/** Hours that all read well, of which none can be had: past, at night, at the weekend, too far away, on a holiday. */
const REFUSED = [
  ...[tickAt("08:30"), tickAt("10:00", "2026-11-20"), tickAt("03:00", TUESDAY), tickAt("23:55", TUESDAY)],
  ...[tickAt("10:00", "2026-11-28"), tickAt("10:00", "2026-11-29"), tickAt("10:00", "2027-01-20")],
  ...[3_155_616, 24_193_727],
].map(String);

const CASES = ["1", "2", "99"];
const fieldsOf = ({ locationId, caseGroupId }: Matter, start: Tick) =>
  fc.constant({ location: locationId, caseGroup: caseGroupId, start: String(start), cases: "1" });

const refusedHour = fc.record({
  location: fc.constantFrom(...LOCATIONS),
  caseGroup: fc.constantFrom(...GROUPS),
  start: fc.constantFrom(...REFUSED),
  cases: fc.constantFrom(...CASES),
});
/** Nobody of whom these tests tell may have one more ticket of today. */
const overLimit = fieldsOf(CARS, tickAt("14:00"));
const soldOut = ({ taken }: Furniture) => fieldsOf(RELIEF, taken);
const freeHour = ({ free }: Furniture) => fc.constantFrom(...free).chain((start) => fieldsOf(CARS, start));

const typedRight = (...contacts: readonly string[]) =>
  fc.record({
    name: fc.constantFrom("Ewa Żółć-Łoś", "  李小龍 "),
    contact: fc.constantFrom(...contacts),
    language: fc.constantFrom("pl", "uk"),
  });
const typedWrong = fc.oneof(
  fc.record({
    name: fc.constantFrom("", " ", "x".repeat(101), "Ewa\u202eFox", "Ewa\nFox"),
    contact: fc.constantFrom("ewa@example.pl", ""),
    language: fc.constantFrom("pl", "xx"),
  }),
  fc.record({
    name: fc.constant("Ewa"),
    contact: fc.constantFrom("600 70", "ewa@", "ewa", "+48 000 000 000", `${"x".repeat(300)}@example.pl`),
    language: fc.constantFrom("en", ""),
  }),
);
type Fields = Readonly<Record<string, string>>;
const both = (hour: fc.Arbitrary<Fields>, typed: fc.Arbitrary<Fields>) =>
  fc.tuple(hour, typed).map(([one, other]): Fields => ({ ...one, ...other }));

/** An hour that cannot be had, for somebody of whom nothing else is wrong. */
const refusedRight = both(fc.oneof(refusedHour, refusedHour, overLimit), typedRight("ewa@example.pl", "600 700 800"));

/** Half as they are, refused for what they say, half of them broken besides. */
const orBroken = (valid: fc.Arbitrary<Fields>) => fc.oneof(valid, almost(valid));

/** Mostly somebody whose cookie is ours. */
const somebody = fc.oneof(
  devices,
  fc.constantFrom(ALA, BARTEK).map((device): Asker => ({ device, address: NETWORK })),
);

const expectProblem = (notice: string): string => {
  assert.notEqual(notice, "not-saved", "something was thrown");
  assert.ok(BOOKING_NOTICES.includes(notice as keyof BookingTexts["problems"]), notice);
  for (const language of LANGUAGES)
    expectSentence(bookingTextsFor(language).problems[notice as keyof BookingTexts["problems"]], language);
  return notice;
};

/** Expects that the faults of a form that was sent back are said in every language. */
function expectFaults(form: unknown): void {
  const {
    name = "",
    contact = "",
    language = "",
  } = Object.fromEntries([...formOf(form)].filter(([, value]) => typeof value === "string")) as Record<string, string>;
  const faults = Object.values(faultsOfDetails({ name: name.slice(0, 300), contact: contact.slice(0, 300), language }));
  assert.ok(faults.length > 0);
  for (const one of LANGUAGES) for (const fault of faults) expectSentence(bookingTextsFor(one).details[fault], one);
}

/** Where a form of the calendar led: to an address that the calendar itself would write. */
function endInCalendar(path: string, form: unknown): string {
  const { pathname, searchParams } = new URL(path, "http://okienko.test");
  const step = readBookingStep(pathname.split("/").slice(2).map(decodeURIComponent));
  if (!step) throw new Error(`${path} is no page of the calendar.`);
  const read = Object.entries(bookingQuery.parse(Object.fromEntries(searchParams))).filter(
    ([, value]) => value !== null,
  );
  const query = Object.fromEntries(read) as BookingQuery;
  assert.equal(bookingPath(step, query), path);
  if (query.notice !== undefined) return expectProblem(query.notice);
  if (query.check) {
    expectFaults(form);
    return "faulty";
  }
  if (step.at === "departments") return "unknown";
  if (step.at === "details" || step.at === "check") return "held";
  return query.lost === undefined ? step.at : "lost";
}

const TICKET = /^\/wizyta\/[\w-]{22}(?:\/termin\/([^?]+))?(?:\?(\w+)=([\w-]+))?$/;

/** Where a form led that is about a ticket. */
function endAtTicket(path: string): string {
  const [matched, step, name, value = ""] = TICKET.exec(path) ?? [];
  if (!matched) throw new Error(`${path} is no page of a ticket.`);
  if (step !== undefined) {
    assert.equal(readMoveStep([step])?.at, "hours");
    return name === "notice" ? expectProblem(value) : (name ?? "");
  }
  if (name !== "notice") return name ?? "unknown";
  assert.notEqual(value, "not-saved", "something was thrown");
  assert.ok(NOTICES.includes(value as (typeof NOTICES)[number]), value);
  for (const language of LANGUAGES)
    expectSentence(textsFor(language).notices[value as (typeof NOTICES)[number]], language);
  return value;
}

function endOfPath(path: string, form: unknown): string {
  if (path === "/?notice=unreadable") return "unreadable";
  return path.startsWith("/wizyta/") ? endAtTicket(path) : endInCalendar(path, form);
}

type Given = readonly [form: unknown, asker: Asker];

/** Does what the form asks for; says where it led. */
const posted = async (action: keyof typeof residentForms, { deps }: Stage, [form, asker]: Given): Promise<string> =>
  endOfPath(await residentForms[action](deps, formOf(form), asker), form);

const CHANGED = new Set(["held", "booked", "moved"]);

/** A form that changes nothing unless it gives somebody an hour. */
const orNothing =
  (action: keyof typeof residentForms, stage: Stage) =>
  async (given: Given): Promise<string> => {
    const end = await posted(action, stage, given);
    if (CHANGED.has(end)) stage.watch.changed();
    else stage.watch.expectUnchanged();
    return end;
  };

const NOT_READ = new Set(["unreadable", "unknown", "cookies"]);

/** The hour that a device holds, and until when. */
async function holdOf({ deps }: Stage, { device }: Asker): Promise<string> {
  const { hold } = await ownTickets(deps)(device);
  return JSON.stringify(hold);
}

/** The same for a form of which what was typed is kept with the hour that is held for it, anew if need be. */
const orTyped =
  (action: keyof typeof residentForms, stage: Stage) =>
  async (given: Given): Promise<string> => {
    const [, asker] = given;
    const before = await holdOf(stage, asker);
    const end = await posted(action, stage, given);
    if (CHANGED.has(end) || (await holdOf(stage, asker)) !== before) stage.watch.changed();
    else if (NOT_READ.has(end)) stage.watch.expectUnchanged();
    else stage.watch.expectNothingElse();
    return end;
  };

/** Nothing in the store disagrees with itself, and what somebody else holds is still held. */
async function expectSound({ deps, faults }: Stage): Promise<void> {
  expect(faults()).toEqual([]);
  expect((await ownTickets(deps)(CEZARY)).hold).not.toBeNull();
  expectUnpolluted();
}

const DRAFTS = ["booking_draft"];
/** Nearly all of these forms are written down, and most are decided on a whole day as well. */
const TWICE_AS_LONG = { timeout: 2 * PATIENCE.timeout };
const opened = (): Promise<Furnished> => onFile(furnish, DRAFTS);

describe(`${INPUTS} malformed forms of the calendar`, () => {
  it("for choosing an hour", PATIENCE, async () => {
    const stage = await opened();
    const hours = fc.oneof(refusedHour, refusedHour, overLimit, soldOut(stage));
    const given = fc.tuple(orBroken(hours), somebody);
    const { share } = await fuzz("choose", given, orNothing("chooseHour", stage), INPUTS);
    expect(share("unreadable")).toBeLessThan(0.5);
    expect(share("past", "closed", "too-far", "no-such-start", "not-served-here", "too-many-cases")).toBeGreaterThan(
      0.1,
    );
    expect(Math.min(share("limit"), share("lost"), share("cookies"))).toBeGreaterThan(0.02);
    await expectSound(stage);
  });

  it("for more time, which renews one's own hold and nothing else", PATIENCE, async () => {
    const stage = await opened();
    const {
      deps,
      watch,
      free: [start = 0],
    } = stage;
    await holdHour(deps)({ ...CARS, start }, { device: ALA, address: NETWORK }, false);
    watch.changed();
    const given = fc.tuple(orBroken(fc.oneof(refusedHour, overLimit)), somebody);
    const { share } = await fuzz(
      "extend",
      given,
      async ([form, asker]) => {
        const end = await posted("extend", stage, [form, asker]);
        // Time stands still: a hold that lasts anew lasts as long as before.
        if (end === "held" && asker.device === ALA) watch.expectNothingElse();
        else watch.expectUnchanged();
        return end;
      },
      INPUTS,
    );
    expect(share("unreadable")).toBeLessThan(0.5);
    expect(share("held", "no-more-time")).toBeGreaterThan(0.2);
    expect(share("held")).toBeGreaterThan(0.02);
    expect((await ownTickets(deps)(ALA)).hold?.start).toBe(start);
    await expectSound(stage);
  });

  it("for letting an hour go that somebody else holds", PATIENCE, async () => {
    const stage = await opened();
    const given = fc.tuple(orBroken(fc.oneof(refusedHour, overLimit)), somebody);
    const { share } = await fuzz("let hour go", given, orNothing("letHourGo", stage), INPUTS);
    expect(share("unreadable")).toBeLessThan(0.5);
    expect(share("hours")).toBeGreaterThan(0.2);
    await expectSound(stage);
  });

  it("for name and contact, of which nothing but what was typed is kept", TWICE_AS_LONG, async () => {
    const stage = await opened();
    const forms = fc.oneof(
      ...Array.from({ length: 3 }, () => refusedRight),
      both(fc.oneof(refusedHour, freeHour(stage)), typedWrong),
      both(soldOut(stage), typedRight("ewa@example.pl")),
    );
    const given = fc.tuple(orBroken(forms), somebody);
    const { share } = await fuzz("details", given, orTyped("giveDetails", stage), INPUTS);
    expect(share("unreadable")).toBeLessThan(0.5);
    expect(share("faulty")).toBeGreaterThan(0.05);
    expect(share("past", "closed", "too-far", "no-such-start", "not-served-here", "limit")).toBeGreaterThan(0.05);
    await expectSound(stage);
  });

  it(
    "for more time in the middle of typing, which keeps what was typed with the held hour and changes nothing else",
    PATIENCE,
    async () => {
      const stage = await opened();
      const {
        deps,
        watch,
        free: [start = 0],
      } = stage;
      await holdHour(deps)({ ...CARS, start }, { device: ALA, address: NETWORK }, false);
      watch.changed();
      const forms = fc
        .oneof(refusedRight, both(refusedHour, typedWrong))
        .map((form): Fields => ({ ...form, more: "1" }));
      const { share } = await fuzz(
        "more time",
        fc.tuple(orBroken(forms), somebody),
        // Time stands still: a hold that lasts anew lasts as long as before.
        orTyped("giveDetails", stage),
        INPUTS,
      );
      expect(share("unreadable")).toBeLessThan(0.5);
      expect(share("held", "no-more-time")).toBeGreaterThan(0.2);
      expect(share("held")).toBeGreaterThan(0.02);
      expect((await ownTickets(deps)(ALA)).hold).not.toBeNull();
      await expectSound(stage);
    },
  );

  it("for booking: no contact has more visits than it may have", TWICE_AS_LONG, async () => {
    const stage = await opened();
    const forms = fc.oneof(
      ...Array.from({ length: 3 }, () => refusedRight),
      both(fc.oneof(refusedHour, freeHour(stage)), typedWrong),
      both(freeHour(stage), typedRight(FULL_GROUP, ` ${FULL_GROUP.toUpperCase()} `, FULL)),
      both(soldOut(stage), typedRight("ewa@example.pl")),
    );
    const given = fc.tuple(orBroken(forms), somebody);
    const { share } = await fuzz("book", given, orTyped("book", stage), INPUTS);
    expect(share("unreadable")).toBeLessThan(0.5);
    expect(share("faulty")).toBeGreaterThan(0.05);
    expect(Math.min(share("contact-group"), share("contact-all"))).toBeGreaterThan(0.005);
    expect(share("past", "closed", "too-far", "no-such-start", "not-served-here", "limit")).toBeGreaterThan(0.05);
    await expectSound(stage);
  });

  it("for moving a visit, its own or one that can no longer be moved", PATIENCE, async () => {
    const stage = await opened();
    const { ofToday, cancelled, passed, ahead, taken } = stage;
    const forms = fc.record({
      token: fc.constantFrom(ofToday, cancelled, passed, ahead, ahead, "AAAAAAAAAAAAAAAAAAAAAA"),
      start: fc.constantFrom(...REFUSED, String(taken), String(taken), String(taken)),
    });
    const given = fc.tuple(orBroken(forms), somebody);
    const { share } = await fuzz("move", given, orNothing("move", stage), INPUTS);
    expect(share("unreadable")).toBeLessThan(0.5);
    expect(share("past", "closed", "too-far", "no-such-start", "not-today")).toBeGreaterThan(0.1);
    expect(Math.min(share("too-late"), share("lost"), share("unknown"))).toBeGreaterThan(0.01);
    await expectSound(stage);
  });
});

/** Why two hundred inputs failed. */
const whyFailed = (given: fc.Arbitrary<Given>, endOf: (input: Given) => Promise<string>): Promise<string> =>
  fuzz("careless", given, endOf, 200).then(
    () => "they did not",
    (failure: Error) => String(failure.cause),
  );

describe("controls", () => {
  /** The stage with a store that writes where it should not, or fails. */
  async function careless(change: (ports: Ports) => Partial<Ports>): Promise<Furnished> {
    const stage = await opened();
    return { ...stage, deps: { ...stage.deps, ...change(stage.deps) } };
  }
  const refused = both(refusedHour, typedWrong);
  const given = fc.tuple(refused, fc.constant<Asker>({ device: ALA, address: NETWORK }));

  it("a refused hour that writes is caught", async () => {
    const stage = await careless(({ plan, visits }) => ({
      visits: {
        ...visits,
        async claim(request) {
          await plan.changeSetting("leadMinutes", 2, "command", request.now);
          return visits.claim(request);
        },
      },
    }));
    expect(await whyFailed(given, orNothing("chooseHour", stage))).toContain("something was written");
    stage.watch.changed();
  });

  it("a form with faults that writes more than what was typed is caught", async () => {
    let changes = 0;
    const stage = await careless(({ plan, drafts }) => ({
      drafts: {
        ...drafts,
        async keep(device, draft, now) {
          await plan.changeSetting("leadMinutes", ++changes % 60, "command", stage.deps.clock.now());
          return drafts.keep(device, draft, now);
        },
      },
    }));
    expect(await whyFailed(given, orTyped("giveDetails", stage))).toContain("another table was written");
    stage.watch.changed();
  });

  it("a store that fails is caught", async () => {
    const said = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    const stage = await careless(({ visits }) => ({
      visits: { ...visits, claim: () => Promise.reject(new TypeError("no such column")) },
    }));
    expect(await whyFailed(given, orNothing("chooseHour", stage))).toContain("something was thrown");
    said.mockRestore();
  });

  it("an address that is none of ours is caught", () => {
    for (const path of [
      "//evil.example",
      "https://evil.example/",
      "/rezerwacja/USC/zgony/libelta/dane/x",
      "/rezerwacja/USC/zgony/libelta/dane?start=5968320&name=Ala",
      "/rezerwacja?notice=SqliteError",
      "/wizyta/short",
      "/wizyta/AAAAAAAAAAAAAAAAAAAAAA/termin/nigdy?lost=1",
    ])
      expect(() => endOfPath(path, {})).toThrow();
  });
});
