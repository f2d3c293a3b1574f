import { Answer, Notice } from "@/app/ui/notice";
import type { TicketQueryFields } from "@/lib/forms/pages";
import type { CorrespondenceView } from "@/lib/pages/ticket/correspondence";
import type { TicketPhase } from "@/lib/pages/ticket/ticket-view";
import { pushKey } from "@/lib/server/render/page-facts";
import type { BookingTexts } from "@/lib/text/booking/pl";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import type { Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import { PageForm } from "../document/page-form";
import { TellDevice } from "../document/tell-device";

const SAID_WELL: ReadonlySet<string> = new Set(["again", "told", "untold"]);

/** What a form about messages came to. */
export function MessageAnswer({
  says,
  language,
}: {
  says: NonNullable<TicketQueryFields["says"]>;
  language: Language;
}) {
  return (
    <Answer
      of="messages"
      tone={SAID_WELL.has(says) ? "ok" : "warn"}
      title={bookingTextsFor(language).mail.says[says]}
    />
  );
}

interface VisitMessagesProps {
  /** What is said of messages about the visit. */
  readonly mail: CorrespondenceView | null;
  readonly language: Language;
}

/** From its hour on nothing more is sent about a visit. */
const HAS_BEGUN: ReadonlySet<TicketPhase> = new Set(["your-time", "past-hour"]);

/** Where messages go, and what became of the latest; what was held back is told in its place. */
function inWords(t: BookingTexts["mail"], { to, news }: CorrespondenceView): { text: string; isHeldBack: boolean } {
  if (to === null) return { text: "", isHeldBack: false };
  const { contact, by } = to;
  if (by === "landline") return { text: t.nowhere(contact), isHeldBack: false };
  if (by === "abroad") return { text: t.abroad(contact), isHeldBack: false };
  if (news === "network" || news === "repeated" || news === "budget") {
    const reminders = by === "sms" ? ` ${t.reminders(contact)}` : "";
    return { text: `${t.heldBack[news]}${reminders}`, isHeldBack: true };
  }
  const latest = news === "waiting" || news === "sent" ? ` ${t[news]}` : "";
  return { text: `${t[by](contact)}${latest}`, isHeldBack: false };
}

/** The visit has just been booked: that nothing is missing, and where the confirmation goes. */
export function Booked({ mail, language }: VisitMessagesProps) {
  const { booked, bookedHint } = textsFor(language).ticket;
  return (
    <Answer of="booked" tone="ok" title={booked}>
      {bookedHint} {mail && inWords(bookingTextsFor(language).mail, mail).text}
    </Answer>
  );
}

interface MessagesProps extends VisitMessagesProps {
  readonly token: string;
  readonly phase: TicketPhase;
  /** Whether the page has said above where messages go. */
  readonly isSaid: boolean;
}

/** Where the messages about a visit go, how to have one again, and how to be told on this device. */
export function VisitMessages({ mail, token, language, phase, isSaid }: MessagesProps) {
  if (!mail) return null;
  const t = bookingTextsFor(language).mail;
  const { text, isHeldBack } = inWords(t, mail);
  return (
    <div className="mt-4 no-print">
      {mail.to !== null && (
        <>
          <h2>{t.title}</h2>
          {isSaid ? null : isHeldBack ? <Notice tone="warn">{text}</Notice> : <p className="mt-1">{text}</p>}
          {mail.news === "unclear" && <Notice tone="warn">{t.unclear}</Notice>}
          {mail.late && !isHeldBack && <Notice tone="warn">{t.late}</Notice>}
          {mail.reminderHeldBack && <Notice tone="warn">{t.reminderHeldBack}</Notice>}
          {(mail.to.by === "email" || mail.to.by === "sms") && (
            <PageForm name="sendAgain" fields={{ token }} className="mt-1">
              <button type="submit" className="link">
                {t.again}
              </button>
            </PageForm>
          )}
        </>
      )}
      {!HAS_BEGUN.has(phase) && (
        <TellDevice token={token} language={language} told={mail.toDevice} serverKey={pushKey()} texts={t} />
      )}
    </div>
  );
}
