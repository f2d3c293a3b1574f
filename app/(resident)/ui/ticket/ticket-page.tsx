import { Problem } from "@/app/(resident)/ui/frame/problem";
import { Answer, CityNotices, Notice } from "@/app/ui/notice";
import { PageLink } from "@/app/ui/page-link";
import { bookingPath } from "@/lib/address/booking-step";
import { offerPath, ownTicketsPath, ticketPath } from "@/lib/address/paths";
import type { TicketQueryFields } from "@/lib/forms/pages";
import { hasUncertain } from "@/lib/pages/reading/papers-view";
import type { TicketPageView } from "@/lib/pages/ticket/ticket-page";
import type { TicketView } from "@/lib/pages/ticket/ticket-view";
import { currentHasCookie } from "@/lib/server/who/request";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { messageTextsFor } from "@/lib/text/messages/texts";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { textsFor } from "@/lib/text/texts";
import { PageForm, Press } from "../document/page-form";
import { AskAfter } from "../document/seconds-left";
import { CheckNote } from "../reading/check-note";
import { PaperChecks } from "../reading/papers";
import { QuietActions, TicketButtons } from "./ticket-actions";
import { TicketPaper } from "./ticket-paper";
import { saveCode, VOID, wordsFor } from "./ticket-words";
import { Booked, MessageAnswer, VisitMessages } from "./visit-messages";

interface TicketPageProps {
  readonly view: TicketView;
  readonly token: string;
  readonly language: Language;
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

/** The papers to have along, and everything that is done seldom. */
function AtHand({ page, token, language }: Omit<ShownTicketProps, "query" | "isCopy">) {
  const { view } = page;
  return (
    <div className="aside">
      <h2 className="mt-5">{textsFor(language).ticket.bring}</h2>
      <PaperChecks procedures={view.papers} language={language} />
      {(view.placeUncertain || hasUncertain(view.papers)) && <CheckNote language={language} />}
      <QuietActions view={view} token={token} mayTakeMore={page.mayTakeMore} language={language} />
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
        <TicketPaper view={view} language={language} />
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
        <TicketPaper view={view} language={language} />
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
            <TicketButtons view={view} token={token} language={language} />
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
