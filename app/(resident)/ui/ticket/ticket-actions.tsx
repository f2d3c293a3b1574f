import { PageLink } from "@/app/ui/page-link";
import { withPrefix } from "@/lib/address/language";
import { buildingPath, calendarFilePath, cancelPath, moveDaysPath, offerPath } from "@/lib/address/paths";
import type { TicketView } from "@/lib/pages/ticket/ticket-view";
import { currentPrefix } from "@/lib/server/who/request";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import type { Language } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { textsFor } from "@/lib/text/texts";
import { PrintPage } from "../document/print-page";

interface ActionsProps {
  readonly view: TicketView;
  readonly token: string;
  readonly language: Language;
}

/** What is done most about a visit that lies ahead: keep it in one's own calendar, or have another time. */
export function TicketButtons({ view, token, language }: ActionsProps) {
  const { entry, move } = bookingTextsFor(language);
  if (!view.mayMove) return null;
  return (
    <div className="pair mt-4 no-print">
      <a href={withPrefix(currentPrefix(), calendarFilePath(token))} className="second" download="wizyta.ics">
        {entry.add}
      </a>
      <PageLink href={moveDaysPath(token)} className="second">
        {view.mayMove === "any-day" ? move.title : move.sameDay}
      </PageLink>
    </div>
  );
}

interface QuietProps extends ActionsProps {
  /** Whether the device may have one more for the same matter. */
  readonly mayTakeMore: boolean;
}

/** Everything else, as a list; calling off, which nobody shall press by chance, comes last and is asked about on its page. */
export function QuietActions({ view, token, mayTakeMore, language }: QuietProps) {
  const t = textsFor(language);
  return (
    <ul className="quiet mt-4 no-print">
      <PrintPage label={bookingTextsFor(language).mail.print} />
      <li>
        <PageLink href={buildingPath(view.place.id)} className="link">
          {readingTextsFor(language).places.more}
        </PageLink>
      </li>
      {mayTakeMore && (
        <li>
          <PageLink href={offerPath(view.place.id, view.group.id, { ordinal: 1 })} className="link">
            {t.own.more}
          </PageLink>
        </li>
      )}
      {view.mayCancel && (
        <li className="quiet-last">
          <PageLink href={cancelPath(token)} className="link">
            {t.ticket.cancel}
          </PageLink>
          <span className="soft small block">{t.ticket.cancelHint}</span>
        </li>
      )}
    </ul>
  );
}
