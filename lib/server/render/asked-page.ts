import { bookingPath, readBookingStep } from "@/lib/address/booking-step";
import type { Addressed } from "@/lib/address/language";
import { locationPath, offerPath } from "@/lib/address/paths";
import type { Parts } from "@/lib/address/pattern";
import { bookingQuery } from "@/lib/forms/booking";
import { homeQuery, offerQuery } from "@/lib/forms/pages";
import type { AskedPage } from "@/lib/pages/scan/hours-page";

/** The page of hours at an address. */
export interface Asked {
  readonly page: AskedPage;
  /** Whether the address is written as we write it ourselves: its own path stands on the page. */
  readonly isOurs: boolean;
}

/** A query as Next gives it to pages: a name that comes twice has both values. */
export function queryOf(search: string): Readonly<Record<string, string | string[]>> {
  const query: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(search))
    query[name] = Object.hasOwn(query, name) ? [query[name] ?? [], value].flat() : value;
  return query;
}

/** What of a query is not left out. */
const given = (query: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null));

function offerAt(location: string, caseGroup: string, { path }: Addressed, search: string): Asked | null {
  if (offerPath(location, caseGroup) !== path) return null;
  const query = offerQuery.parse(queryOf(search));
  const { wait, ...named } = query;
  const isOurs = wait === null && offerPath(location, caseGroup, given(named)) === path + search;
  return { page: { kind: "offer", location, caseGroup, query }, isOurs };
}

function calendarAt({ path }: Addressed, search: string): Asked | null {
  const step = readBookingStep(path.split("/").slice(2).map(decodeURIComponent));
  if (step?.at !== "days" && step?.at !== "hours") return null;
  const query = bookingQuery.parse(queryOf(search));
  const { wait, ...named } = query;
  const isOurs = wait === null && bookingPath(step, given(named)) === path + search;
  const place = { department: step.department, caseGroup: step.caseGroup, location: step.location, cases: query.cases };
  return {
    page: step.at === "days" ? { kind: "days", place, query } : { kind: "day", place, date: step.date, query },
    isOurs,
  };
}

/** The page of hours that an address asks for; null where Next's page is to answer: the address names none, or is mistyped. */
export function askedAt({ location, caseGroup, department }: Parts, at: Addressed, search: string): Asked | null {
  if (department !== undefined) return calendarAt(at, search);
  if (at.path === "/") {
    const query = homeQuery.parse(queryOf(search));
    return { page: { kind: "home", query }, isOurs: search === "" };
  }
  if (location === undefined) return null;
  if (caseGroup !== undefined) return offerAt(location, caseGroup, at, search);
  return locationPath(location) === at.path ? { page: { kind: "location", location }, isOurs: search === "" } : null;
}
