import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { DaysPage, HoursPage } from "@/app/(resident)/ui/booking/calendar-pages";
import {
  BeforePage,
  BuildingsPage,
  CasesPage,
  DepartmentsPage,
  GroupsPage,
} from "@/app/(resident)/ui/booking/choice-pages";
import { BookedAlready, CheckPage, DetailsPage } from "@/app/(resident)/ui/booking/form-pages";
import { BookingProblem, hasProblem } from "@/app/(resident)/ui/booking/problem";
import { Frame } from "@/app/(resident)/ui/frame/frame";
import { unknownPlace } from "@/app/(resident)/unknown-place";
import { type BookingStep, bookingPath, readBookingStep } from "@/lib/address/booking-step";
import { withPrefix } from "@/lib/address/language";
import { type BookingQueryFields, bookingQuery, readDetails } from "@/lib/forms/booking";
import { mattersQuery } from "@/lib/forms/pages";
import type { PlaceQuery } from "@/lib/pages/booking/calendar";
import { loadBefore, loadBuildings, loadDepartments, loadGroups } from "@/lib/pages/booking/choice";
import { bookedAlready, loadForm } from "@/lib/pages/booking/form";
import { loadFound } from "@/lib/pages/booking/found";
import { leadsSomewhere } from "@/lib/pages/booking/known";
import { bookingWay } from "@/lib/pages/booking/way";
import { application } from "@/lib/server/compose";
import { currentHoursPage } from "@/lib/server/render/current-hours-page";
import { currentDevice, currentPrefix } from "@/lib/server/who/request";
import { monthHeard, monthTitle } from "@/lib/text/booking/month-title";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import { DEFAULT_LANGUAGE, type Language, readLanguage } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import { typedOn } from "@/lib/use-cases/resident/book-visit";
import { ownTickets } from "@/lib/use-cases/visit/own-visit";

interface BookingProps {
  readonly params: Promise<{ readonly lang: string; readonly step?: readonly string[] }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

interface Asked<At extends BookingStep["at"]> {
  /** What is looked for on the first page; empty where nothing is. */
  readonly wanted: string;
  readonly step: Extract<BookingStep, { at: At }>;
  readonly query: BookingQueryFields;
  readonly language: Language;
}

/** A page of the calendar, with whether counters and plans are examples; null for an address that leads nowhere. */
interface Shown {
  readonly page: ReactNode;
  readonly exampleData: boolean;
}

/** What an address asks for; no step for one that leads nowhere. */
async function readAsked({ params, searchParams }: BookingProps) {
  const { lang, step: parts = [] } = await params;
  const query = bookingQuery.parse(await searchParams);
  const { q: wanted } = mattersQuery.parse(await searchParams);
  const step = readBookingStep(parts.map(decodeURIComponent));
  return {
    language: readLanguage(lang) ?? DEFAULT_LANGUAGE,
    step: step && (await leadsSomewhere(application(), step, query)) ? step : null,
    query,
    wanted,
  };
}

const titleOf = (at: BookingStep["at"], language: Language): string => {
  const t = bookingTextsFor(language);
  const titles: Readonly<Record<BookingStep["at"], string>> = {
    departments: t.title,
    groups: t.groups.title,
    matter: t.before.title,
    cases: t.count.title.matters,
    buildings: t.buildings.title,
    days: t.days.title,
    hours: t.hour,
    details: t.details.title,
    check: t.check.title,
  };
  return titles[at];
};

export async function generateMetadata(props: BookingProps): Promise<Metadata> {
  const { language, step, query } = await readAsked(props);
  const t = textsFor(language);
  if (!step) return { title: t.notFound.page.title, robots: { index: false } };
  const asked = step.at === "cases" ? await titleOfCases(step.caseGroup, language) : titleOf(step.at, language);
  const title = step.at === "days" && query.month !== null ? monthTitle(asked, query.month, language) : asked;
  const isProblem = hasProblem(query) && !(await isMended(step, query));
  return { title: isProblem ? t.problemTitle(title) : title, robots: { index: step.at === "departments" } };
}

async function titleOfCases(caseGroup: string, language: Language): Promise<string> {
  const { city } = await application().plan.book();
  const group = city.caseGroups.find(({ id }) => id === caseGroup);
  return bookingTextsFor(language).count.title[group?.casesAre ?? "matters"];
}

/** Whether the faults that an address tells of have been mended since: Back leads to such an address. */
async function isMended({ at }: BookingStep, { check, notice, wait }: BookingQueryFields): Promise<boolean> {
  if (at !== "details" || check === null || notice !== null || wait !== null) return false;
  const device = currentDevice();
  const typed = device === null ? null : await typedOn(application())(device);
  return typed !== null && readDetails(typed) !== null;
}

/** What is asked about a building, as the step and its query name it. */
function placeQuery(step: Omit<PlaceQuery, "cases">, { cases }: BookingQueryFields): PlaceQuery {
  const { department, caseGroup, location } = step;
  return { department, caseGroup, location, cases };
}

async function choicePage({
  step,
  query,
  wanted,
  language,
}: Asked<"departments" | "groups" | "matter" | "cases" | "buildings">) {
  const app = application();
  switch (step.at) {
    case "departments": {
      const view = await loadDepartments(app);
      const found = await loadFound(app, wanted);
      const action = withPrefix(currentPrefix(), bookingPath({ at: "departments" }));
      return {
        page: <DepartmentsPage view={view} found={found} action={action} language={language} />,
        exampleData: view.exampleData,
      };
    }
    case "groups": {
      const view = await loadGroups(app, step.department);
      return view && { page: <GroupsPage view={view} language={language} />, exampleData: view.exampleData };
    }
    case "matter":
    case "cases": {
      const view = await loadBefore(app, step.department, step.caseGroup, query.procedure);
      const Page = step.at === "matter" ? BeforePage : CasesPage;
      return view && { page: <Page view={view} language={language} />, exampleData: view.exampleData };
    }
    case "buildings": {
      const view = await loadBuildings(app, step.department, step.caseGroup, query.cases);
      return view && { page: <BuildingsPage view={view} language={language} />, exampleData: view.exampleData };
    }
  }
}

async function calendarPage({ step, query, language }: Omit<Asked<"days" | "hours">, "wanted">): Promise<Shown | null> {
  const place = placeQuery(step, query);
  const { page } = await currentHoursPage(
    step.at === "days" ? { kind: "days", place, query } : { kind: "day", place, date: step.date, query },
  );
  if (page?.kind === "days") {
    const { view } = page;
    return {
      page: <DaysPage view={view} query={query} way={bookingWay(view)} language={language} />,
      exampleData: view.exampleData,
    };
  }
  if (page?.kind !== "day") return null;
  const { view } = page;
  return {
    page: <HoursPage view={view} query={query} way={bookingWay(view)} language={language} />,
    exampleData: view.exampleData,
  };
}

async function formPage({ step, query, language }: Omit<Asked<"details" | "check">, "wanted">): Promise<Shown | null> {
  if (query.start === null) return null;
  const app = application();
  const device = currentDevice();
  const { hold, tickets } = await ownTickets(app)(device);
  const typed = device === null ? null : await typedOn(app)(device);
  const view = await loadForm(app, { ...placeQuery(step, query), start: query.start }, hold, typed);
  if (view?.refusal) {
    const { department, caseGroup, location } = step;
    const hours = bookingPath(
      { at: "hours", department, caseGroup, location, date: view.date },
      { cases: view.cases, notice: view.refusal },
    );
    redirect(withPrefix(currentPrefix(), hours));
  }
  const own = view && bookedAlready(view, tickets);
  if (own)
    return { page: <BookedAlready view={view} token={own} language={language} />, exampleData: view.exampleData };
  const Page = step.at === "details" ? DetailsPage : CheckPage;
  return view && { page: <Page view={view} query={query} language={language} />, exampleData: view.exampleData };
}

/** The page of a step; null for an address that leads nowhere. */
async function shown({ step, query, wanted, language }: Asked<BookingStep["at"]>): Promise<Shown | null> {
  switch (step.at) {
    case "days":
    case "hours":
      return calendarPage({ step, query, language });
    case "details":
    case "check":
      return formPage({ step, query, language });
    default:
      return withProblem(await choicePage({ step, query, wanted, language }), query, language);
  }
}

/** A question that somebody was led back to, with why. */
const withProblem = (shown: Shown | null, query: BookingQueryFields, language: Language): Shown | null =>
  shown && {
    ...shown,
    page: (
      <>
        <BookingProblem query={query} language={language} />
        {shown.page}
      </>
    ),
  };

/** The calendar: one question per page, each with its own address (ux §3). */
export default async function Booking(props: BookingProps) {
  const { language, step, query, wanted } = await readAsked(props);
  const found = step && (await shown({ step, query, wanted, language }));
  if (!found) return unknownPlace("page", language);
  return (
    <Frame
      language={language}
      exampleData={found.exampleData}
      heard={step.at === "days" ? monthHeard(query.month, language) : undefined}
    >
      {found.page}
    </Frame>
  );
}
