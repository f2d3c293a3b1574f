import { type CivilDate, civilDateAt } from "@/lib/domain/civil-time";
import { type Instant, type Tick, tickStart } from "@/lib/domain/tick";
import type { Visit } from "@/lib/domain/visit";
import type { Typed } from "@/lib/forms/booking";
import type { Deps } from "@/lib/ports/deps";
import { openReader } from "@/lib/use-cases/reader";
import { type HeldHour, heldOf, type PlacedView, type PlaceQuery, placedOf } from "./calendar";

/** The form for name and contact, and the check of it. */
export interface FormView extends PlacedView {
  readonly start: Tick;
  readonly at: Instant;
  readonly date: CivilDate;
  readonly minutes: number;
  /** Whether the hour of the address is held for this device; null = it is not, or no longer. */
  readonly held: HeldHour | null;
  readonly typed: Typed | null;
}

/** What the form shows, or null for an unknown place. `hold` and `typed` are the device's own. */
export async function loadForm(
  deps: Pick<Deps, "store" | "clock">,
  query: PlaceQuery & { readonly start: Tick },
  hold: Visit | null,
  typed: Typed | null,
): Promise<FormView | null> {
  const reader = await openReader(deps);
  const placed = placedOf(reader, query);
  if (!placed) return null;
  const at = tickStart(query.start);
  const held = heldOf(reader, placed, hold);
  return {
    ...placed,
    start: query.start,
    at,
    date: civilDateAt(at),
    minutes: placed.group.minutes * placed.cases,
    held: held?.at === at ? held : null,
    typed,
  };
}
