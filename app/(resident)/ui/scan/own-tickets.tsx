import { Polish } from "@/app/ui/local";
import { PageLink } from "@/app/ui/page-link";
import { offerPath, ticketPath } from "@/lib/address/paths";
import type { City } from "@/lib/domain/city/city";
import { civilDateAt } from "@/lib/domain/time/civil-time";
import { tickStart } from "@/lib/domain/time/tick";
import type { Visit } from "@/lib/domain/visit/visit";
import { formOf } from "@/lib/pages/booking/after";
import { ticketName } from "@/lib/pages/ticket/ticket-view";
import { pageInstant } from "@/lib/server/render/page-facts";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { inLanguage, textsFor } from "@/lib/text/texts";
import type { OwnTickets as Own, OwnTicket } from "@/lib/use-cases/visit/own-visit";
import { TicketSlip } from "../ticket/ticket-slip";

interface OwnTicketsProps extends Pick<Own, "tickets" | "past" | "hold"> {
  readonly city: City;
  /** The building whose page this is: what one has elsewhere or on another day is one line there. */
  readonly here?: string;
  /** Whether a visit would meet the one that the page offers. */
  readonly meets?: (visit: Visit) => boolean;
  readonly language: Language;
}

/** Where a held hour is accepted: on the page of its matter, or in the calendar's form. */
function holdPath(hold: Visit, { caseGroups }: City): string {
  const department = caseGroups.find(({ id }) => id === hold.caseGroupId)?.departmentId;
  return hold.channel === "qr" || department === undefined
    ? offerPath(hold.locationId, hold.caseGroupId, { cases: hold.cases })
    : formOf({ ...hold, department }, "details");
}

interface WhatForProps {
  readonly visit: Visit;
  readonly city: City;
  readonly language: Language;
}

/** The matter and the building, so that nobody goes to the wrong one. */
function WhatFor({ visit, city, language }: WhatForProps) {
  const group = city.caseGroups.find(({ id }) => id === visit.caseGroupId);
  const place = city.locations.find(({ id }) => id === visit.locationId);
  return (
    <span className="block small">
      {group && inLanguage(group.name, language)}
      {place && (
        <span className="block">
          <Polish>{place.street}</Polish>
        </span>
      )}
    </span>
  );
}

interface AsideProps extends Pick<OwnTicketsProps, "city" | "meets" | "language"> {
  readonly tickets: readonly OwnTicket[];
}

/** Visits of another building or day: a line each, for they have nothing to do with what is on the page. */
function Aside({ tickets, city, meets, language }: AsideProps) {
  const t = textsFor(language);
  const { hour, dayAndMonth } = formatsFor(language);
  const today = civilDateAt(pageInstant());
  return tickets.map(({ visit, token }) => {
    const at = tickStart(visit.start);
    const date = civilDateAt(at);
    const place = city.locations.find(({ id }) => id === visit.locationId);
    return (
      <p key={token} className="small mb-2" data-aside>
        {t.own.also(date === today ? t.today : dayAndMonth(date), hour(at))}
        {place && (
          <>
            , <Polish>{place.street}</Polish>
          </>
        )}
        . {meets?.(visit) && `${t.own.meets} `}
        <PageLink href={ticketPath(token)} className="link">
          {t.own.show}
        </PageLink>
      </p>
    );
  });
}

/** What the device holds already: shown first when somebody scans again. */
export function OwnTickets({ tickets, past, hold, city, here, meets, language }: OwnTicketsProps) {
  const t = textsFor(language).own;
  const { hour, day } = formatsFor(language);
  const today = civilDateAt(pageInstant());
  const dayOf = ({ start }: Visit): string | null => {
    const date = civilDateAt(tickStart(start));
    return date === today ? null : day(date);
  };
  const isAside = ({ visit }: OwnTicket): boolean =>
    here !== undefined && (visit.locationId !== here || dayOf(visit) !== null);
  const all = [...tickets, ...past].filter((one) => !isAside(one));
  const aside = <Aside tickets={[...tickets, ...past].filter(isAside)} city={city} meets={meets} language={language} />;
  if (all.length === 0 && !hold) return aside;
  const heading = all.length === 0 ? t.headingHeld : all.length > 1 ? t.headingMany : t.heading;
  return (
    <>
      <section aria-labelledby="own" className="mb-4">
        <h2 id="own">{heading}</h2>
        {all.map(({ visit, token }) => (
          <PageLink key={token} href={ticketPath(token)} className="slip mt-2">
            <TicketSlip face={hour(tickStart(visit.start))} name={ticketName(visit)}>
              {dayOf(visit) && <span className="block">{dayOf(visit)}</span>}
              <WhatFor visit={visit} city={city} language={language} />
              <span className="slip-more">{past.some((one) => one.token === token) ? t.past : t.show}</span>
            </TicketSlip>
          </PageLink>
        ))}
        {hold && (
          <PageLink href={holdPath(hold, city)} className="slip slip-held mt-2">
            <TicketSlip face={hour(tickStart(hold.start))} name={t.held(hour(tickStart(hold.start)))}>
              {dayOf(hold) && <span className="block">{dayOf(hold)}</span>}
              <WhatFor visit={hold} city={city} language={language} />
              <span className="slip-more">{hold.channel === "qr" ? t.heldShow : t.heldBook}</span>
            </TicketSlip>
          </PageLink>
        )}
      </section>
      {aside}
    </>
  );
}
