import type { ReactNode } from "react";
import { extend, letHourGo } from "@/app/(resident)/actions";
import { Local, Polish } from "@/app/ui/local";
import { Answer, Notice } from "@/app/ui/notice";
import { bookingPath } from "@/lib/address/booking-step";
import { tickStart } from "@/lib/domain/time/tick";
import type { BookingQueryFields } from "@/lib/forms/booking";
import type { FormView } from "@/lib/pages/booking/form";
import { afterCases } from "@/lib/pages/booking/way";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import { TicketSlip } from "../ticket/ticket-slip";
import { HoldWatch } from "./hold-watch";
import { Chosen } from "./step-frame";
import { stepPlace } from "./step-place";

/** What a page of the form shows. */
export interface FormProps {
  readonly view: FormView;
  readonly query: BookingQueryFields;
  readonly language: Language;
}

type ViewProps = Omit<FormProps, "query">;

/** The hours of the day that was chosen. */
export const hoursPath = (view: FormView): string =>
  bookingPath({ at: "hours", ...stepPlace(view), date: view.date }, { cases: view.cases });

/** The form for name and contact. */
export const detailsPath = (view: FormView): string =>
  bookingPath({ at: "details", ...stepPlace(view) }, { cases: view.cases, start: view.start });

/** The hour that the form is about, as every form of this page posts it. */
export function HourFields({ view }: { readonly view: FormView }) {
  return (
    <>
      <input type="hidden" name="location" value={view.place.id} />
      <input type="hidden" name="caseGroup" value={view.group.id} />
      <input type="hidden" name="start" value={view.start} />
      <input type="hidden" name="cases" value={view.cases} />
    </>
  );
}

/** What is being booked, each with a way back to its question. */
export function What({ view, language }: ViewProps) {
  const t = bookingTextsFor(language);
  const { offer } = textsFor(language);
  const { day, hour } = formatsFor(language);
  const { group, cases } = view;
  const of = stepPlace(view);
  const rows = [
    {
      name: t.group,
      value: <Local text={group.name} language={language} />,
      change: bookingPath({ at: "groups", department: of.department }),
    },
    ...(group.maxCases > 1
      ? [
          {
            name: t.cases[group.casesAre],
            value: offer.howManyLink[group.casesAre](cases),
            change: bookingPath({ at: "cases", ...of }),
          },
        ]
      : []),
    {
      name: t.building,
      value: (
        <>
          <Polish>{view.place.street}</Polish>
          {view.placeUncertain && <span className="block small font-normal">{offer.placeUncertain}</span>}
        </>
      ),
      change: view.elsewhere ? afterCases(group, of.department, cases) : null,
    },
    { name: t.day, value: day(view.date), change: bookingPath({ at: "days", ...of }, { cases }) },
    { name: t.hour, value: `${hour(view.at)} (${offer.lasts(view.minutes)})`, change: hoursPath(view) },
  ];
  return <Chosen rows={rows} language={language} />;
}

/** The same as a piece of a ticket, where a form is to be filled in below. */
export function InShort({ view, language }: ViewProps) {
  const { offer } = textsFor(language);
  const { day, hour } = formatsFor(language);
  const { group, cases } = view;
  return (
    <div className="slip slip-held mt-3">
      <TicketSlip face={hour(view.at)} name={day(view.date)}>
        <span className="block">
          <Local text={group.name} language={language} />
          {group.maxCases > 1 && `, ${offer.howManyLink[group.casesAre](cases)}`}
        </span>
        <Polish>{view.place.street}</Polish>
      </TicketSlip>
    </div>
  );
}

interface HeldProps extends FormProps {
  /** What can be done about it here. */
  readonly children?: ReactNode;
}

/** Until when the hour is held, with a warning before that ends. */
export function Held({ view, query, language, children }: HeldProps) {
  const t = bookingTextsFor(language).details;
  const { hour } = formatsFor(language);
  const { held, heldSeconds } = view;
  if (!held || heldSeconds === null) {
    return (
      <Notice tone="warn" live>
        {t.notHeld(hour(view.at))}
      </Notice>
    );
  }
  const title = t.held(hour(view.at), hour(held.until));
  const inside = (
    <>
      <HoldWatch key={held.until} seconds={heldSeconds} soon={t.soon(hour(view.at))} />
      {children}
    </>
  );
  if (query.more) {
    return (
      <Answer of="time" tone="ok" title={title}>
        {inside}
      </Answer>
    );
  }
  return (
    <Notice tone="info" icon="clock" title={title}>
      {inside}
    </Notice>
  );
}

/** More time, where nothing is being typed that this would have to keep. */
export function MoreTime({ view, language }: ViewProps) {
  return (
    <form action={extend}>
      <HourFields view={view} />
      <button type="submit" className="link">
        {bookingTextsFor(language).details.extend}
      </button>
    </form>
  );
}

/** Gives the held hour up. */
export function LetGo({ view, language }: ViewProps) {
  return (
    <form action={letHourGo}>
      <HourFields view={view} />
      <button type="submit" className="link">
        {bookingTextsFor(language).details.letGo}
      </button>
    </form>
  );
}

/** The hour that was sent has been lost, another one is held. */
export function Lost({ view, query, language }: FormProps) {
  const { hour } = formatsFor(language);
  const { lost, lostNotHeld } = bookingTextsFor(language).details;
  if (query.lost === null) return null;
  const words = (view.held ? lost : lostNotHeld)(hour(tickStart(query.lost)), hour(view.at));
  return <Answer of="lost" tone="warn" title={words} />;
}
