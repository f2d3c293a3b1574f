import { cancel } from "@/app/(resident)/actions";
import { Problem } from "@/app/(resident)/ui/frame/problem";
import { Local, Polish } from "@/app/ui/local";
import { PageLink } from "@/app/ui/page-link";
import { Submit } from "@/app/ui/submit";
import { ticketPath } from "@/lib/address/paths";
import type { TicketQueryFields } from "@/lib/forms/pages";
import type { TicketView } from "@/lib/pages/ticket/ticket-view";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";

interface CancelPageProps {
  readonly view: TicketView;
  readonly token: string;
  readonly query: TicketQueryFields;
  readonly language: Language;
}

/** The question before a visit is called off: opening the page changes nothing. */
export function CancelPage({ view, token, query, language }: CancelPageProps) {
  const t = bookingTextsFor(language);
  const { offer, wait, longWait, notSent } = textsFor(language);
  const { day, hour } = formatsFor(language);
  const rows = [
    { name: t.group, value: <Local text={view.group.name} language={language} /> },
    ...(view.cases > 1
      ? [{ name: t.cases[view.group.casesAre], value: offer.howManyLink[view.group.casesAre](view.cases) }]
      : []),
    { name: t.building, value: <Polish>{view.place.street}</Polish> },
    { name: t.day, value: day(view.date) },
    { name: t.hour, value: hour(view.start) },
  ];
  return (
    <article className="measure">
      <Problem notice={query.notice} wait={query.wait} language={language} />
      <h1>{t.cancel.title}</h1>
      <dl className="fees mt-3">
        {rows.map(({ name, value }) => (
          <div key={name}>
            <dt className="soft">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3">{view.start > view.now && `${t.cancel.hintFree} ${t.cancel.hint}`}</p>
      <form action={cancel} className="mt-4">
        <input type="hidden" name="token" value={token} />
        <Submit className="accept" wait={wait} longWait={longWait} notSent={notSent}>
          {t.cancel.submit}
        </Submit>
      </form>
      <p className="mt-3 text-center">
        <PageLink href={ticketPath(token)} className="link">
          {t.cancel.keep}
        </PageLink>
      </p>
    </article>
  );
}
