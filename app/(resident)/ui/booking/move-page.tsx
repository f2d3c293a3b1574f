import { move } from "@/app/(resident)/actions";
import { Local, Polish } from "@/app/ui/local";
import { PageLink } from "@/app/ui/page-link";
import { Submit } from "@/app/ui/submit";
import { moveHoursPath, ticketPath } from "@/lib/address/paths";
import type { BookingQueryFields } from "@/lib/forms/booking";
import type { MoveCheckView } from "@/lib/pages/booking/move";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import { BookingProblem } from "./problem";
import { Step } from "./step-frame";

interface MovePageProps {
  readonly view: MoveCheckView;
  readonly query: BookingQueryFields;
  readonly token: string;
  readonly language: Language;
}

/** The last question before a visit gets another time. */
export function MovePage({ view, query, token, language }: MovePageProps) {
  const t = bookingTextsFor(language).move;
  const { offer, wait, longWait, notSent } = textsFor(language);
  const { day, dayAndMonth, hour } = formatsFor(language);
  return (
    <Step title={t.check} purpose="move" back={moveHoursPath(token, view.to.date)} language={language}>
      <BookingProblem query={query} language={language} />
      <p className="soft mt-1">
        <Local text={view.group.name} language={language} />
        {view.cases > 1 && `, ${offer.howManyLink[view.group.casesAre](view.cases)}`},{" "}
        <Polish>{view.place.street}</Polish>
      </p>
      <dl className="fees mt-3">
        <div>
          <dt className="soft">{t.from}</dt>
          <dd>
            {day(view.from.date)}, {hour(view.from.at)}
          </dd>
        </div>
        <div>
          <dt className="soft">{t.to}</dt>
          <dd>
            <b>
              {day(view.to.date)}, {hour(view.to.at)}
            </b>
          </dd>
        </div>
      </dl>
      <form action={move} className="mt-4">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="start" value={view.start} />
        <Submit className="accept" wait={wait} longWait={longWait} notSent={notSent}>
          {t.submit(dayAndMonth(view.to.date), hour(view.to.at))}
        </Submit>
      </form>
      <p className="mt-3 text-center">
        <PageLink href={ticketPath(token)} className="link">
          {t.keep}
        </PageLink>
      </p>
    </Step>
  );
}
