import type { Visit } from "@/lib/domain/visit/visit";
import type { Keep } from "@/lib/offline/tickets";
import type { Deps } from "@/lib/ports/deps";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { inLanguage } from "@/lib/text/texts";
import { ownTickets, tokenOfUndone } from "@/lib/use-cases/visit/own-visit";
import { type CorrespondenceView, loadCorrespondence } from "./correspondence";
import { loadTicket, type TicketView, ticketName } from "./ticket-view";

/** Everything that a ticket's page shows. */
export interface TicketPageView {
  readonly view: TicketView;
  /** What is said of messages about the visit. */
  readonly mail: CorrespondenceView | null;
  /** The token of the ticket for which the visit was taken back after it had been called off. */
  readonly again: string | null;
  /** Whether the device that asks may take one more of today. */
  readonly mayTakeMore: boolean;
}

/** Loads the page of a ticket for a device; null where cookies are off. */
export async function loadTicketPage(
  deps: Deps,
  visit: Visit,
  token: string,
  device: string | null,
): Promise<TicketPageView> {
  const view = await loadTicket(deps, visit);
  return {
    view,
    again: await tokenOfUndone(deps)(token),
    mail: await loadCorrespondence(deps, token),
    mayTakeMore: view.isWalkIn && !(await ownTickets(deps)(device)).full,
  };
}

/** What a device calls the copy that it keeps. */
export const keptAs = (view: TicketView, language: Language): Pick<Keep, "label" | "about"> => ({
  label: `${ticketName(view)}, ${formatsFor(language).hour(view.start)}`,
  about: `${inLanguage(view.group.name, language)}, ${view.place.street}`,
});
