import { isHotlineOpen } from "@/lib/domain/city/hotline";
import type { Instant } from "@/lib/domain/time/tick";
import { application } from "./compose";
import { polishHolidays } from "./holidays";

const holidayOn = polishHolidays();

/** Whether somebody answers the hotline at an instant. */
export const hotlineOpenAt = (now: Instant): boolean => isHotlineOpen(application().hotline, holidayOn, now);
