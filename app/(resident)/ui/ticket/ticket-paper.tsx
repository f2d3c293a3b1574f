import { Polish } from "@/app/ui/local";
import { QrCode } from "@/app/ui/qr-code";
import type { TicketView } from "@/lib/pages/ticket/ticket-view";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { inLanguage, textsFor } from "@/lib/text/texts";
import { VOID } from "./ticket-words";

interface PaperProps {
  readonly view: TicketView;
  readonly language: Language;
}

/** Number and hour of a ticket of the day; of a visit that was booked ahead the hour, as large as its offer was. */
function Head({ view, language }: PaperProps) {
  const t = textsFor(language);
  const { hour, day } = formatsFor(language);
  const label = VOID.has(view.phase) ? t.ticket.formerNumber : t.ticket.yourNumber;
  return (
    <h1 className="ticket-head">
      <span className="ticket-label block">{view.number ? label : t.ticket.titleNoNumber}</span>
      <span className="sr-only"> </span>
      <span className="ticket-numbers">
        {view.number && (
          <>
            <span className="hour ticket-number">{view.number}</span>
            <span className="sr-only">, </span>
          </>
        )}
        <span className={`hour ticket-at ${view.number ? "" : "ticket-hour"}`}>{hour(view.start)}</span>
      </span>
      <span className="sr-only">, </span>
      <span className="ticket-when">
        {view.isToday && `${t.today}, `}
        {day(view.date)}
      </span>
    </h1>
  );
}

/** The ticket as it would be printed: what to say, when, for what and where. */
export function TicketPaper({ view, language }: PaperProps) {
  const t = textsFor(language);
  const isVoid = VOID.has(view.phase);
  return (
    <div className={`ticket ticket-own ${isVoid ? "ticket-void" : ""}`}>
      <div className="face">
        <Head view={view} language={language} />
        <p className="ticket-matter">{inLanguage(view.group.name, language)}</p>
        {view.cases > 1 && (
          <p className="ticket-label">
            {view.group.casesAre === "persons" ? t.ticket.people(view.cases) : t.ticket.matters(view.cases)}
          </p>
        )}
      </div>
      <div className="stub flex flex-wrap gap-x-4 gap-y-2 items-center">
        {!isVoid && <QrCode text={view.code} label={t.ticket.qrLabel(view.codeInGroups)} />}
        <div className="flex-1 basis-24">
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
