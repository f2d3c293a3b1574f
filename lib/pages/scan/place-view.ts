import type { LocalText, Location, LocationId } from "@/lib/domain/city/city";
import type { DayClosed } from "@/lib/domain/city/day-plan";
import { noticesOn } from "@/lib/domain/city/settings";
import { addDays, type CivilDate, instantAt } from "@/lib/domain/time/civil-time";
import type { Instant } from "@/lib/domain/time/tick";
import type { Reader } from "@/lib/use-cases/availability/reader";

/** What a page says about a building's doors. */
export interface Doors {
  /** Today's opening hours as instants; null = closed all day. */
  readonly today: { readonly opens: Instant; readonly closes: Instant } | null;
  readonly closed: DayClosed | null;
  /** Whether the sources leave the hours uncertain. */
  readonly uncertain: boolean;
  readonly openNow: boolean;
  /** Whether today's hours lie ahead. */
  readonly opensLater: boolean;
  /** The next time the doors open: later today or on the next open day within the horizon. */
  readonly opensNext: { readonly date: CivilDate; readonly at: Instant } | null;
}

export interface PlaceView {
  readonly id: LocationId;
  readonly street: string;
  readonly address: string;
  readonly stickerCode: string;
}

export const placeOf = ({ id, street, address, stickerCode }: Location): PlaceView => ({
  id,
  street,
  address,
  stickerCode,
});

function hoursOn(reader: Reader, locationId: LocationId, date: CivilDate): { opens: Instant; closes: Instant } | null {
  const { hours } = reader.plan(locationId, date);
  return hours && { opens: instantAt(date, hours.from), closes: instantAt(date, hours.to) };
}

function nextOpening(reader: Reader, locationId: LocationId): Doors["opensNext"] {
  for (let ahead = 0; ahead <= reader.settings.horizonDays; ahead++) {
    const date = addDays(reader.today, ahead);
    const hours = hoursOn(reader, locationId, date);
    if (hours && hours.opens > reader.now) return { date, at: hours.opens };
  }
  return null;
}

/** Whether the building is open now, and else when it will be. */
export function doorsOf(reader: Reader, locationId: LocationId): Doors {
  const today = hoursOn(reader, locationId, reader.today);
  return {
    today,
    closed: reader.plan(locationId, reader.today).closed,
    uncertain: reader.location(locationId)?.hoursConfidence === "low",
    openNow: today !== null && reader.now >= today.opens && reader.now < today.closes,
    opensLater: today !== null && reader.now < today.opens,
    opensNext: nextOpening(reader, locationId),
  };
}

/** What people are told today at a building. */
export const noticesToday = (reader: Reader, locationId: LocationId): readonly LocalText[] =>
  noticesOn(reader.settings, locationId, reader.today);
