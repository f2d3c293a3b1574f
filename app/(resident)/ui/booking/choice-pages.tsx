import { Local, Polish, PolishName } from "@/app/ui/local";
import { Notice, Paused } from "@/app/ui/notice";
import { PageLink } from "@/app/ui/page-link";
import { bookingPath } from "@/lib/address/booking-step";
import { offerPath } from "@/lib/address/paths";
import { addDays } from "@/lib/domain/time/civil-time";
import {
  type BeforeView,
  type BuildingChoice,
  type BuildingsView,
  type DepartmentsView,
  type GroupsView,
  type MatterView,
  nearestOf,
} from "@/lib/pages/booking/choice";
import type { FoundForBooking, FoundView } from "@/lib/pages/booking/found";
import { afterBefore, afterCases } from "@/lib/pages/booking/way";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { inLanguage, textsFor } from "@/lib/text/texts";
import { NotHere } from "../reading/not-here";
import { Papers, Uncertain, WithoutVisit } from "../reading/papers";
import { SearchForm } from "../reading/search-form";
import { SoFar } from "./so-far";
import { Step } from "./step-frame";

interface PageProps<View> {
  readonly view: View;
  readonly language: Language;
}

type Often = DepartmentsView["often"][number];

/** A matter's row that leads on in the calendar. */
function MatterRow({ group, title, summary, procedure, language }: FoundRowProps) {
  const step = { at: "matter", department: group.departmentId, caseGroup: group.id } as const;
  return (
    <li>
      <PageLink href={bookingPath(step, procedure ? { procedure } : {})} className="row">
        <span>
          <Local text={title} language={language} />
          <PolishName text={title} language={language} />
          {summary && (
            <span className="block soft small font-normal">
              <Local text={summary} language={language} />
            </span>
          )}
        </span>
      </PageLink>
    </li>
  );
}

interface FoundRowProps extends Pick<FoundForBooking, "title" | "summary" | "procedure"> {
  readonly group: Pick<Often, "id" | "departmentId">;
  readonly language: Language;
}

/** What was found for what was typed, or that nothing was and who does it. */
function FoundMatters({ found, language }: { readonly found: FoundView; readonly language: Language }) {
  const t = readingTextsFor(language).list;
  const { query, sure, matters, elsewhere } = found;
  if (matters.length > 0)
    return (
      <>
        <p className="soft small mt-2">{sure ? t.found(matters.length) : t.unsure(query)}</p>
        <ul className="rows mt-2">
          {matters.map(({ slug, ...matter }) => (
            <MatterRow key={slug} {...matter} language={language} />
          ))}
        </ul>
      </>
    );
  return (
    <div className="mt-3">
      <NotHere query={query} elsewhere={elsewhere} language={language} />
    </div>
  );
}

interface FirstPageProps extends PageProps<DepartmentsView> {
  readonly found: FoundView | null;
  /** Where the search is sent, in the page's language. */
  readonly action: string;
}

/** What somebody wants to do: by search, among the commonest, or by department. */
export function DepartmentsPage({ view, found, action, language }: FirstPageProps) {
  const t = bookingTextsFor(language).departments;
  const { dayAndMonth } = formatsFor(language);
  return (
    <Step title={t.title} back={null} language={language}>
      {view.paused && <Paused language={language} />}
      <SearchForm action={action} asked={found?.query} language={language} />
      {found && <FoundMatters found={found} language={language} />}
      {!found && (
        <>
          <h2 className="mt-5 mb-1.5">{t.often}</h2>
          <ul className="rows">
            {view.often.map((group) => (
              <MatterRow
                key={group.id}
                group={group}
                title={group.name}
                summary={null}
                procedure={null}
                language={language}
              />
            ))}
          </ul>
        </>
      )}
      <h2 className="mt-5 mb-1.5">{t.choose}</h2>
      <ul className="rows">
        {view.departments.map(({ department, firstDay }) => (
          <li key={department.id}>
            <PageLink href={bookingPath({ at: "groups", department: department.id })} className="row">
              <span>
                <Local text={department.name} language={language} />
              </span>
              {firstDay && <span className="row-later">{t.from(dayAndMonth(firstDay))}</span>}
            </PageLink>
          </li>
        ))}
      </ul>
    </Step>
  );
}

/** Said where a department's first day lies ahead. */
export function FirstDay({ view, language }: PageProps<Pick<MatterView, "department" | "firstDay">>) {
  const t = bookingTextsFor(language).groups;
  const { dateFrom } = formatsFor(language);
  if (view.firstDay === null) return null;
  return <Notice tone="info">{t.firstDay(inLanguage(view.department.name, language), dateFrom(view.firstDay))}</Notice>;
}

/** Which group of matters. */
export function GroupsPage({ view, language }: PageProps<GroupsView>) {
  const t = bookingTextsFor(language).groups;
  const { id: department } = view.department;
  return (
    <Step title={t.title} back={bookingPath({ at: "departments" })} language={language}>
      <p className="soft mt-1">
        <Local text={view.department.name} language={language} />
      </p>
      {view.paused && <Paused language={language} />}
      <FirstDay view={view} language={language} />
      <ul className="rows mt-4">
        {view.groups.map((group) => (
          <li key={group.id}>
            <PageLink href={bookingPath({ at: "matter", department, caseGroup: group.id })} className="row">
              <span>
                <Local text={group.name} language={language} />
                <PolishName text={group.name} language={language} />
                {group.walkInOnly && <small className="block soft font-normal">{t.walkIn}</small>}
              </span>
              <span className="row-later">{t.minutes(group.minutes)}</span>
            </PageLink>
          </li>
        ))}
      </ul>
    </Step>
  );
}

/** What to know before a time is chosen: whether one has to come, and what to bring. */
export function BeforePage({ view, language }: PageProps<BeforeView>) {
  const t = bookingTextsFor(language).before;
  const { offer } = textsFor(language);
  const { group, department, remote } = view;
  const [first] = remote;
  return (
    <Step
      title={inLanguage(group.name, language)}
      back={bookingPath({ at: "groups", department: department.id })}
      language={language}
    >
      <PolishName text={group.name} language={language} />
      {view.paused && <Paused language={language} />}
      <FirstDay view={view} language={language} />
      {group.urgent && <Notice tone="info">{offer.urgent}</Notice>}
      {group.remoteFirst && (
        <Notice tone="info" title={offer.remoteFirst}>
          {first && <Local text={first.note} language={language} />}
        </Notice>
      )}
      {!group.remoteFirst && <WithoutVisit remote={remote} language={language} />}
      {group.walkInOnly ? (
        <WalkInOnly view={view} language={language} />
      ) : (
        <p className="mt-4">
          <PageLink href={afterBefore(view)} className="accept">
            {t.next}
          </PageLink>
        </p>
      )}
      <h2 className="mt-5">{t.papers}</h2>
      <Papers procedures={view.papers} language={language} />
    </Step>
  );
}

function WalkInOnly({ view, language }: PageProps<BeforeView>) {
  const t = bookingTextsFor(language).before;
  return (
    <>
      <Notice tone="warn" title={t.walkInTitle}>
        {t.walkIn}
      </Notice>
      <ul className="rows mt-3">
        {view.places.map((place) => (
          <li key={place.id}>
            <PageLink href={offerPath(place.id, view.group.id)} className="row">
              <Polish>{place.street}</Polish>
            </PageLink>
          </li>
        ))}
      </ul>
    </>
  );
}

/** How many matters or persons: the visit grows by one length each. */
export function CasesPage({ view, language }: PageProps<MatterView>) {
  const t = bookingTextsFor(language);
  const { offer } = textsFor(language);
  const { group, department } = view;
  const counts = Array.from({ length: group.maxCases }, (_, index) => index + 1);
  return (
    <Step
      title={t.count.title[group.casesAre]}
      back={bookingPath({ at: "matter", department: department.id, caseGroup: group.id })}
      aside={<SoFar group={group} language={language} />}
      language={language}
    >
      <p className="soft mt-1">
        <Local text={group.name} language={language} />
      </p>
      <ul className="rows mt-4">
        {counts.map((count) => (
          <li key={count}>
            <PageLink href={afterCases(group, department.id, count)} className="row">
              <span>{offer.howManyLink[group.casesAre](count)}</span>
              <span className="row-later">{t.count.lasts(group.minutes * count)}</span>
            </PageLink>
          </li>
        ))}
      </ul>
      {group.casesAre === "persons" && <p className="soft small mt-3">{t.count.personsHint(group.maxCases)}</p>}
    </Step>
  );
}

/** "dziś", "jutro" or the day. */
export function dayInWords(date: string, today: string, language: Language): string {
  const t = textsFor(language);
  if (date === today) return t.today;
  return date === addDays(today, 1) ? t.tomorrow : formatsFor(language).day(date);
}

interface BuildingRowProps extends PageProps<BuildingsView> {
  readonly building: BuildingChoice;
}

function BuildingRow({ view, building, language }: BuildingRowProps) {
  const { hour } = formatsFor(language);
  const { place, first, uncertain } = building;
  const of = { department: view.department.id, caseGroup: view.group.id, location: place.id };
  return (
    <PageLink href={bookingPath({ at: "days", ...of }, { cases: view.cases })} className="row">
      <span>
        <Polish>{place.street}</Polish> {uncertain && <Uncertain language={language} />}
      </span>
      <span className="row-later">
        {first === null ? (
          bookingTextsFor(language).buildings.none
        ) : (
          <>
            {dayInWords(first.date, view.today, language)}
            <br />
            <b>{hour(first.at)}</b>
          </>
        )}
      </span>
    </PageLink>
  );
}

/** Which building, the nearest free time first. */
export function BuildingsPage({ view, language }: PageProps<BuildingsView>) {
  const t = bookingTextsFor(language);
  const { hour } = formatsFor(language);
  const { group, department, cases } = view;
  const of = { department: department.id, caseGroup: group.id };
  const nearest = nearestOf(view.buildings);
  const back = group.maxCases > 1 ? "cases" : "matter";
  return (
    <Step
      title={t.buildings.title}
      back={bookingPath({ at: back, ...of })}
      aside={<SoFar group={group} language={language} />}
      language={language}
    >
      <p className="soft mt-1">
        <Local text={group.name} language={language} />
      </p>
      {view.paused && <Paused language={language} />}
      {view.buildings.some(({ uncertain }) => uncertain) && (
        <p className="small mt-2">{readingTextsFor(language).matter.placeUncertain}</p>
      )}
      {nearest?.first && (
        <PageLink
          href={bookingPath({ at: "hours", ...of, location: nearest.place.id, date: nearest.first.date }, { cases })}
          className="way mt-4"
        >
          <span>
            <b>{nearest === view.buildings[0] ? t.buildings.nearest : t.buildings.nearestCertain}</b>
            {dayInWords(nearest.first.date, view.today, language)}, <Polish>{nearest.place.street}</Polish>{" "}
            {nearest.uncertain && <Uncertain language={language} />}
          </span>
          <span className="hour">{hour(nearest.first.at)}</span>
        </PageLink>
      )}
      <ul className="rows mt-4">
        {view.buildings.map((building) => (
          <li key={building.place.id}>
            <BuildingRow view={view} building={building} language={language} />
          </li>
        ))}
      </ul>
    </Step>
  );
}
