import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { DaysPage, HoursPage } from "@/app/(resident)/ui/booking/calendar-pages";
import { MovePage } from "@/app/(resident)/ui/booking/move-page";
import { hasProblem } from "@/app/(resident)/ui/booking/problem";
import { Frame } from "@/app/(resident)/ui/frame/frame";
import { unknownPlace } from "@/app/(resident)/unknown-place";
import { withPrefix } from "@/lib/address/language";
import { moveHoursPath, ticketPath } from "@/lib/address/paths";
import { civilDateAt } from "@/lib/domain/time/civil-time";
import { tickStart } from "@/lib/domain/time/tick";
import { type BookingQueryFields, bookingQuery } from "@/lib/forms/booking";
import { loadDays, loadHours } from "@/lib/pages/booking/calendar";
import { loadMovable, loadMoveCheck, type Movable, readMoveStep } from "@/lib/pages/booking/move";
import { moveWay } from "@/lib/pages/booking/way";
import { application } from "@/lib/server/compose";
import { currentPrefix } from "@/lib/server/who/request";
import { visitOfAddress } from "@/lib/server/who/visit-of-address";
import { monthHeard, monthTitle } from "@/lib/text/booking/month-title";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import { DEFAULT_LANGUAGE, type Language, readLanguage } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";

interface MoveProps {
  readonly params: Promise<{ readonly lang: string; readonly token: string; readonly step?: readonly string[] }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** A page on the way to another time, as it was asked for. */
interface Asked {
  readonly token: string;
  readonly movable: Movable;
  readonly query: BookingQueryFields;
  readonly language: Language;
}

export async function generateMetadata({ params, searchParams }: MoveProps): Promise<Metadata> {
  const { lang, token, step = [] } = await params;
  const language = readLanguage(lang) ?? DEFAULT_LANGUAGE;
  const t = textsFor(language);
  const robots = { index: false, follow: false };
  if (!(await visitOfAddress(token))) return { title: t.notFound.ticket.title, robots };
  if (!readMoveStep(step.map(decodeURIComponent))) return { title: t.notFound.page.title, robots };
  const query = bookingQuery.parse(await searchParams);
  const asked = bookingTextsFor(language).move.title;
  const title = step.length === 0 && query.month !== null ? monthTitle(asked, query.month, language) : asked;
  return { title: hasProblem(query) ? t.problemTitle(title) : title, robots };
}

async function leadTo(path: string): Promise<never> {
  return redirect(withPrefix(currentPrefix(), path));
}

async function daysPage({ token, movable, query, language }: Asked) {
  if (movable.sameDayOnly) return leadTo(moveHoursPath(token, movable.date));
  const view = await loadDays(application(), movable.query, query.month ?? movable.date.slice(0, 7), movable.visit);
  return view && <DaysPage view={view} query={query} way={moveWay(token, movable)} language={language} />;
}

async function hoursPage({ token, movable, query, language }: Asked, date: string) {
  if (movable.sameDayOnly && date !== movable.date) return leadTo(moveHoursPath(token, movable.date));
  const view = await loadHours(application(), movable.query, date, null, movable.visit);
  return view && <HoursPage view={view} query={query} way={moveWay(token, movable)} language={language} />;
}

async function checkPage({ token, movable, query, language }: Asked) {
  const { start } = query;
  if (start === null) return null;
  // Back from the ticket after a move: the hour is taken, but by this very visit.
  if (start === movable.visit.start) return leadTo(ticketPath(token));
  const view = await loadMoveCheck(application(), movable, start);
  if (!view) return leadTo(moveHoursPath(token, civilDateAt(tickStart(start)), { lost: start }));
  return <MovePage view={view} query={query} token={token} language={language} />;
}

/** Another time for a visit: which day, which hour, and whether it is the right one. Nothing changes before. */
export default async function Move({ params, searchParams }: MoveProps) {
  const { lang, token, step: parts = [] } = await params;
  const language = readLanguage(lang) ?? DEFAULT_LANGUAGE;
  const step = readMoveStep(parts.map(decodeURIComponent));
  const app = application();
  const visit = await visitOfAddress(token);
  if (!visit || !step) return unknownPlace(visit ? "page" : "ticket", language);
  const movable = await loadMovable(app, visit);
  // A visit that was called off says so itself.
  if (!movable) return leadTo(visit.state === "cancelled" ? ticketPath(token) : `${ticketPath(token)}?notice=too-late`);
  const asked: Asked = { token, movable, query: bookingQuery.parse(await searchParams), language };
  const page =
    step.at === "days"
      ? await daysPage(asked)
      : step.at === "hours"
        ? await hoursPage(asked, step.date)
        : await checkPage(asked);
  if (!page) return unknownPlace("page", language);
  const { exampleDataConfirmed } = (await app.plan.book()).settings;
  return (
    <Frame
      language={language}
      exampleData={!exampleDataConfirmed}
      copyOf={null}
      heard={step.at === "days" ? monthHeard(asked.query.month, language) : undefined}
    >
      {page}
    </Frame>
  );
}
