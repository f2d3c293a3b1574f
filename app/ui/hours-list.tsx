import Link from "next/link";
import { civilDateAt, instantAt } from "@/lib/domain/civil-time";
import { floorTick, type Instant } from "@/lib/domain/tick";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import type { OfferView } from "@/lib/views/offer-view";
import { offerPath } from "@/lib/views/paths";
import { LaterDays } from "./later-days";
import { Papers } from "./papers";

interface HoursListProps {
  readonly view: OfferView;
  readonly mode: "hours" | "later";
  readonly language: Language;
}

function Hours({
  title,
  hours,
  view,
  language,
}: { readonly title: string; readonly hours: readonly Instant[] } & Omit<HoursListProps, "mode">) {
  const { hour } = formatsFor(language);
  if (hours.length === 0) return null;
  return (
    <section className="mt-4">
      <h2 className="mb-2">{title}</h2>
      <ul className="choices">
        {hours.map((at) => (
          <li key={at}>
            <Link
              href={offerPath(view.place.id, view.group.id, { cases: view.cases, start: floorTick(at) })}
              prefetch={false}
              className="choice"
            >
              {hour(at)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Today's free hours, each leading to its own offer; then the days after. */
export function HoursList({ view, mode, language }: HoursListProps) {
  const t = textsFor(language).hours;
  const noon = instantAt(civilDateAt(view.now), "12:00");
  const later = mode === "later";
  return (
    <>
      <h1>{later ? t.titleLater : t.title}</h1>
      <p className="mt-2">{later ? t.leadLater : t.lead}</p>
      <Hours title={t.morning} hours={view.hours.filter((at) => at < noon)} view={view} language={language} />
      <Hours title={t.afternoon} hours={view.hours.filter((at) => at >= noon)} view={view} language={language} />
      <LaterDays days={view.laterDays} title={t.laterDays} hint={t.laterDaysHint} language={language} />
      <p className="mt-4">
        <Link href={offerPath(view.place.id, view.group.id, { cases: view.cases })} prefetch={false} className="link">
          {t.back}
        </Link>
      </p>
      {later && (
        <>
          <h2 className="mt-3">{textsFor(language).offer.bring}</h2>
          <Papers procedures={view.papers} language={language} />
        </>
      )}
    </>
  );
}
