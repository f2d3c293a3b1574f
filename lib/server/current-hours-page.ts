import { NO_TICKETS, type OwnTickets, ownTickets } from "@/lib/use-cases/own-visit";
import { type AskedPage, type HoursPage, loadHoursPage } from "@/lib/views/hours-page";
import { application } from "./compose";
import { givenPage } from "./render/answer";
import { currentDevice } from "./request";

interface CurrentHoursPage {
  /** Null for an unknown building or case group. */
  readonly page: HoursPage | null;
  readonly own: OwnTickets;
}

/** What the page of hours that is being rendered shows: what it was given for many, or this device's own reading. */
export async function currentHoursPage(asked: AskedPage): Promise<CurrentHoursPage> {
  const given = givenPage();
  if (given) return { page: given.page, own: NO_TICKETS };
  const app = application();
  const own = await ownTickets(app)(await currentDevice());
  return { page: await loadHoursPage(app, asked, own.hold), own };
}
