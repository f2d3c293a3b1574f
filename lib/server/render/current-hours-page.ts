import type { City } from "@/lib/domain/city/city";
import { type AskedPage, type HoursPage, loadHoursPage } from "@/lib/pages/scan/hours-page";
import { NO_TICKETS, type OwnTickets, ownTickets } from "@/lib/use-cases/visit/own-visit";
import { application } from "../compose";
import { currentDevice } from "../who/request";
import { givenPage } from "./answer";

interface CurrentHoursPage {
  /** Null where the address names nothing. */
  readonly page: HoursPage | null;
  readonly own: OwnTickets;
  readonly city: City;
}

/** What the page of hours that is being rendered shows: what it was given for many, or this device's own reading. */
export async function currentHoursPage(asked: AskedPage): Promise<CurrentHoursPage> {
  const app = application();
  const { city } = await app.plan.book();
  const given = givenPage();
  if (given) return { page: given.page, own: NO_TICKETS, city };
  const own = await ownTickets(app)(currentDevice());
  return { page: await loadHoursPage(app, asked, own.hold), own, city };
}
