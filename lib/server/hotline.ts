import { type Hotline, isHotlineOpen } from "@/lib/domain/hotline";
import type { Instant } from "@/lib/domain/tick";
import { polishHolidays } from "./calendar";
import { application } from "./compose";
import { givenPage } from "./render/answer";

const holidayOn = polishHolidays();

/** Whether somebody answers the hotline at an instant. */
export const hotlineOpenAt = (now: Instant): boolean => isHotlineOpen(application().hotline, holidayOn, now);

/** The hotline, and whether somebody answers while this page is rendered. */
export function currentHotline(): Hotline & { readonly open: boolean } {
  const { hotline, clock } = application();
  return { ...hotline, open: hotlineOpenAt(givenPage()?.now ?? clock.now()) };
}
