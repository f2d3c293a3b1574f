import type { Metadata } from "next";
import { Frame } from "@/app/(resident)/ui/frame/frame";
import { TicketPage } from "@/app/(resident)/ui/ticket/ticket-page";
import { titleOf } from "@/app/(resident)/ui/ticket/ticket-words";
import { unknownPlace } from "@/app/(resident)/unknown-place";
import { ticketQuery } from "@/lib/forms/pages";
import { loadTicketPage } from "@/lib/pages/ticket/ticket-page";
import { loadTicket } from "@/lib/pages/ticket/ticket-view";
import { application } from "@/lib/server/compose";
import { answerWith } from "@/lib/server/render/answer";
import { currentDevice, currentIsCopy } from "@/lib/server/who/request";
import { visitOfAddress } from "@/lib/server/who/visit-of-address";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";

/** The status to which a device's worker does not listen: it asks again another time. */
const UNSAID = 503;

interface TicketProps {
  readonly params: Promise<{ readonly lang: string; readonly token: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params, searchParams }: TicketProps): Promise<Metadata> {
  const { lang, token } = await params;
  const language = readLanguage(lang) ?? DEFAULT_LANGUAGE;
  const t = textsFor(language);
  const robots = { index: false, follow: false };
  const visit = await visitOfAddress(token);
  if (!visit) return { title: t.notFound.ticket.title, robots };
  const heading = titleOf(await loadTicket(application(), visit), language);
  const { notice, wait } = ticketQuery.parse(await searchParams);
  return { title: notice === null && wait === null ? heading : t.problemTitle(heading), robots };
}

/** A ticket, opened by its token alone, as Next renders it: under `npm run dev`; else it is a document (app/(resident)/documents.tsx). */
export default async function Ticket({ params, searchParams }: TicketProps) {
  const { lang, token } = await params;
  const language = readLanguage(lang) ?? DEFAULT_LANGUAGE;
  const query = ticketQuery.parse(await searchParams);
  const visit = await visitOfAddress(token);
  if (!visit) return unknownPlace("ticket", language);
  const page = await loadTicketPage(application(), visit, token, currentDevice());
  // By a doubted clock no ticket's day is over: a device that asks keeps what it has.
  if (currentIsCopy() && !page.view.keep && application().trust.doubt()) answerWith(UNSAID);
  return (
    <Frame language={language} exampleData={page.view.exampleData} copyOf="ticket">
      <TicketPage page={page} token={token} query={query} isCopy={currentIsCopy()} language={language} />
    </Frame>
  );
}
