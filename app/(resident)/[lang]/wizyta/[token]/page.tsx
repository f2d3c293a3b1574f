import type { Metadata } from "next";
import { Frame } from "@/app/ui/frame";
import { TicketPage } from "@/app/ui/ticket-page";
import { UnknownPlace } from "@/app/ui/unknown-place";
import { ticketQuery, token as tokenShape } from "@/lib/forms/pages";
import { KEEP_HEADER } from "@/lib/offline/protocol";
import { writeKeep } from "@/lib/offline/tickets";
import { answerSays } from "@/lib/server/answer";
import { application } from "@/lib/server/compose";
import { currentIsCopy } from "@/lib/server/request";
import { formatsFor } from "@/lib/text/format";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import { findVisit } from "@/lib/use-cases/own-visit";
import { loadTicket, ticketName } from "@/lib/views/ticket-view";

interface TicketProps {
  readonly params: Promise<{ readonly lang: string; readonly token: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params, searchParams }: TicketProps): Promise<Metadata> {
  const language = readLanguage((await params).lang) ?? DEFAULT_LANGUAGE;
  const t = textsFor(language);
  const { heading } = t.own;
  const { notice, wait } = ticketQuery.parse(await searchParams);
  const title = notice === null && wait === null ? heading : t.problemTitle(heading);
  return { title, robots: { index: false, follow: false } };
}

/** The resident's ticket, opened by its token alone. */
export default async function Ticket({ params, searchParams }: TicketProps) {
  const { lang, token } = await params;
  const language = readLanguage(lang) ?? DEFAULT_LANGUAGE;
  const query = ticketQuery.parse(await searchParams);
  const app = application();
  const visit = tokenShape.safeParse(token).success ? await findVisit(app)(token) : null;
  if (!visit) return <UnknownPlace what="ticket" language={language} />;
  const view = await loadTicket(app, visit);
  const isCopy = await currentIsCopy();
  if (isCopy && view.keep) {
    const label = `${ticketName(view)}, ${formatsFor(language).hour(view.start)}`;
    answerSays(KEEP_HEADER, writeKeep({ ...view.keep, label }));
  }
  return (
    <Frame language={language} exampleData={view.exampleData} copyOf="ticket">
      <TicketPage view={view} token={token} query={query} isCopy={isCopy} language={language} />
    </Frame>
  );
}
