import type { CaseGroup, City, HallId, LocationId } from "../city/city";
import type { DayPlan } from "../city/day-plan";
import type { Settings } from "../city/settings";
import type { NextNumber } from "../course/change";
import type { Instant } from "../time/tick";
import type { Ask } from "./free-starts";
import type { Matter } from "./matter";

/** What is asked for, and when. */
interface Asked extends Pick<Matter, "caseGroupId" | "cases"> {
  readonly now: Instant;
}

/** What is asked for, with the facts of the city that decide about it. Throws for a case group that the city does not have. */
export function askFor(city: City, settings: Settings, { caseGroupId, cases, now }: Asked): Ask {
  const caseGroup = city.caseGroups.find((one) => one.id === caseGroupId);
  const department = city.departments.find((one) => one.id === caseGroup?.departmentId);
  if (!caseGroup || !department) throw new Error(`No such case group: ${caseGroupId}`);
  return { caseGroup, department, cases, now, settings };
}

/** The letter of a group's ticket numbers in a building. Throws where the group has none. */
export function ticketLetter(caseGroup: CaseGroup, locationId: LocationId): string {
  const letter = caseGroup.served.find((at) => at.locationId === locationId)?.letter;
  if (!letter) throw new Error(`${caseGroup.id} has no ticket letter at ${locationId}.`);
  return letter;
}

/** The next running number of a group in a hall on a day. Throws where the group has no letter there. */
export const nextNumber = (plan: DayPlan, caseGroup: CaseGroup, hallId: HallId): NextNumber => ({
  hallId,
  letter: ticketLetter(caseGroup, plan.locationId),
  day: plan.firstTick,
});
