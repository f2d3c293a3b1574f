import type { CaseGroupId, City } from "@/lib/domain/city/city";
import type { Settings } from "@/lib/domain/city/settings";
import type { CivilDate } from "@/lib/domain/time/civil-time";
import type { Instant } from "@/lib/domain/time/tick";
import { type FreeStart, freeStarts, type Judgement, judgeStart } from "@/lib/domain/visit/free-starts";
import { takenBy } from "@/lib/domain/visit/taken";
import type { Occupancy } from "@/lib/domain/visit/visit";
import { askIn, dayOf, MONDAY, seatsOf, tickAt, timesOf } from "./make";

interface Question {
  readonly now: Instant;
  readonly date?: CivilDate;
  readonly visits?: readonly Occupancy[];
  readonly cases?: number;
  readonly settings?: Partial<Settings>;
}

const factsOf = (city: City, group: CaseGroupId, { date = MONDAY, visits = [], ...made }: Question) => {
  const plan = dayOf(city, date);
  return { plan, taken: takenBy(plan, visits, made.now), ask: askIn(city, group, made) };
};

/** The free starts of a group on a day of a tiny city. */
export function freeIn(city: City, group: CaseGroupId, question: Question): readonly FreeStart[] {
  const { plan, taken, ask } = factsOf(city, group, question);
  return freeStarts(plan, taken, ask);
}

/** Their times, `08:00`. */
export const timesIn = (city: City, group: CaseGroupId, question: Question): readonly string[] =>
  timesOf(freeIn(city, group, question));

/** Their times and counters, `08:00 at 2`. */
export const seatsIn = (city: City, group: CaseGroupId, question: Question): readonly string[] =>
  seatsOf(freeIn(city, group, question));

/** What a claim for a time learns. */
export function judgeIn(city: City, group: CaseGroupId, time: string, question: Question): Judgement {
  const { plan, taken, ask } = factsOf(city, group, question);
  return judgeStart(plan, taken, ask, tickAt(time, plan.date));
}

/** In one word: free, taken, or the reason of the refusal. */
export function verdictIn(city: City, group: CaseGroupId, time: string, question: Question): string {
  const judged = judgeIn(city, group, time, question);
  return judged.kind === "refused" ? judged.refusal.reason : judged.kind;
}
