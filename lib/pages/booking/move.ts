import { moveHoursPath, ticketPath } from "@/lib/address/paths";
import { type CivilDate, civilDateAt, isCivilDate } from "@/lib/domain/time/civil-time";
import { type Instant, type Tick, tickStart } from "@/lib/domain/time/tick";
import { mayBeMoved } from "@/lib/domain/visit/move";
import type { MoveOutcome } from "@/lib/domain/visit/move-course";
import { isWalkIn, type Visit } from "@/lib/domain/visit/visit";
import type { ReadDeps } from "@/lib/use-cases/availability/reader";
import { openReader, type Reader } from "@/lib/use-cases/availability/reader";
import { noticeOfShare } from "./after";
import { type PlacedView, type PlaceQuery, placedOf } from "./calendar";

type ReaderDeps = ReadDeps;

/** A question on the way to another time. */
export type MoveStep =
  | { readonly at: "days" }
  | { readonly at: "hours"; readonly date: CivilDate }
  | { readonly at: "check" };

const CHECK = "sprawdz";

/** Reads the parts of an address after `/wizyta/{token}/termin`; null for one that no question has. */
export function readMoveStep([part, ...rest]: readonly string[]): MoveStep | null {
  if (rest.length > 0) return null;
  if (part === undefined) return { at: "days" };
  if (part === CHECK) return { at: "check" };
  return isCivilDate(part) ? { at: "hours", date: part } : null;
}

/** A visit that may be given another time. */
export interface Movable {
  readonly visit: Visit;
  readonly query: PlaceQuery;
  /** A ticket taken without a name can only be moved within its day. */
  readonly sameDayOnly: boolean;
  readonly date: CivilDate;
  readonly at: Instant;
}

function queryOf(reader: Reader, { caseGroupId, locationId, cases }: Visit): PlaceQuery | null {
  const group = reader.caseGroup(caseGroupId);
  const query = group && { department: group.departmentId, caseGroup: group.id, location: locationId, cases };
  return query && placedOf(reader, query) ? query : null;
}

/** What is needed to look for another time, or null for a visit that can no longer be moved. */
export async function loadMovable(deps: ReaderDeps, visit: Visit): Promise<Movable | null> {
  const reader = await openReader(deps);
  const query = mayBeMoved(visit, reader.now) ? queryOf(reader, visit) : null;
  const at = tickStart(visit.start);
  return query && { visit, query, sameDayOnly: isWalkIn(visit), date: civilDateAt(at), at };
}

/** The question whether a visit shall have another time. */
export interface MoveCheckView extends PlacedView {
  readonly from: { readonly date: CivilDate; readonly at: Instant };
  readonly to: { readonly date: CivilDate; readonly at: Instant };
  readonly start: Tick;
}

/** What the question shows; null when the start cannot be had, for then there is nothing to ask. */
export async function loadMoveCheck(
  deps: ReaderDeps,
  { visit, query, sameDayOnly, date, at }: Movable,
  start: Tick,
): Promise<MoveCheckView | null> {
  const reader = await openReader(deps, visit);
  const placed = placedOf(reader, query);
  const wanted = civilDateAt(tickStart(start));
  if (!placed || (sameDayOnly && wanted !== reader.today)) return null;
  if (reader.whyNotOn(placed.place.id, placed.group, placed.cases, wanted)) return null;
  const starts = await reader.freeOn(placed.place.id, placed.group, placed.cases, wanted);
  if (!starts.some((free) => free.start === start)) return null;
  return { ...placed, from: { date, at }, to: { date: wanted, at: tickStart(start) }, start };
}

/** Where a move that was asked for leads. */
export function afterMove(token: string, start: Tick, outcome: MoveOutcome): string {
  switch (outcome.kind) {
    case "moved":
      return `${ticketPath(token)}?moved=1`;
    case "lost":
      return moveHoursPath(token, civilDateAt(tickStart(start)), { lost: start });
    case "refused":
      return moveHoursPath(token, civilDateAt(tickStart(start)), { notice: outcome.refusal.reason });
    case "too-often":
    case "limit":
      return moveHoursPath(token, civilDateAt(tickStart(start)), { notice: outcome.kind });
    case "share":
      return moveHoursPath(token, civilDateAt(tickStart(start)), { notice: noticeOfShare(outcome.of) });
    case "too-late":
      return `${ticketPath(token)}?notice=too-late`;
    case "unknown":
      return ticketPath(token);
  }
}
