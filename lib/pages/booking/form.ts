import { smsLevel } from "@/lib/domain/messages/sms";
import { type CivilDate, civilDateAt } from "@/lib/domain/time/civil-time";
import { type Instant, type Tick, tickStart } from "@/lib/domain/time/tick";
import type { Refusal } from "@/lib/domain/visit/refusal";
import type { Visit } from "@/lib/domain/visit/visit";
import type { Typed } from "@/lib/forms/booking";
import type { Deps } from "@/lib/ports/deps";
import type { ReadDeps } from "@/lib/use-cases/availability/reader";
import { openReader } from "@/lib/use-cases/availability/reader";
import type { OwnTicket } from "@/lib/use-cases/visit/own-visit";
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
  /** Seconds for which it is held from now on; the page counts them itself. */
  readonly heldSeconds: number | null;
  /** Why nobody can have an hour on that day, whatever is taken; null where somebody may. */
  readonly refusal: Refusal["reason"] | null;
  /** Days after which name and contact are removed: of a kept visit, and of a missed one. */
  readonly keptDays: { readonly visit: number; readonly noShow: number };
  /** Countries whose numbers get text messages, and whether the day's budget of them is spent. */
  readonly texts: { readonly countries: readonly string[]; readonly spent: boolean };
}

/**
 * The token of the device's own visit at the very hour of the form, where nothing has been typed or held since: the
 * form of a visit that is booked. Else null, for the same hour may be booked for another person.
 */
export function bookedAlready(view: FormView, tickets: readonly OwnTicket[]): string | null {
  if (view.held || view.typed) return null;
  const own = tickets.find(
    ({ visit }) =>
      visit.channel === "online" &&
      visit.start === view.start &&
      visit.cases === view.cases &&
      visit.locationId === view.place.id &&
      visit.caseGroupId === view.group.id,
  );
  return own?.token ?? null;
}

/** What the form shows, or null for an unknown place. `hold` and `typed` are the device's own. */
export async function loadForm(
  deps: ReadDeps & Pick<Deps, "messages">,
  query: PlaceQuery & { readonly start: Tick },
  hold: Visit | null,
  typed: Typed | null,
): Promise<FormView | null> {
  const reader = await openReader(deps);
  const placed = placedOf(reader, query);
  if (!placed) return null;
  const at = tickStart(query.start);
  const held = heldOf(reader, placed, hold);
  const isThis = held?.at === at;
  const { smsCountries, smsDailyBudget } = reader.settings;
  const spent = smsLevel(await deps.messages.smsDay(reader.now), "everybody", smsDailyBudget) === "spent";
  return {
    ...placed,
    start: query.start,
    at,
    date: civilDateAt(at),
    minutes: placed.group.minutes * placed.cases,
    held: isThis ? held : null,
    heldSeconds: isThis ? Math.max(0, Math.floor((held.until - reader.now) / 1_000)) : null,
    typed,
    refusal: reader.whyNotOn(placed.place.id, placed.group, placed.cases, civilDateAt(at))?.reason ?? null,
    keptDays: { visit: reader.settings.visitRetentionDays, noShow: reader.settings.noShowRetentionDays },
    texts: { countries: smsCountries, spent },
  };
}
