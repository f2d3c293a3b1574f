import { Local } from "@/app/ui/local";
import { Notice } from "@/app/ui/notice";
import { PageLink } from "@/app/ui/page-link";
import { ticketPath } from "@/lib/address/paths";
import { TICK_MS, type Tick, tickStart } from "@/lib/domain/time/tick";
import type { Visit } from "@/lib/domain/visit/visit";
import type { OfferQueryFields } from "@/lib/forms/pages";
import { papersAtAGlance } from "@/lib/pages/reading/papers-view";
import { isHere, type OfferedStart, type OfferView } from "@/lib/pages/scan/offer-view";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { inLanguage, textsFor } from "@/lib/text/texts";
import type { OwnTicket, OwnTickets } from "@/lib/use-cases/visit/own-visit";
import { PageForm, Press } from "../document/page-form";
import { SecondsLeft } from "../document/seconds-left";

interface OfferTicketProps {
  readonly view: OfferView;
  readonly offered: OfferedStart;
  readonly query: OfferQueryFields;
  readonly own: OwnTickets;
  readonly language: Language;
}

function labelOf({ offered, query, language }: OfferTicketProps): string {
  const t = textsFor(language).offer;
  if (offered.held !== null) return t.labelHeld;
  return query.start === offered.start ? t.labelChosen : t.label;
}

/** What to have along, before one decides; all of it stands below. */
function Bring({ view, language }: Pick<OfferTicketProps, "view" | "language">) {
  const t = textsFor(language).offer;
  const glance = papersAtAGlance(view.papers, view.procedure);
  if (!glance) return null;
  const [first, second] = glance.short;
  return (
    <div>
      <dt>{t.bring}</dt>
      <dd>
        {first && <Local text={first} language={language} />}
        {second && (
          <>
            , <Local text={second} language={language} />
          </>
        )}
        {glance.more > 0 && (
          <a href="#bring" className="bring-more">
            {t.moreOf(glance.more)}
          </a>
        )}
      </dd>
    </div>
  );
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
        {offered.held !== null && (
          <SecondsLeft
            seconds={offered.held.seconds}
            label={t.offer.heldLeft}
            until={t.offer.heldUntil(hour(offered.held.until))}
          />
        )}
      </div>
      <dl className="stub facts">
        <div>
          <dt>{t.offer.where}</dt>
          <dd>{inLanguage(offered.hall, language)}</dd>
        </div>
        <div>
          <dt>{t.offer.comeIn}</dt>
          <dd>{offered.comeInAt === null ? t.offer.comeInNow : t.offer.comeInFrom(hour(offered.comeInAt))}</dd>
        </div>
        <Bring view={view} language={language} />
      </dl>
    </div>
  );
}

/** Whether a visit takes some of the minutes of an offer. */
export const overlaps = (visit: Visit, start: Tick, minutes: number): boolean =>
  visit.start < start + (minutes * 60_000) / TICK_MS && start < visit.start + visit.ticks;

/** One's other ticket: whoever wants another hour changes it there. */
function ToTicket({ ticket, language }: { readonly ticket: OwnTicket; readonly language: Language }) {
  return (
    <PageLink href={ticketPath(ticket.token)} className="link">
      {textsFor(language).offer.changeTicket}
    </PageLink>
  );
}

/** Says that this would be one more ticket, before it is; what one has elsewhere or later is a line above. */
function OneMore({ view, offered, query, own, language }: OfferTicketProps) {
  const t = textsFor(language).offer;
  const { hour } = formatsFor(language);
  if (query.ordinal > 0) return <Notice tone="info" title={t.second} />;
  const overlapping = own.tickets.find(
    ({ visit }) => visit.locationId === view.place.id && overlaps(visit, offered.start, view.minutes),
  );
  if (overlapping)
    return (
      <Notice tone="warn" title={t.overlaps(hour(tickStart(overlapping.visit.start)))}>
        <ToTicket ticket={overlapping} language={language} />
      </Notice>
    );
  const same = own.tickets.find(({ visit }) => isHere(visit, view));
  if (!same) return null;
  return (
    <Notice tone="warn" title={t.already(hour(tickStart(same.visit.start)))}>
      <ToTicket ticket={same} language={language} />
    </Notice>
  );
}

/** The one button that turns the offer into the resident's ticket. */
function Accept({ view, offered, query, language }: OfferTicketProps) {
  const t = textsFor(language);
  const { hour } = formatsFor(language);
  const { place, group, cases } = view;
  const fields = { location: place.id, caseGroup: group.id, start: offered.start, cases, ordinal: query.ordinal };
  return (
    <>
      <PageForm name="accept" fields={fields} className="mt-3.5">
        <Press className="accept" language={language}>
          {t.offer.accept(hour(offered.at))}
        </Press>
      </PageForm>
      {offered.held !== null && <LetGo view={view} language={language} />}
      <p className="soft small mt-2">{t.offer.acceptHint}</p>
    </>
  );
}

function LetGo({ view, language }: Pick<OfferTicketProps, "view" | "language">) {
  return (
    <PageForm name="letGo" fields={{ location: view.place.id, caseGroup: view.group.id }} className="mt-2">
      <Press className="second" language={language}>
        {textsFor(language).offer.letGo}
      </Press>
    </PageForm>
  );
}

/** The ticket that this device has for the very matter and time on offer, unless one more was asked for. */
function ownAt({ view, offered, query, own }: OfferTicketProps): OwnTicket | undefined {
  if (query.ordinal > 0 || offered.held !== null) return undefined;
  const isMine = ({ visit }: OwnTicket) =>
    isHere(visit, view) && visit.cases === view.cases && visit.start === offered.start;
  return own.tickets.find(isMine);
}

/** Going back to an hour that one has taken leads to its ticket. */
function Mine({ ticket, language }: { readonly ticket: OwnTicket; readonly language: Language }) {
  const t = textsFor(language);
  const { hour } = formatsFor(language);
  return (
    <>
      <Notice tone="ok" title={t.offer.yours(hour(tickStart(ticket.visit.start)))} live />
      <p className="mt-3.5">
        <PageLink href={ticketPath(ticket.token)} className="accept">
          {t.own.show}
        </PageLink>
      </p>
    </>
  );
}

/** One free time on paper and how to take it, or why this device takes no more. */
export function OfferTicket(props: OfferTicketProps) {
  const { offered, query, own, language } = props;
  const { hour } = formatsFor(language);
  const mine = ownAt(props);
  if (mine) return <Mine ticket={mine} language={language} />;
  // After a form that met the limit the page says so on top.
  if (own.full && offered.held === null)
    return query.notice === "limit" ? null : <Notice tone="stop" title={textsFor(language).notices.limit} />;
  return (
    <>
      <OneMore {...props} />
      <Paper {...props} />
      <Accept {...props} />
      {offered.roomFull && offered.comeInAt !== null && (
        <Notice tone="warn" icon="door">
          {textsFor(language).offer.roomFull(hour(offered.comeInAt))}
        </Notice>
      )}
    </>
  );
}
