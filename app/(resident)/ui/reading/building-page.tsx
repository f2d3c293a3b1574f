import { FactText, Section } from "@/app/(resident)/ui/reading/facts";
import { Local, Polish } from "@/app/ui/local";
import { CityNotices } from "@/app/ui/notice";
import { PageLink } from "@/app/ui/page-link";
import { bookingPath } from "@/lib/address/booking-step";
import { departmentPath, locationPath } from "@/lib/address/paths";
import type { BuildingView, DayHours, TopicView } from "@/lib/pages/reading/building-view";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { closedInWords } from "../scan/location-page";
import { Uncertain } from "./papers";
import { WayList } from "./way-list";

interface BuildingProps {
  readonly view: BuildingView;
  readonly language: Language;
}

interface BuildingPageProps extends BuildingProps {
  /** Kept on a device, where "today" would be another day tomorrow. */
  readonly isCopy: boolean;
}

const MAP = "https://www.openstreetmap.org/search?query=";

function DayRow({ day, today, language }: { day: DayHours; today: string | null; language: Language }) {
  const t = readingTextsFor(language).building;
  const { hour, day: dayInWords } = formatsFor(language);
  const { hours, closed, date } = day;
  return (
    <div>
      <dt className={date === today ? "font-bold" : undefined}>
        {dayInWords(date)} {date === today && `(${t.today.toLowerCase()})`}
      </dt>
      <dd>
        {hours ? `${hour(hours.opens)}–${hour(hours.closes)}` : t.closed}
        {closed && closed.because !== "weekend" && (
          <span className="block soft small">{closedInWords(closed, language)}</span>
        )}
      </dd>
    </div>
  );
}

function Topic({ topics, language }: { readonly topics: readonly TopicView[]; readonly language: Language }) {
  const [first] = topics;
  if (!first) return null;
  return (
    <Section title={readingTextsFor(language).building.topics[first.topic]}>
      {topics.map((one) => (
        <p key={one.text.pl} className="mt-1">
          <FactText fact={one} language={language} />
        </p>
      ))}
    </Section>
  );
}

/** Halls with their waiting rooms, and which department sits where. */
function Rooms({ view, language }: BuildingProps) {
  const t = readingTextsFor(language).building;
  return (
    <Section title={t.rooms}>
      <ul className="papers">
        {view.halls.map(({ id, name, places }) => (
          <li key={id}>
            <Local text={name} language={language} />, {t.room(places === null ? t.unlimited : t.persons(places))}
          </li>
        ))}
      </ul>
      {view.topics
        .filter(({ topic }) => topic === "departments")
        .map((one) => (
          <p key={one.text.pl} className="mt-2">
            <FactText fact={one} language={language} />
          </p>
        ))}
    </Section>
  );
}

/** What there is for people who need it; what nobody has said is "no data", never "none". */
function ForAll({ view, language }: BuildingProps) {
  const t = readingTextsFor(language).building;
  const about = view.topics.filter(({ topic }) => topic === "sign-language" || topic === "accessibility-contact");
  return (
    <Section title={t.forAll}>
      <dl className="fees">
        {view.features.map(({ feature, has }) => (
          <div key={feature}>
            <dt>{t.features[feature]}</dt>
            <dd>{has === null ? t.noData : has ? t.yes : t.no}</dd>
          </div>
        ))}
      </dl>
      {about.map((one) => (
        <p key={one.text.pl} className="mt-2">
          <FactText fact={one} language={language} />
        </p>
      ))}
    </Section>
  );
}

const OTHER_TOPICS = ["entrance", "hours", "kiosk", "payment", "transport", "parking", "drop-box"] as const;

/** What to know about a building before one goes there. */
export function BuildingPage({ view, isCopy, language }: BuildingPageProps) {
  const t = readingTextsFor(language).building;
  const { place, topics } = view;
  return (
    <article>
      <h1>
        <Polish>{place.street}</Polish>
      </h1>
      <p className="mt-1">
        <Polish>{place.address}</Polish>
      </p>
      <p>
        <a href={MAP + encodeURIComponent(place.address)} className="link" rel="noreferrer">
          {t.wayThere}
        </a>
      </p>
      <CityNotices notices={view.notices} language={language} />
      {!isCopy && (
        <p className="mt-2 no-print">
          <PageLink href={locationPath(place.id)} className="accept">
            {t.take}
          </PageLink>
          <PageLink href={bookingPath({ at: "departments" })} className="link">
            {t.book}
          </PageLink>
        </p>
      )}
      <Section title={t.week}>
        {view.hoursUncertain && <Uncertain language={language} />}
        <dl className="fees">
          {view.week.map((day) => (
            <DayRow key={day.date} day={day} today={isCopy ? null : view.today} language={language} />
          ))}
        </dl>
      </Section>
      <Rooms view={view} language={language} />
      <Section title={t.departments}>
        <WayList
          ways={view.departments.map(({ id, name }) => ({
            href: departmentPath(id),
            name: <Local text={name} language={language} />,
          }))}
        />
      </Section>
      {OTHER_TOPICS.map((topic) => (
        <Topic key={topic} topics={topics.filter((one) => one.topic === topic)} language={language} />
      ))}
      {view.dropBox === null && (
        <Section title={t.dropBox}>
          <p>{t.dropBoxUnknown}</p>
        </Section>
      )}
      <ForAll view={view} language={language} />
    </article>
  );
}
