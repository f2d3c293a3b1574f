import type { Visit } from "@/lib/domain/visit";
import type { OfferQueryFields } from "@/lib/forms/pages";
import type { ReadDeps } from "@/lib/use-cases/reader";
import { type HomeView, loadHome } from "./home-view";
import { type LocationView, loadLocation } from "./location-view";
import { loadOffer, type OfferView } from "./offer-view";

/** A page of hours that somebody opens: the same for everybody who holds nothing (design §4). */
export type AskedPage =
  | { readonly kind: "home" }
  | { readonly kind: "location"; readonly location: string }
  | {
      readonly kind: "offer";
      readonly location: string;
      readonly caseGroup: string;
      readonly query: OfferQueryFields;
    };

/** Everything that a page of hours shows, beside what the device holds. */
export type HoursPage =
  | { readonly kind: "home"; readonly view: HomeView }
  | { readonly kind: "location"; readonly view: LocationView }
  | { readonly kind: "offer"; readonly view: OfferView; readonly query: OfferQueryFields };

/** Loads a page of hours; `hold` is the device's. Null for an unknown building or case group. */
export async function loadHoursPage(deps: ReadDeps, asked: AskedPage, hold: Visit | null): Promise<HoursPage | null> {
  switch (asked.kind) {
    case "home":
      return { kind: "home", view: await loadHome(deps) };
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
  }
}
