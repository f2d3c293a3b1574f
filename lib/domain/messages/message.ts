import { addDays, civilDateAt, instantAt } from "../time/civil-time";
import { HOUR_MS, type Instant, MINUTE_MS, tickStart } from "../time/tick";
import { type Visit, visitEnd } from "../visit/visit";

/** What has happened to a visit, and its person is told at once. */
export const NEWS = ["confirmed", "moved", "cancelled"] as const;
export type News = (typeof NEWS)[number];

/** What the person is reminded of. */
export const REMINDERS = ["day-before", "two-hours", "come-in"] as const;
export type Reminder = (typeof REMINDERS)[number];

export const MESSAGE_KINDS = [...NEWS, ...REMINDERS] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** A message that will be sent. */
export interface PlannedMessage {
  readonly kind: MessageKind;
  readonly dueAt: Instant;
}

/** Most reminders that one visit ever sends, however often it is moved. */
export const REMINDERS_EVER = 3;
const TWO_HOURS_MS = 2 * HOUR_MS;

export const isReminder = (kind: MessageKind): kind is Reminder => REMINDERS.some((one) => one === kind);

type Times = Pick<Visit, "start" | "ticks" | "waitFrom">;

/** When a reminder is due. The day before it comes at a full hour of the city's clock, whatever the clocks do that night. */
export function reminderDue(kind: Reminder, visit: Times, hour: number): Instant {
  const start = tickStart(visit.start);
  switch (kind) {
    case "day-before":
      return instantAt(addDays(civilDateAt(start), -1), `${String(hour).padStart(2, "0")}:00`);
    case "two-hours":
      return start - TWO_HOURS_MS;
    case "come-in":
      return tickStart(visit.waitFrom);
  }
}

/**
 * From when on a message is of no use any more: a later one has taken its place, or the visit is over. That a visit was
 * called off is told however late.
 */
export function staleAt(kind: MessageKind, visit: Times): Instant {
  switch (kind) {
    case "cancelled":
      return Number.POSITIVE_INFINITY;
    case "day-before":
      return tickStart(visit.start) - TWO_HOURS_MS;
    case "two-hours":
    case "come-in":
      return tickStart(visit.start);
    case "confirmed":
    case "moved":
      return visitEnd(visit);
  }
}

/** What decides which reminders a visit still gets. */
export interface ReminderFacts {
  readonly visit: Times;
  readonly now: Instant;
  /** Hour of the city's clock for the reminder of the day before. */
  readonly hour: number;
  /** Reminders that the visit has sent so far. */
  readonly sent: number;
  /** Whether a device is told when the waiting room may be entered; of no use in a letter-box. */
  readonly toDevice: boolean;
}

/** The reminders that still lie ahead, earliest first; with those sent before never more than three. */
export function remindersAhead({ visit, now, hour, sent, toDevice }: ReminderFacts): readonly PlannedMessage[] {
  return REMINDERS.filter((kind) => kind !== "come-in" || toDevice)
    .map((kind) => ({ kind, dueAt: reminderDue(kind, visit, hour) }))
    .filter(({ kind, dueAt }) => dueAt > now && dueAt < staleAt(kind, visit))
    .toSorted((a, b) => a.dueAt - b.dueAt)
    .slice(0, Math.max(0, REMINDERS_EVER - sent));
}

/** The waiting messages that news make untrue: all of a cancelled visit, the reminders of one that was moved. */
export const outdatedBy = (news: News, waiting: MessageKind): boolean =>
  news === "cancelled" || (news === "moved" && (isReminder(waiting) || waiting === "moved"));

const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = HOUR_MS;

/** When a message that could not be sent is tried again, after so many attempts: ever later, at most hourly. */
export const nextTryAt = (attempts: number, now: Instant): Instant =>
  now + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 20));

const REFUSED_PAUSE_MS = 6 * HOUR_MS;

/** When a message is tried again that the other side has refused. The mistake may be theirs, and pass. */
export const nextTryAfterRefusal = (now: Instant): Instant => now + REFUSED_PAUSE_MS;

/** How often a message is sent again at somebody's wish, and how far apart. */
export const AGAIN_EVER = 3;
export const AGAIN_PAUSE_MS = 2 * MINUTE_MS;
