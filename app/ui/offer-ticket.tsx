import { accept, letGo } from "@/app/(resident)/actions";
import type { OfferQueryFields } from "@/lib/forms/pages";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { inLanguage, textsFor } from "@/lib/text/texts";
import type { OfferedStart, OfferView } from "@/lib/views/offer-view";
import { Notice } from "./notice";
import { Countdown } from "./refresh-after";

interface OfferTicketProps {
  readonly view: OfferView;
  readonly offered: OfferedStart;
  readonly query: OfferQueryFields;
  readonly language: Language;
}

function labelOf({ offered, query, language }: OfferTicketProps): string {
  const t = textsFor(language).offer;
  if (offered.heldSeconds !== null) return t.labelHeld;
  return query.start === offered.start ? t.labelChosen : t.label;
}

function Paper(props: OfferTicketProps) {
  const { view, offered, language } = props;
  const t = textsFor(language);
  const { hour, day } = formatsFor(language);
  return (
    <div className="ticket">
      <div className="face">
        <p className="ticket-label">{labelOf(props)}</p>
        <p className="hour ticket-hour">{hour(offered.at)}</p>
        <p className="ticket-day">
          {t.today}, {day(view.today)}
        </p>
        {offered.heldSeconds !== null && <Countdown seconds={offered.heldSeconds} label={t.offer.heldLeft} />}
      </div>
      <dl className="stub facts">
        <dt>{t.offer.where}</dt>
        <dd>{inLanguage(offered.hall, language)}</dd>
        <dt>{t.offer.comeIn}</dt>
        <dd>{offered.comeInAt === null ? t.offer.comeInNow : t.offer.comeInFrom(hour(offered.comeInAt))}</dd>
      </dl>
    </div>
  );
}

/** One free time on paper, and the one button that turns it into the resident's ticket. */
export function OfferTicket(props: OfferTicketProps) {
  const { view, offered, query, language } = props;
  const t = textsFor(language).offer;
  const { hour } = formatsFor(language);
  return (
    <>
      {query.ordinal > 0 && <Notice tone="info" title={t.second} />}
      <Paper {...props} />
      <form action={accept} className="mt-3.5">
        <input type="hidden" name="location" value={view.place.id} />
        <input type="hidden" name="caseGroup" value={view.group.id} />
        <input type="hidden" name="start" value={offered.start} />
        <input type="hidden" name="cases" value={view.cases} />
        <input type="hidden" name="ordinal" value={query.ordinal} />
        <button type="submit" className="accept">
          {t.accept(hour(offered.at))}
        </button>
      </form>
      {offered.heldSeconds !== null && (
        <form action={letGo} className="mt-2">
          <input type="hidden" name="location" value={view.place.id} />
          <input type="hidden" name="caseGroup" value={view.group.id} />
          <button type="submit" className="second">
            {t.letGo}
          </button>
        </form>
      )}
      <p className="soft small mt-2">{t.acceptHint}</p>
      {offered.roomFull && offered.comeInAt !== null && (
        <Notice tone="warn" icon="door">
          {t.roomFull(hour(offered.comeInAt))}
        </Notice>
      )}
    </>
  );
}
