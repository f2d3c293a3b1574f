import { readInstant } from "@/lib/domain/time/civil-time";
import { type Instant, MINUTE_MS } from "@/lib/domain/time/tick";
import { isHeld, isResting } from "@/lib/domain/visit/visit";
import type { ReadDeps } from "@/lib/use-cases/availability/reader";

/** What was read, and how long the clock alone leaves it as it is. */
export interface Lasting<Value> {
  readonly value: Value;
  /** Before it, nothing but a change in the store changes the value. */
  readonly until: Instant;
}

/**
 * Reads from the store, and tells until when the clock alone changes nothing of it. Leads, releases, doors, days and the
 * ticks themselves turn at whole minutes: some as the minute begins, some just after, so what was read at its very
 * beginning lasts no longer than that. What ends in between is a hold that was read, the rest of an hour that somebody
 * has left, or a department's waiting for its first day of booking.
 */
export async function readLasting<Value>(
  { plan, visits, clock }: ReadDeps,
  read: (deps: ReadDeps) => Promise<Value>,
): Promise<Lasting<Value>> {
  const now = clock.now();
  let until = now % MINUTE_MS === 0 ? now + 1 : Math.ceil(now / MINUTE_MS) * MINUTE_MS;
  const turns = (at: Instant | null): void => {
    if (at !== null && at > now && at < until) until = at;
  };
  const { city } = await plan.book();
  for (const { bookingOpensAt } of city.departments)
    turns(bookingOpensAt === null ? null : readInstant(bookingOpensAt));
  const watched: ReadDeps["visits"] = {
    async ofDay(locationId, date) {
      const ofDay = await visits.ofDay(locationId, date);
      for (const visit of ofDay) {
        if (isHeld(visit, now)) turns(visit.heldUntil);
        if (isResting(visit, now)) turns(visit.restUntil);
      }
      return ofDay;
    },
  };
  return { value: await read({ plan, visits: watched, clock: { ...clock, now: () => now } }), until };
}
