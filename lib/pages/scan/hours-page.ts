import type { Guides } from "@/lib/domain/reading/guide";
import type { CivilDate } from "@/lib/domain/time/civil-time";
import type { Visit } from "@/lib/domain/visit/visit";
import type { BookingQueryFields } from "@/lib/forms/booking";
import type { HomeQueryFields, OfferQueryFields } from "@/lib/forms/pages";
import type { ReadDeps } from "@/lib/use-cases/availability/reader";
import { type DaysView, type HoursView, loadDays, loadHours, type PlaceQuery } from "../booking/calendar";
import { type HomeView, loadHome } from "./home-view";
import { type LocationView, loadLocation } from "./location-view";
import { loadOffer, type OfferView } from "./offer-view";

interface AskedPlace {
  readonly place: PlaceQuery;
  readonly query: BookingQueryFields;
}

/** A page of hours that somebody opens: the same for everybody who holds nothing (design §4). */
export type AskedPage =
  | { readonly kind: "home"; readonly query: HomeQueryFields }
  | { readonly kind: "location"; readonly location: string }
  | {
      readonly kind: "offer";
      readonly location: string;
      readonly caseGroup: string;
      readonly query: OfferQueryFields;
    }
  /** A month of the calendar. */
  | ({ readonly kind: "days" } & AskedPlace)
  /** A day of the calendar. */
  | ({ readonly kind: "day"; readonly date: CivilDate } & AskedPlace);

/** Everything that a page of hours shows, beside what the device holds. */
export type HoursPage =
  | { readonly kind: "home"; readonly view: HomeView; readonly query: HomeQueryFields }
  | { readonly kind: "location"; readonly view: LocationView }
  | { readonly kind: "offer"; readonly view: OfferView; readonly query: OfferQueryFields }
  | { readonly kind: "days"; readonly view: DaysView; readonly query: BookingQueryFields }
  | { readonly kind: "day"; readonly view: HoursView; readonly query: BookingQueryFields };

/** Loads a page of hours; `hold` is the device's. Null where the address names nothing. */
export async function loadHoursPage(
  deps: ReadDeps & { readonly guides: Guides },
  asked: AskedPage,
  hold: Visit | null,
): Promise<HoursPage | null> {
  switch (asked.kind) {
    case "home":
      return { kind: "home", view: await loadHome(deps), query: asked.query };
    case "location": {
      const view = await loadLocation(deps, asked.location);
      return view && { kind: "location", view };
    }
    case "offer": {
      const { location, caseGroup, query } = asked;
      const view = await loadOffer(deps, {
        locationId: location,
        caseGroupId: caseGroup,
        cases: query.cases,
        chosen: query.start,
        withHours: query.view !== null,
        procedure: query.procedure,
        hold,
      });
      return view && { kind: "offer", view, query };
    }
    case "days": {
      const view = await loadDays(deps, asked.place, asked.query.month);
      return view && { kind: "days", view, query: asked.query };
    }
    case "day": {
      const view = await loadHours(deps, asked.place, asked.date, hold);
      return view && { kind: "day", view, query: asked.query };
    }
  }
}
