import type { OfferPathQuery } from "@/lib/address/paths";
import type { CaseGroup, LocalText, Location, LocationId } from "@/lib/domain/city/city";
import type { DayClosed } from "@/lib/domain/city/day-plan";
import { hallName, placeConfidence, preferCertain } from "@/lib/domain/city/place";
import type { Guides } from "@/lib/domain/reading/guide";
import { type CivilDate, civilDateAt } from "@/lib/domain/time/civil-time";
import { ceilTick, type Instant, type Tick, tickStart } from "@/lib/domain/time/tick";
import type { FreeStart } from "@/lib/domain/visit/free-starts";
import { isHeld, type Visit } from "@/lib/domain/visit/visit";
import { elsewhereToday } from "@/lib/use-cases/availability/availability";
import { type OnTheDay, onTheDay } from "@/lib/use-cases/availability/on-the-day";
import type { ReadDeps } from "@/lib/use-cases/availability/reader";
import { type NoStart, openReader, type Reader } from "@/lib/use-cases/availability/reader";
import { type ProcedurePapers, papersOf, type RemoteView, remoteOf } from "../reading/papers-view";
import type { FactView } from "../reading/procedure-view";
import { type CertainPlace, certainBeside } from "./certain-places";
import { type Doors, doorsOf, noticesToday, type PlaceView, placeOf } from "./place-view";

/** A start put before somebody. */
export interface OfferedStart {
  readonly start: Tick;
  readonly at: Instant;
  readonly hall: LocalText;
  /** From when one may come in; null = at once. */
  readonly comeInAt: Instant | null;
  readonly roomFull: boolean;
  /** How long the start is held for this device; null = it is only offered. */
  readonly held: { readonly until: Instant; readonly seconds: number } | null;
}

export interface Elsewhere {
  readonly place: PlaceView;
  /** Whether the sources leave it uncertain that the matter is dealt with there. */
  readonly uncertain: boolean;
  readonly at: Instant;
}

export interface LaterDay {
  readonly date: CivilDate;
  readonly at: Instant;
}

/** The ways on when there is no start today. */
export interface NothingView {
  readonly why: NoStart;
  readonly closed: DayClosed | null;
  readonly elsewhere: readonly Elsewhere[];
  readonly laterDays: readonly LaterDay[];
  readonly servedAt: readonly PlaceView[];
  /** When a matter that is given on the day only has times again. */
  readonly onTheDay: OnTheDay | null;
}

export interface OfferView {
  /** The first tick that has not begun: what starts before it has passed. */
  readonly firstTick: Tick;
  readonly today: CivilDate;
  readonly place: PlaceView;
  readonly notices: readonly LocalText[];
  readonly doors: Doors;
  readonly dropBox: boolean | null;
  readonly group: CaseGroup;
  readonly department: { readonly name: LocalText };
  readonly cases: number;
  /** The description that led here; null where there was none, or one of another matter. */
  readonly procedure: string | null;
  readonly minutes: number;
  readonly placeUncertain: boolean;
  /** Where it is certain, beside a building where it is not. */
  readonly certain: readonly CertainPlace[];
  readonly offered: OfferedStart | null;
  /** Today's hours; only loaded for the list of hours. */
  readonly hours: readonly Instant[];
  readonly laterDays: readonly LaterDay[];
  readonly nothing: NothingView | null;
  readonly papers: readonly ProcedurePapers[];
  readonly remote: readonly RemoteView[];
  /** What the department's page says of this very matter. */
  readonly facts: readonly FactView[];
  /** Whether a chosen hour is no longer free, so that another one is shown. */
  readonly chosenGone: boolean;
  readonly exampleData: boolean;
}

export interface OfferQuery {
  readonly locationId: LocationId;
  readonly caseGroupId: string;
  readonly cases: number;
  /** An hour chosen from the list; null = the next free one. */
  readonly chosen: Tick | null;
  readonly withHours: boolean;
  /** Slug of the description that somebody comes from. */
  readonly procedure: string | null;
  /** The device's live hold, if it has one. */
  readonly hold: Visit | null;
}

/** What the page's own links keep of what was asked. */
export const keptOf = ({ cases, procedure }: OfferView): Pick<OfferPathQuery, "cases" | "procedure"> => ({
  cases,
  ...(procedure !== null && { procedure }),
});

/** Whether a visit is for the very matter, building and day of the page. */
export const isHere = (visit: Visit, { group, place, today }: Pick<OfferView, "group" | "place" | "today">): boolean =>
  visit.caseGroupId === group.id && visit.locationId === place.id && civilDateAt(tickStart(visit.start)) === today;

const LATER_DAYS_SHOWN = 3;

const comeInOf = (reader: Reader, waitFrom: Tick): Instant | null =>
  tickStart(waitFrom) > reader.now ? tickStart(waitFrom) : null;

async function offerOf(
  reader: Reader,
  location: Location,
  group: CaseGroup,
  cases: number,
  free: FreeStart,
  isFirst: boolean,
): Promise<OfferedStart> {
  return {
    start: free.start,
    at: tickStart(free.start),
    hall: hallName(reader.book.city, free.hallId),
    comeInAt: comeInOf(reader, free.waitFrom),
    roomFull: isFirst && (await reader.roomHoldsBack(location.id, group, cases, free)),
    held: null,
  };
}

function heldOffer(reader: Reader, hold: Visit): OfferedStart {
  const until = hold.heldUntil ?? reader.now;
  return {
    start: hold.start,
    at: tickStart(hold.start),
    hall: hallName(reader.book.city, hold.hallId),
    comeInAt: comeInOf(reader, hold.waitFrom),
    roomFull: false,
    held: { until, seconds: Math.max(0, Math.floor((until - reader.now) / 1_000)) },
  };
}

async function elsewhereOf(
  reader: Reader,
  here: Location,
  group: CaseGroup,
  cases: number,
): Promise<readonly Elsewhere[]> {
  const found = await elsewhereToday(reader, here.id, group, cases);
  const all = found.flatMap(({ locationId, start }) => {
    const location = reader.location(locationId);
    const uncertain = placeConfidence(group, locationId) === "low";
    return location ? [{ place: placeOf(location), uncertain, at: tickStart(start) }] : [];
  });
  return preferCertain(all);
}

async function laterDaysOf(reader: Reader, location: Location, group: CaseGroup, cases: number): Promise<LaterDay[]> {
  const days = await reader.laterDays(location.id, group, cases, LATER_DAYS_SHOWN);
  return days.map(({ date, free }) => ({ date, at: tickStart(free.start) }));
}

async function nothingOf(reader: Reader, location: Location, group: CaseGroup, cases: number): Promise<NothingView> {
  return {
    why: reader.whyNoneToday(location.id, group, cases),
    closed: reader.plan(location.id, reader.today).closed,
    elsewhere: await elsewhereOf(reader, location, group, cases),
    laterDays: await laterDaysOf(reader, location, group, cases),
    onTheDay: await onTheDay(reader, location, group),
    servedAt: reader.book.city.locations.filter((one) => placeConfidence(group, one.id) !== null).map(placeOf),
  };
}

const isFor = (hold: Visit, { locationId, caseGroupId, cases }: OfferQuery, now: Instant): boolean =>
  hold.locationId === locationId && hold.caseGroupId === caseGroupId && hold.cases === cases && isHeld(hold, now);

type OfferDeps = ReadDeps & { readonly guides: Guides };

function factsOf({ guides }: OfferDeps, group: CaseGroup): FactView[] {
  const facts = guides.departments.find((one) => one.departmentId === group.departmentId)?.facts ?? [];
  return facts
    .filter(({ caseGroupId }) => caseGroupId === group.id)
    .map(({ text, confidence, asOf }) => ({ text, asOf, uncertain: confidence === "low" }));
}

/** Everything that the page of one matter shows, or null for an unknown building or group. */
export async function loadOffer(deps: OfferDeps, query: OfferQuery): Promise<OfferView | null> {
  const reader = await openReader(deps);
  const location = reader.location(query.locationId);
  const group = reader.caseGroup(query.caseGroupId);
  if (!location || !group) return null;
  const { cases, hold } = query;
  const starts = await reader.freeOn(location.id, group, cases, reader.today);
  const chosen = starts.find((one) => one.start === query.chosen);
  const free = chosen ?? starts[0];
  // Whoever chooses another free hour is shown that one; what is held stands above it.
  const held = hold && !chosen && isFor(hold, query, reader.now) ? heldOffer(reader, hold) : null;
  const offered = held ?? (free ? await offerOf(reader, location, group, cases, free, free === starts[0]) : null);
  const procedures = await deps.plan.procedures();
  const papers = papersOf(procedures, group.id, query.procedure);
  return {
    firstTick: ceilTick(reader.now),
    today: reader.today,
    place: placeOf(location),
    notices: noticesToday(reader, location.id),
    doors: doorsOf(reader, location.id),
    dropBox: location.dropBox,
    group,
    department: { name: reader.department(group).name },
    cases,
    minutes: group.minutes * cases,
    placeUncertain: placeConfidence(group, location.id) === "low",
    certain: await certainBeside(reader, group, location.id),
    offered,
    hours: query.withHours ? starts.map((one) => tickStart(one.start)) : [],
    laterDays: query.withHours ? await laterDaysOf(reader, location, group, cases) : [],
    nothing: offered ? null : await nothingOf(reader, location, group, cases),
    procedure: papers.find(({ slug }) => slug === query.procedure)?.slug ?? null,
    papers,
    remote: remoteOf(procedures, group.id),
    facts: factsOf(deps, group),
    chosenGone: query.chosen !== null && offered?.start !== query.chosen,
    exampleData: !reader.settings.exampleDataConfirmed,
  };
}
