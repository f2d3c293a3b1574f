import type { CaseGroupId, DepartmentId, LocationId } from "@/lib/domain/city/city";
import type { CivilDate } from "@/lib/domain/time/civil-time";
import type { Tick } from "@/lib/domain/time/tick";
import type { LongPageName } from "@/lib/text/long/long-pages";

/** What a matter's page is asked to show; what is left out keeps its default. */
export interface OfferPathQuery {
  readonly cases?: number;
  /** Slug of the description that led there. */
  readonly procedure?: string;
  readonly start?: Tick;
  readonly lost?: Tick;
  readonly ordinal?: number;
  readonly view?: "hours" | "later";
  readonly notice?: string;
}

/** The order in which an address of ours names them, so that one page has one address. */
const QUERY = [
  "cases",
  "procedure",
  "start",
  "lost",
  "ordinal",
  "view",
  "notice",
] as const satisfies readonly (keyof OfferPathQuery)[];
const DEFAULTS: Readonly<Record<string, number>> = { cases: 1, ordinal: 0 };

/** The scan page of a building. */
export const locationPath = (location: LocationId): string => `/q/${encodeURIComponent(location)}`;

/** What a sticker's address leads to, part by part as it was typed. */
export const stickerPath = (parts: readonly string[]): string => `/q/${parts.map(encodeURIComponent).join("/")}`;

/** The page of one matter at a building. */
export function offerPath(location: LocationId, caseGroup: CaseGroupId, query: OfferPathQuery = {}): string {
  const kept = QUERY.map((name) => [name, query[name]] as const).filter(
    ([name, value]) => value !== undefined && value !== DEFAULTS[name],
  );
  const search = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString();
  return `${locationPath(location)}/${encodeURIComponent(caseGroup)}${search && `?${search}`}`;
}

/** The tickets of the device that asks. */
export const ownTicketsPath = "/wizyta";
/** A ticket; the token in it is the only key to it. */
export const ticketPath = (token: string): string => `${ownTicketsPath}/${token}`;

/** The question whether a visit shall be called off. */
export const cancelPath = (token: string): string => `${ticketPath(token)}/odwolaj`;

/** A visit as a file for the resident's own calendar. */
export const calendarFilePath = (token: string): string => `${ticketPath(token)}/wizyta.ics`;

/** Another time for a visit: the days of a month, the hours of a day, and the question whether to take one of them. */
export const moveDaysPath = (token: string, month?: string): string =>
  `${ticketPath(token)}/termin${month ? `?month=${month}` : ""}`;
export const moveHoursPath = (
  token: string,
  date: CivilDate,
  query: { readonly lost?: Tick; readonly notice?: string } = {},
): string => {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
  return `${moveDaysPath(token)}/${date}${search && `?${search}`}`;
};
export const moveCheckPath = (token: string, start: Tick): string => `${moveDaysPath(token)}/sprawdz?start=${start}`;

/** What can be read about, and one matter of it: a procedure, or a case group that nobody has described. */
export const mattersPath = "/sprawy";
export const matterPath = (slug: string): string => `${mattersPath}/${encodeURIComponent(slug)}`;
/** What to know about a building. */
export const buildingPath = (location: LocationId): string => `/budynki/${encodeURIComponent(location)}`;
/** What to know about a department. */
export const departmentPath = (department: DepartmentId): string => `/wydzialy/${encodeURIComponent(department)}`;
/** Which matters need a visit. */
export const withoutVisitPath = "/bez-wizyty";
/** What there is to know about the site itself. */
export const longPagePaths: Readonly<Record<LongPageName, string>> = {
  how: "/jak-to-dziala",
  contact: "/kontakt",
  privacy: "/prywatnosc",
  accessibility: "/deklaracja-dostepnosci",
};
