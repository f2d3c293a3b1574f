import { Problem } from "@/app/(resident)/ui/frame/problem";
import { Polish } from "@/app/ui/local";
import { Answer, CityNotices, Notice } from "@/app/ui/notice";
import { PageLink } from "@/app/ui/page-link";
import { QrCode } from "@/app/ui/qr-code";
import { bookingPath } from "@/lib/address/booking-step";
import { withPrefix } from "@/lib/address/language";
import {
  buildingPath,
  calendarFilePath,
  cancelPath,
  moveDaysPath,
  offerPath,
  ownTicketsPath,
  ticketPath,
} from "@/lib/address/paths";
import type { TicketQueryFields } from "@/lib/forms/pages";
import { hasUncertain } from "@/lib/pages/reading/papers-view";
import type { TicketPageView } from "@/lib/pages/ticket/ticket-page";
import type { TicketView } from "@/lib/pages/ticket/ticket-view";
import { currentHasCookie, currentPrefix } from "@/lib/server/who/request";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { messageTextsFor } from "@/lib/text/messages/texts";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { inLanguage, textsFor } from "@/lib/text/texts";
import { PageForm, Press } from "../document/page-form";
import { PrintPage } from "../document/print-page";
import { AskAfter } from "../document/seconds-left";
import { CheckNote } from "../reading/check-note";
import { PaperChecks } from "../reading/papers";
import { saveCode, VOID, wordsFor } from "./ticket-words";
import { Booked, MessageAnswer, VisitMessages } from "./visit-messages";

interface TicketPageProps {
  readonly view: TicketView;
  readonly token: string;
  readonly language: Language;
}

function Paper({ view, language }: { readonly view: TicketView; readonly language: Language }) {
  const t = textsFor(language);
  const { hour, dayAndMonth } = formatsFor(language);
  const isVoid = VOID.has(view.phase);
  return (
    <div className={`ticket ticket-own ${isVoid ? "ticket-void" : ""}`}>
      <div className="face">
        <h1 className="flex flex-wrap justify-between items-end gap-x-3">
          <span>
            <span className="ticket-label block">{view.number ? t.ticket.yourNumber : t.ticket.titleNoNumber}</span>
            <span className="sr-only"> </span>
            {view.number && <span className="hour ticket-number">{view.number}</span>}
            <span className="sr-only">, </span>
          </span>
          <span className="hour ticket-at">
            {hour(view.start)}
            <span className="sr-only">, </span>
            <span className="ticket-label block whitespace-normal">
              {view.isToday && `${t.today}, `}
              {dayAndMonth(view.date)}
            </span>
          </span>
        </h1>
        <p className="font-semibold mt-2">{inLanguage(view.group.name, language)}</p>
        {view.cases > 1 && (
          <p className="ticket-label">
            {view.group.casesAre === "persons" ? t.ticket.people(view.cases) : t.ticket.matters(view.cases)}
          </p>
        )}
      </div>
      <div className="stub flex flex-wrap gap-4 items-center">
        {!isVoid && <QrCode text={view.code} label={t.ticket.qrLabel(view.codeInGroups)} />}
        <div className="flex-1 basis-28">
          {!isVoid && (
            <>
              <p className="ticket-label">{t.ticket.code}</p>
              <p className="code">{view.codeInGroups}</p>
            </>
          )}
          <p className="leading-tight mt-1">
            <span className="print:hidden">
              <Polish>{view.place.street}</Polish>
            </span>
            <span className="hidden print:inline">
              <Polish>{view.place.address}</Polish>
            </span>
            <br />
            {inLanguage(view.hall, language)}
          </p>
        </div>
      </div>
    </div>
  );
}

/** How to call the visit off: that is asked about on a page of its own. */
function Cancel({ token, language }: Omit<TicketPageProps, "view">) {
  const t = textsFor(language).ticket;
  return (
    <div className="mt-6 no-print">
      <PageLink href={cancelPath(token)} className="second">
        {t.cancel}
      </PageLink>
      <p className="soft small mt-1.5 text-center">{t.cancelHint}</p>
    </div>
  );
}

/** A visit that was called off and taken back: its ticket is another one by now. */
function TakenBack({ token, language }: Omit<TicketPageProps, "view">) {
  const t = textsFor(language);
  return (
    <>
      <Notice tone="info" title={t.ticket.takenBack} />
      <p className="mt-4">
        <PageLink href={ticketPath(token)} className="accept">
          {t.own.show}
        </PageLink>
      </p>
    </>
  );
}

function Undo({ view, token, language }: TicketPageProps) {
  const { hour } = formatsFor(language);
  return (
    <PageForm name="undo" fields={{ token }} className="mt-4">
      <Press className="accept" language={language}>
        {textsFor(language).ticket.undo(hour(view.start))}
      </Press>
    </PageForm>
  );
}

/** The same matter once more, by the way by which this ticket was had. */
function TakeNew({ view, language }: { readonly view: TicketView; readonly language: Language }) {
  const t = textsFor(language).ticket;
  const { place, group, cases, isWalkIn } = view;
  const days = bookingPath(
    { at: "days", department: group.departmentId, caseGroup: group.id, location: place.id },
    { cases },
  );
  return (
    <p className="mt-4">
      <PageLink
        href={isWalkIn ? offerPath(place.id, group.id, { cases }) : days}
        className={view.mayUndo ? "second" : "accept"}
      >
        {isWalkIn ? t.takeNew : t.bookNew}
      </PageLink>
    </p>
  );
}

/** Without a cookie no scan leads back here. */
function NotKept({ language }: { readonly language: Language }) {
  return currentHasCookie() ? null : <Notice tone="warn">{textsFor(language).ticket.notKept}</Notice>;
}

/** What still helps when the phone dies. */
function KeepCode({ view, language }: { readonly view: TicketView; readonly language: Language }) {
  const t = textsFor(language).ticket;
  const { hour } = formatsFor(language);
  return (
    <>
      <p className="mt-3 font-semibold">{saveCode(view, language)}</p>
      <p className="mt-1 soft small">
        {view.number ? t.byHour : t.byHourBooked} {messageTextsFor(language).late} {t.asOf(hour(view.now))}
      </p>
      {!view.isWalkIn && (
        <p className="mt-1 soft small">
          {t.bookedLater}{" "}
          <PageLink href={ownTicketsPath} className="link">
            {readingTextsFor(language).mine.title}
          </PageLink>
        </p>
      )}
      <NotKept language={language} />
    </>
  );
}

/** What can be done about a visit that lies ahead: keep it in one's own calendar, or have another time. */
function OnTheWay({ view, token, language }: TicketPageProps) {
  const { entry, move } = bookingTextsFor(language);
  const file = withPrefix(currentPrefix(), calendarFilePath(token));
  return (
    <>
      <p className="mt-2 no-print">
        <a href={file} className="link" download="wizyta.ics">
          {entry.add}
        </a>
      </p>
      <p className="mt-2 no-print">
        <PageLink href={moveDaysPath(token)} className="link">
          {view.mayMove === "any-day" ? move.title : move.sameDay}
        </PageLink>
      </p>
    </>
  );
}

/** One more ticket for the same matter, while the device may have one. */
function OneMore({ view, language }: Pick<TicketPageProps, "view" | "language">) {
  return (
    <p className="mt-2 no-print">
      <PageLink href={offerPath(view.place.id, view.group.id, { ordinal: 1 })} className="link">
        {textsFor(language).own.more}
      </PageLink>
    </p>
  );
}

/** The papers to have along, one more ticket, and how to give this one back. */
function AtHand({ page, token, language }: Omit<ShownTicketProps, "query" | "isCopy">) {
  const { view } = page;
  const t = textsFor(language);
  return (
    <div className="aside">
      <h2 className="mt-5">{t.ticket.bring}</h2>
      <PaperChecks procedures={view.papers} language={language} />
      {(view.placeUncertain || hasUncertain(view.papers)) && <CheckNote language={language} />}
      <p className="mt-4 no-print">
        <PageLink href={buildingPath(view.place.id)} className="link">
          {readingTextsFor(language).places.more}
        </PageLink>
      </p>
      {page.mayTakeMore && <OneMore view={view} language={language} />}
      {view.mayCancel && <Cancel token={token} language={language} />}
    </div>
  );
}

interface ShownTicketProps extends Omit<TicketPageProps, "view"> {
  readonly page: TicketPageView;
  /** What the last form on the ticket came to. */
  readonly query: TicketQueryFields;
  /** Kept on a device: it says what holds all day, and nothing that can be sent. */
  readonly isCopy: boolean;
}

/** The ticket as a device keeps it: what is written on it, when to come, what to bring. */
function TicketCopy({ view, language }: Pick<TicketPageProps, "view" | "language">) {
  const t = textsFor(language).ticket;
  const { tone, icon, title, hint } = wordsFor("another-day", view, language);
  return (
    <div className="split">
      <div>
        <Paper view={view} language={language} />
        <Notice tone={tone} icon={icon} title={title}>
          {hint}
        </Notice>
        <CityNotices notices={view.notices} language={language} />
        <p className="mt-3 font-semibold">{saveCode(view, language)}</p>
        <p className="mt-1 soft small">{readingTextsFor(language).offline.cancelLater}</p>
      </div>
      <div className="aside">
        <h2 className="mt-5">{t.bring}</h2>
        <PaperChecks procedures={view.papers} language={language} />
      </div>
    </div>
  );
}

/** The ticket: number, hour, place and code, what to do now, what to bring, and how to give it back. */
export function TicketPage({ page, token, query, isCopy, language }: ShownTicketProps) {
  const t = textsFor(language).ticket;
  const { view, mail } = page;
  if (isCopy) return <TicketCopy view={view} language={language} />;
  const isProblem = query.notice !== null || query.wait !== null;
  const words = wordsFor(view.phase, view, language);
  const isVoid = VOID.has(view.phase);
  return (
    <div className={isVoid ? "narrow" : "split"} data-paper={query.paper ?? undefined}>
      <div>
        <Problem notice={query.notice} wait={query.wait} language={language} />
        {query.moved && !isVoid && (
          <Answer of="moved" tone="ok" title={t.moved}>
            {t.movedHint}
          </Answer>
        )}
        {query.booked && !isVoid && <Booked mail={mail} language={language} />}
        {query.says && !isVoid && <MessageAnswer says={query.says} language={language} />}
        <Paper view={view} language={language} />
        {/* Cancelling is answered here: the number on the paper is the one that was called off. */}
        <div data-answer={view.phase === "cancelled" && !isProblem ? "" : undefined}>
          <Notice tone={words.tone} icon={words.icon} title={words.title} live>
            {words.hint}
          </Notice>
        </div>
        {!isVoid && <CityNotices notices={view.notices} language={language} />}
        {!isVoid && view.placeUncertain && <Notice tone="warn">{textsFor(language).offer.placeUncertain}</Notice>}
        {query.undone && !isVoid && <Answer of="undone" tone="info" title={t.undone} />}
        {page.again !== null && <TakenBack token={page.again} language={language} />}
        {view.mayUndo && page.again === null && <Undo view={view} token={token} language={language} />}
        {isVoid ? (
          page.again === null && <TakeNew view={view} language={language} />
        ) : (
          <>
            <KeepCode view={view} language={language} />
            {view.mayMove && <OnTheWay view={view} token={token} language={language} />}
            <PrintPage label={bookingTextsFor(language).mail.print} />
            <VisitMessages
              mail={mail}
              token={token}
              language={language}
              phase={view.phase}
              isSaid={query.booked !== null}
            />
          </>
        )}
      </div>
      {!isVoid && <AtHand page={page} token={token} language={language} />}
      {view.changesIn !== null && <AskAfter seconds={view.changesIn} />}
      {/* The document's script has the device keep it, as it is now. */}
      <span hidden data-keep />
    </div>
  );
}
