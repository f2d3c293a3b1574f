import type { CaseGroupId, DepartmentId, LocationId } from "@/lib/domain/city/city";
import { type CivilDate, isCivilDate } from "@/lib/domain/time/civil-time";
import type { Tick } from "@/lib/domain/time/tick";

interface OfGroup {
  readonly department: DepartmentId;
  readonly caseGroup: CaseGroupId;
}

interface OfPlace extends OfGroup {
  readonly location: LocationId;
}

/** A question of the calendar: one page, one address (ux §3). */
export type BookingStep =
  | { readonly at: "departments" }
  | { readonly at: "groups"; readonly department: DepartmentId }
  /** What to know before: whether one has to come, and the papers. */
  | ({ readonly at: "matter" } & OfGroup)
  | ({ readonly at: "cases" } & OfGroup)
  | ({ readonly at: "buildings" } & OfGroup)
  | ({ readonly at: "days" } & OfPlace)
  | ({ readonly at: "hours"; readonly date: CivilDate } & OfPlace)
  | ({ readonly at: "details" | "check" } & OfPlace);

/** What the address of a step carries besides. */
export interface BookingQuery {
  readonly cases?: number;
  /** Slug of the description that led there. */
  readonly procedure?: string;
  /** `YYYY-MM`. */
  readonly month?: string;
  readonly start?: Tick;
  /** The start that somebody else has won meanwhile. */
  readonly lost?: Tick;
  readonly check?: "1";
  readonly more?: "1";
  readonly notice?: string;
}

const ROOT = "/rezerwacja";
const CASES = "ile";
const BUILDINGS = "budynek";
const DETAILS = "dane";
const CHECK = "sprawdz";

const QUERY = [
  "cases",
  "procedure",
  "month",
  "start",
  "lost",
  "check",
  "more",
  "notice",
] as const satisfies readonly (keyof BookingQuery)[];

function partsOf(step: BookingStep): readonly string[] {
  switch (step.at) {
    case "departments":
      return [];
    case "groups":
      return [step.department];
    case "matter":
      return [step.department, step.caseGroup];
    case "cases":
      return [step.department, step.caseGroup, CASES];
    case "buildings":
      return [step.department, step.caseGroup, BUILDINGS];
    case "days":
      return [step.department, step.caseGroup, step.location];
    case "hours":
      return [step.department, step.caseGroup, step.location, step.date];
    case "details":
      return [step.department, step.caseGroup, step.location, DETAILS];
    case "check":
      return [step.department, step.caseGroup, step.location, CHECK];
  }
}

/** The address of a step, without its language. */
export function bookingPath(step: BookingStep, query: BookingQuery = {}): string {
  const kept = QUERY.map((name) => [name, query[name]] as const).filter(
    ([name, value]) => value !== undefined && !(name === "cases" && value === 1),
  );
  const search = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString();
  return [ROOT, ...partsOf(step).map(encodeURIComponent)].join("/") + (search && `?${search}`);
}

/** Whether an address with a query, as `bookingPath` makes it, is that of the form for name and contact. */
export function isFormPath(path: string): boolean {
  const [pathname = "", query] = path.split("?");
  const [root, ...parts] = pathname.slice(1).split("/");
  return query !== undefined && `/${root}` === ROOT && readBookingStep(parts)?.at === "details";
}

/** Reads the parts of an address after `/rezerwacja`; null for one that no step has. */
export function readBookingStep(parts: readonly string[]): BookingStep | null {
  const [department, caseGroup, third, fourth, ...rest] = parts;
  if (rest.length > 0) return null;
  if (department === undefined) return { at: "departments" };
  if (caseGroup === undefined) return { at: "groups", department };
  if (third === undefined) return { at: "matter", department, caseGroup };
  if (fourth === undefined) {
    if (third === CASES) return { at: "cases", department, caseGroup };
    if (third === BUILDINGS) return { at: "buildings", department, caseGroup };
    return { at: "days", department, caseGroup, location: third };
  }
  const place = { department, caseGroup, location: third };
  if (fourth === DETAILS) return { at: "details", ...place };
  if (fourth === CHECK) return { at: "check", ...place };
  return isCivilDate(fourth) ? { at: "hours", ...place, date: fourth } : null;
}
