import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { CancelPage } from "@/app/(resident)/ui/booking/cancel-page";
import { Frame } from "@/app/(resident)/ui/frame/frame";
import { unknownPlace } from "@/app/(resident)/unknown-place";
import { withPrefix } from "@/lib/address/language";
import { ticketPath } from "@/lib/address/paths";
import { ticketQuery } from "@/lib/forms/pages";
import { loadTicket } from "@/lib/pages/ticket/ticket-view";
import { application } from "@/lib/server/compose";
import { currentPrefix } from "@/lib/server/who/request";
import { visitOfAddress } from "@/lib/server/who/visit-of-address";
import { bookingTextsFor } from "@/lib/text/booking/texts";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";

interface CancelProps {
  readonly params: Promise<{ readonly lang: string; readonly token: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params, searchParams }: CancelProps): Promise<Metadata> {
  const { lang, token } = await params;
  const language = readLanguage(lang) ?? DEFAULT_LANGUAGE;
  const t = textsFor(language);
  const robots = { index: false, follow: false };
  if (!(await visitOfAddress(token))) return { title: t.notFound.ticket.title, robots };
  const { title } = bookingTextsFor(language).cancel;
  const { notice, wait } = ticketQuery.parse(await searchParams);
  return { title: notice === null && wait === null ? title : t.problemTitle(title), robots };
}

/** Asks whether a visit shall be called off; where it no longer can be, its ticket says why. */
export default async function Cancel({ params, searchParams }: CancelProps) {
  const { lang, token } = await params;
  const language = readLanguage(lang) ?? DEFAULT_LANGUAGE;
  const visit = await visitOfAddress(token);
  if (!visit) return unknownPlace("ticket", language);
  const view = await loadTicket(application(), visit);
  if (!view.mayCancel) redirect(withPrefix(currentPrefix(), ticketPath(token)));
  const query = ticketQuery.parse(await searchParams);
  return (
    <Frame language={language} exampleData={view.exampleData} copyOf={null}>
      <CancelPage view={view} token={token} query={query} language={language} />
    </Frame>
  );
}
