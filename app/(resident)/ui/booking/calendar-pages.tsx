import { chooseHour } from "@/app/(resident)/actions";
import { Local, Polish } from "@/app/ui/local";
import { Answer, Notice, Paused } from "@/app/ui/notice";
import { PageLink } from "@/app/ui/page-link";
import { bookingPath } from "@/lib/address/booking-step";
import { floorTick, type Instant, type Tick, tickStart } from "@/lib/domain/time/tick";
import type { BookingQueryFields } from "@/lib/forms/booking";
import type { DaysView, HoursView, PlacedView } from "@/lib/pages/booking/calendar";
import { quartersFirst } from "@/lib/pages/booking/quarters";
import { afterCases, type CalendarWay } from "@/lib/pages/booking/way";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import { closedInWords } from "../scan/location-page";
import { Calendar } from "./calendar";
import { dayInWords, FirstDay } from "./choice-pages";
import { BookingProblem } from "./problem";
import { SoFar } from "./so-far";
import { Step } from "./step-frame";
import { stepPlace } from "./step-place";

interface PageProps<View> {
  readonly view: View;
  readonly language: Language;
}

interface AskedProps<View> extends PageProps<View> {
  readonly query: BookingQueryFields;
  readonly way: CalendarWay;
}

/** Matter and building under the question. */
function What({ view, way, language }: PageProps<PlacedView> & { readonly way: CalendarWay }) {
  const { offer } = textsFor(language);
  // A visit is moved within its building.
  const certain = way.purpose === "book" ? view.certain : [];
  return (
    <p className="soft mt-1">
      <Local text={view.group.name} language={language} />
      {view.cases > 1 && `, ${offer.howManyLink[view.group.casesAre](view.cases)}`},{" "}
      <Polish>{view.place.street}</Polish>
      {view.placeUncertain && (
        <span className="block small" data-place-asked>
          {offer.placeUncertain} {offer.askFirst} {certain.length > 0 && offer.certainThere}{" "}
          {certain.map(({ id, street }) => (
            <PageLink
              key={id}
              href={bookingPath({ at: "days", ...stepPlace(view), location: id }, { cases: view.cases })}
              className="link"
            >
              <Polish>{street}</Polish>
            </PageLink>
          ))}
        </span>
      )}
    </p>
  );
}

/** The time that a visit has while another one is looked for. */
function Kept({ way, language }: { readonly way: CalendarWay; readonly language: Language }) {
  const t = bookingTextsFor(language).move;
  const { hour, day } = formatsFor(language);
  if (!way.kept) return null;
  return (
    <Notice tone="info" icon="clock" title={t.kept(day(way.kept.date), hour(way.kept.at))}>
      {t.hint}
    </Notice>
  );
}

/** Which day: only those can be chosen on which a time is left. */
export function DaysPage({ view, query, way, language }: AskedProps<DaysView>) {
  const t = bookingTextsFor(language).days;
  const { hour, dayAndMonth } = formatsFor(language);
  const hasFree = view.grid.weeks.some((week) => week.some((day) => day.state.kind === "free"));
  const { group, place } = view;
  return (
    <Step
      title={t.title}
      purpose={way.purpose}
      back={way.back}
      aside={<SoFar group={group} place={place} language={language} />}
      language={language}
    >
      <What view={view} way={way} language={language} />
      <BookingProblem query={query} language={language} />
      <Kept way={way} language={language} />
      {query.lost !== null && <Answer of="lost" tone="warn" title={t.lostDay} />}
      {view.paused && <Paused language={language} />}
      <FirstDay view={view} language={language} />
      {view.first ? (
        <PageLink href={way.hours(view.first.date)} className="way mt-4">
          <span>
            <b>{t.first}</b>
            {dayInWords(view.first.date, view.today, language)}
          </span>
          <span className="hour">{hour(view.first.at)}</span>
        </PageLink>
      ) : (
        <Notice tone="warn" title={t.none}>
          {t.noneHint}
        </Notice>
      )}
      <Calendar grid={view.grid} way={way} today={view.today} chosen={null} language={language} />
      {view.first && !hasFree && <p className="mt-2">{t.noneMonth}</p>}
      <nav className="flex flex-wrap justify-between gap-x-4" aria-label={t.title}>
        {view.earlier && way.days && (
          <PageLink href={way.days(view.earlier)} className="link">
            {t.earlier}
          </PageLink>
        )}
        {view.later && way.days && (
          <PageLink href={way.days(view.later)} className="link ml-auto">
            {t.later}
          </PageLink>
        )}
      </nav>
      <p className="soft small mt-2">{t.hint(dayAndMonth(view.lastDay))}</p>
      {way.elsewhere && (
        <p>
          <PageLink href={way.elsewhere} className="link">
            {t.elsewhere}
          </PageLink>
        </p>
      )}
      {way.kept && view.elsewhere && (
        <p className="small mt-2">
          <PageLink href={afterCases(view.group, view.department.id, view.cases)} className="link">
            {bookingTextsFor(language).move.elsewhere}
          </PageLink>
        </p>
      )}
    </Step>
  );
}

interface HoursProps extends PageProps<HoursView> {
  readonly starts: readonly Instant[];
}

/** Hours as buttons of one form: a choice holds the hour. */
function HoldHours({ view, starts, language }: HoursProps) {
  const t = bookingTextsFor(language).hours;
  const { hour } = formatsFor(language);
  return (
    <form action={chooseHour} className="hour-grid hour-form">
      <input type="hidden" name="location" value={view.place.id} />
      <input type="hidden" name="caseGroup" value={view.group.id} />
      <input type="hidden" name="cases" value={view.cases} />
      {starts.map((at) => (
        <button
          key={at}
          type="submit"
          name="start"
          value={floorTick(at)}
          className="choice"
          aria-label={t.choose(hour(at))}
        >
          {hour(at)}
        </button>
      ))}
    </form>
  );
}

interface LinkedHoursProps extends Pick<HoursProps, "starts" | "language"> {
  readonly chosen: (start: Tick) => string;
}

/** Hours as links: a choice only asks whether it is the right one. */
function LinkedHours({ starts, chosen, language }: LinkedHoursProps) {
  const t = bookingTextsFor(language).hours;
  const { hour } = formatsFor(language);
  return (
    <div className="hour-grid hour-form">
      {starts.map((at) => (
        <PageLink key={at} href={chosen(floorTick(at))} className="choice" aria-label={t.choose(hour(at))}>
          {hour(at)}
        </PageLink>
      ))}
    </div>
  );
}

interface PartProps extends HoursProps {
  readonly title: string;
  readonly way: CalendarWay;
}

function Hours({ way, ...hours }: Omit<PartProps, "title">) {
  return way.chosen ? <LinkedHours {...hours} chosen={way.chosen} /> : <HoldHours {...hours} />;
}

/** The hours of one part of the day: where there are many, the quarter hours first, the rest one tap away. */
function Part({ title, starts, ...of }: PartProps) {
  if (starts.length === 0) return null;
  const { first, rest } = quartersFirst(starts);
  return (
    <section aria-label={title}>
      <h2 className="mt-4 mb-2">{title}</h2>
      <Hours starts={first} {...of} />
      {rest.length > 0 && (
        <details>
          <summary className="link">{bookingTextsFor(of.language).hours.more(rest.length)}</summary>
          <Hours starts={rest} {...of} />
        </details>
      )}
    </section>
  );
}

const NOON = 12;

function Nothing({ view, language }: PageProps<HoursView>) {
  const t = bookingTextsFor(language).hours;
  const { state } = view;
  if (state.kind === "free") return null;
  if (state.kind === "full") return <Notice tone="warn" title={t.full} />;
  if (state.kind === "closed") return <Notice tone="warn" title={t.closed(closedInWords(state.closed, language))} />;
  return (
    <Notice tone="warn" title={t.out}>
      {bookingTextsFor(language).problems[state.why]}{" "}
      {state.why === "too-far" && t.latest(formatsFor(language).dayAndMonth(view.lastDay))}
    </Notice>
  );
}

/** Which hour, by part of the day. */
export function HoursPage({ view, query, way, language }: AskedProps<HoursView>) {
  const t = bookingTextsFor(language).hours;
  const { hour, day } = formatsFor(language);
  const isMorning = (at: Instant) => Number(hour(at).split(":")[0]) < NOON;
  return (
    <Step
      title={t.title(day(view.date))}
      purpose={way.purpose}
      back={way.days?.(view.date.slice(0, 7)) ?? way.back}
      aside={
        way.days && (
          <div className="only-wide">
            <Calendar grid={view.grid} way={way} today={view.today} chosen={view.date} language={language} />
          </div>
        )
      }
      language={language}
    >
      <What view={view} way={way} language={language} />
      <BookingProblem query={query} language={language} />
      {query.lost !== null && <Answer of="lost" tone="warn" title={t.lost(hour(tickStart(query.lost)))} />}
      <Kept way={way} language={language} />
      {view.held && (
        <Notice tone="ok" title={t.held(hour(view.held.at), hour(view.held.until))}>
          <PageLink
            href={bookingPath(
              { at: "details", ...stepPlace(view) },
              { cases: view.cases, start: floorTick(view.held.at) },
            )}
            className="link"
          >
            {t.goOn}
          </PageLink>
        </Notice>
      )}
      <Nothing view={view} language={language} />
      {view.state.kind === "out" && <FirstDay view={view} language={language} />}
      {view.starts.length > 0 && !way.kept && <p className="soft small mt-2">{t.hint(view.holdMinutes)}</p>}
      <Part view={view} way={way} title={t.morning} starts={view.starts.filter(isMorning)} language={language} />
      <Part
        view={view}
        way={way}
        title={t.noon}
        starts={view.starts.filter((at) => !isMorning(at))}
        language={language}
      />
      <nav className="flex flex-wrap justify-between gap-x-4 mt-4" aria-label={t.month}>
        {view.earlierDay && way.days && (
          <PageLink href={way.hours(view.earlierDay)} className="link">
            {t.earlierDay}: {dayInWords(view.earlierDay, view.today, language)}
          </PageLink>
        )}
        {view.laterDay && way.days && (
          <PageLink href={way.hours(view.laterDay)} className="link">
            {t.laterDay}: {dayInWords(view.laterDay, view.today, language)}
          </PageLink>
        )}
      </nav>
    </Step>
  );
}
