import type {
  CapacityRule,
  CaseGroup,
  CaseGroupId,
  City,
  Department,
  Hall,
  HallId,
  Location,
  LocationId,
} from "@/lib/domain/city/city";
import { ruleOn } from "@/lib/domain/city/waiting-room";
import { addDays, type CivilDate } from "@/lib/domain/time/civil-time";
import { type Instant, MINUTE_MS, type Tick, tickStart } from "@/lib/domain/time/tick";
import type { FreeStart } from "@/lib/domain/visit/free-starts";
import type { Matter } from "@/lib/domain/visit/matter";
import type { Deps } from "@/lib/ports/deps";
import type { ReadDeps } from "./reader";
import { type NoStart, openReader, type Reader } from "./reader";

/** Another way to the same matter: another building today, or a later day here. */
export interface Alternative {
  readonly locationId: LocationId;
  readonly caseGroupId: CaseGroupId;
  readonly date: CivilDate;
  readonly start: Tick;
}

export type NextFree =
  | { readonly kind: "free"; readonly free: FreeStart }
  | { readonly kind: "none"; readonly why: NoStart; readonly alternatives: readonly Alternative[] }
  | { readonly kind: "too-many-cases"; readonly max: number }
  | { readonly kind: "unknown-place" };

export type DayStarts =
  | { readonly kind: "starts"; readonly starts: readonly FreeStart[] }
  | { readonly kind: "too-many-cases"; readonly max: number }
  | { readonly kind: "unknown-place" };

const MOST_ALTERNATIVES = 5;
const SECOND_MS = 1_000;

/** The same matter in the other buildings today, earliest first. */
export async function elsewhereToday(
  reader: Reader,
  here: LocationId,
  caseGroup: CaseGroup,
  cases: number,
): Promise<Alternative[]> {
  const found: Alternative[] = [];
  for (const { locationId } of caseGroup.served) {
    if (locationId === here) continue;
    const [free] = await reader.freeOn(locationId, caseGroup, cases, reader.today);
    if (free) found.push({ locationId, caseGroupId: caseGroup.id, date: reader.today, start: free.start });
  }
  return found.toSorted((a, b) => a.start - b.start);
}

/**
 * The same matter elsewhere: the other buildings today, earliest first, then the first later days here; at most five.
 */
export async function alternatives(
  reader: Reader,
  here: LocationId,
  caseGroup: CaseGroup,
  cases: number,
): Promise<readonly Alternative[]> {
  const today = (await elsewhereToday(reader, here, caseGroup, cases)).slice(0, MOST_ALTERNATIVES);
  const days = await reader.laterDays(here, caseGroup, cases, MOST_ALTERNATIVES - today.length);
  const later = days.map(({ date, free }) => ({
    locationId: here,
    caseGroupId: caseGroup.id,
    date,
    start: free.start,
  }));
  return [...today, ...later];
}

/** Building and case group by their ids, or null where the city has no such. */
function groupServed(reader: Reader, { locationId, caseGroupId }: Matter): CaseGroup | null {
  return reader.location(locationId) && reader.caseGroup(caseGroupId);
}

/** The first free start of today, or why there is none and what there is instead. */
export const nextFreeToday =
  (deps: ReadDeps) =>
  async (matter: Matter): Promise<NextFree> => {
    const reader = await openReader(deps);
    const caseGroup = groupServed(reader, matter);
    if (!caseGroup) return { kind: "unknown-place" };
    const { locationId, cases } = matter;
    if (cases > caseGroup.maxCases) return { kind: "too-many-cases", max: caseGroup.maxCases };
    const [free] = await reader.freeOn(locationId, caseGroup, cases, reader.today);
    if (free) return { kind: "free", free };
    return {
      kind: "none",
      why: reader.whyNoneToday(locationId, caseGroup, cases),
      alternatives: await alternatives(reader, locationId, caseGroup, cases),
    };
  };

/** The free starts of one day, earliest first; none on a day that is over, closed or beyond the horizon. */
export const freeStartsOn =
  (deps: ReadDeps) =>
  async (matter: Matter, date: CivilDate): Promise<DayStarts> => {
    const reader = await openReader(deps);
    const caseGroup = groupServed(reader, matter);
    if (!caseGroup) return { kind: "unknown-place" };
    if (matter.cases > caseGroup.maxCases) return { kind: "too-many-cases", max: caseGroup.maxCases };
    // A day that nobody can book is not compiled: an address may name any day of two centuries.
    const reachable = date >= reader.today && date <= addDays(reader.today, reader.settings.horizonDays);
    const starts = reachable ? await reader.freeOn(matter.locationId, caseGroup, matter.cases, date) : [];
    return { kind: "starts", starts };
  };

/** A free start with the signature that claims it over the API. */
export interface SignedOffer {
  readonly free: FreeStart;
  readonly offer: string;
  readonly expires: Instant;
}

/** Puts a start of today before somebody: signed, with a fresh nonce, for some minutes, at most until the start. */
export const signOffer =
  ({ plan, clock, seal }: Deps) =>
  async (matter: Matter, free: FreeStart): Promise<SignedOffer> => {
    const { offerMinutes } = (await plan.book()).settings;
    const last = Math.min(clock.now() + offerMinutes * MINUTE_MS, tickStart(free.start));
    // Whole seconds, so that what is said is what is signed.
    const expires = Math.floor(last / SECOND_MS) * SECOND_MS;
    const terms = { ...matter, start: free.start, expires, stretch: clock.stretch(), nonce: seal.randomNonce() };
    return { free, expires, offer: seal.signOffer(terms) };
  };

export interface ListedHall {
  readonly hall: Hall;
  /** The waiting-room rule in force today. */
  readonly rule: CapacityRule | null;
  /** Most waiting places at any moment of today; null = no limit, or closed today. */
  readonly capacity: number | null;
}

export interface ListedGroup {
  readonly caseGroup: CaseGroup;
  readonly department: Department;
  /** The hall whose weekly plan serves the group; null = no counter is planned for it. */
  readonly hallId: HallId | null;
}

export interface ListedLocation {
  readonly location: Location;
  readonly halls: readonly ListedHall[];
  readonly caseGroups: readonly ListedGroup[];
}

/** The hall in which the weekly plan serves a group at a building. */
function servingHall({ halls, counters, plan }: City, locationId: LocationId, caseGroupId: CaseGroupId): HallId | null {
  const here = new Set(halls.filter((hall) => hall.locationId === locationId).map((hall) => hall.id));
  const serving = new Set(plan.filter((one) => one.caseGroups.includes(caseGroupId)).map((one) => one.counterId));
  return counters.find((one) => serving.has(one.id) && here.has(one.hallId))?.hallId ?? null;
}

function listedHalls({ book, today, plan }: Reader, { id }: Location): ListedHall[] {
  const planned = new Map(plan(id, today).halls.map((hall) => [hall.id, hall.capacity]));
  return book.city.halls
    .filter((hall) => hall.locationId === id)
    .map((hall) => ({
      hall,
      rule: ruleOn(book.city.capacityRules, hall.id, today),
      capacity: planned.get(hall.id)?.reduce((most, places) => Math.max(most, places), 0) ?? null,
    }));
}

/** The city's buildings with their halls and case groups, as they are today. */
export const listLocations = (deps: ReadDeps) => async (): Promise<readonly ListedLocation[]> => {
  const reader = await openReader(deps);
  const { city } = reader.book;
  return city.locations.map((location) => ({
    location,
    halls: listedHalls(reader, location),
    caseGroups: city.caseGroups
      .filter((group) => group.served.some((at) => at.locationId === location.id))
      .map((caseGroup) => ({
        caseGroup,
        department: reader.department(caseGroup),
        hallId: servingHall(city, location.id, caseGroup.id),
      })),
  }));
};
