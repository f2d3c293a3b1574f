import { civilDateAt, instantAt, weekdayOf } from "../time/civil-time";
import type { Instant } from "../time/tick";
import type { WallSpan } from "./city";
import type { HolidayOn } from "./day-plan";

/** The city's telephone line. */
export interface Hotline {
  readonly name: string;
  /** As people write it, e.g. `61 646 33 44`. */
  readonly phone: string;
  readonly phoneE164: string;
  /** Hours on working days. */
  readonly weekdays: WallSpan;
}

/** Whether somebody answers at the instant: Monday to Friday within its hours, not on holidays. */
export function isHotlineOpen(hotline: Hotline, holidayOn: HolidayOn, now: Instant): boolean {
  const date = civilDateAt(now);
  if (weekdayOf(date) > 5 || holidayOn(date)) return false;
  return now >= instantAt(date, hotline.weekdays.from) && now < instantAt(date, hotline.weekdays.to);
}
