import { Polish } from "@/app/ui/local";
import { PageLink } from "@/app/ui/page-link";
import type { CivilDate } from "@/lib/domain/time/civil-time";
import type { CertainPlace } from "@/lib/pages/scan/certain-places";
import type { Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import { Uncertain } from "../reading/papers";
import { NextHour } from "./next-start";

interface CertainPlacesProps {
  readonly places: readonly CertainPlace[];
  readonly today: CivilDate;
  /** Where a building's row leads. */
  readonly pathOf: (id: string) => string;
  readonly language: Language;
}

/** Said before the hour of a building where the matter is not certain: to ask first, and where it is certain. */
export function CertainPlaces({ places, today, pathOf, language }: CertainPlacesProps) {
  const t = textsFor(language).offer;
  return (
    <section className="mt-3" data-place-asked>
      <p className="small">
        <Uncertain language={language} /> {t.placeUncertain} {t.askFirst}
      </p>
      {places.length > 0 && (
        <>
          <p className="small font-semibold mt-2">{t.certainThere}</p>
          <ul className="rows mt-1">
            {places.map(({ place, next }) => (
              <li key={place.id}>
                <PageLink href={pathOf(place.id)} className="row">
                  <Polish>{place.street}</Polish>
                  <NextHour next={next} today={today} language={language} />
                </PageLink>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
