import { tickStart } from "@/lib/domain/tick";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import type { OwnTickets as Own } from "@/lib/use-cases/own-visit";
import { offerPath, ticketPath } from "@/lib/views/paths";
import { PageLink } from "./page-link";

interface OwnTicketsProps extends Pick<Own, "tickets" | "past" | "hold"> {
  readonly language: Language;
}

/** What the device holds already: shown first when somebody scans again. */
export function OwnTickets({ tickets, past, hold, language }: OwnTicketsProps) {
  const t = textsFor(language).own;
  const { hour } = formatsFor(language);
  const all = [...tickets, ...past];
  if (all.length === 0 && !hold) return null;
  const heading = all.length === 0 ? t.headingHeld : all.length > 1 ? t.headingMany : t.heading;
  return (
    <section aria-labelledby="own" className="mb-4">
      <h2 id="own">{heading}</h2>
      {all.map(({ visit, token }) => (
        <PageLink key={token} href={ticketPath(token)} className="way mt-2">
          <span>
            <b>{visit.number ?? visit.code}</b>
            {past.some((one) => one.token === token) ? t.past : t.show}
          </span>
          <span className="hour">{hour(tickStart(visit.start))}</span>
        </PageLink>
      ))}
      {hold && (
        <PageLink href={offerPath(hold.locationId, hold.caseGroupId, { cases: hold.cases })} className="way mt-2">
          <span>
            <b>{t.held(hour(tickStart(hold.start)))}</b>
            {t.heldShow}
          </span>
          <span className="hour">{hour(tickStart(hold.start))}</span>
        </PageLink>
      )}
    </section>
  );
}
