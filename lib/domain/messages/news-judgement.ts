import { type Course, learn } from "../course/course";
import type { MailboxSince } from "../course/facts";
import { floorTick, HOUR_MS, type Instant } from "../time/tick";
import type { NetworkHash } from "../who/ids";
import type { HeldBack, Line } from "./delivery";
import type { News } from "./message";
import type { ToldSoFar } from "./news";

/** For how long what was sent counts against what may still be sent. */
export const COUNTED_MS = 24 * HOUR_MS;

/** Most news a day that tell a mailbox again what it was told before. What is new is always told. */
export const REPEATS_A_DAY = 10;

/** What decides whether news of a visit are sent. The counts are asked for only where they matter. */
export interface NewsFacts {
  readonly visitId: number;
  readonly news: News;
  readonly now: Instant;
  /** Whether somebody asked for it once more. */
  readonly again: boolean;
  /** What the visit's person was told of it before. */
  readonly soFar: readonly ToldSoFar[];
  readonly line: Line;
  readonly mailbox: string | null;
  /** The network that booked it; null where none is known. */
  readonly network: NetworkHash | null;
  /** Whether its text messages count against that network: not staff's, nor those of a network of many people. */
  readonly counted: boolean;
  /** Live visits that a mailbox may have. */
  readonly contactLimit: number;
  /** Text messages a day that one network may cause. */
  readonly smsNetworkLimit: number;
}

const sinceOf = ({ mailbox, now }: NewsFacts): MailboxSince => {
  const since = now - COUNTED_MS;
  return { mailbox, since, from: floorTick(since) };
};

/** Other visits that the network of this one has booked for the mailbox within a day, called off or not. */
function* bookedFor(facts: NewsFacts): Course<number> {
  const { network, visitId: except } = facts;
  return network === null ? 0 : yield* learn("bookedFor", { ...sinceOf(facts), network, except });
}

const wasTold = ({ state, isUnderWay }: ToldSoFar): boolean => state === "sent" || isUnderWay;

/**
 * Whether news tell a mailbox what it was told before. Three things do: a message that is asked for once more, a second
 * move of the same visit, and anything about a visit too many. A network that books and calls off in turn has too many
 * once it has booked more for the mailbox than may stand at once. What others book under the same address does not count.
 */
function* isRepeated(facts: NewsFacts): Course<boolean> {
  const { news, again, soFar, contactLimit } = facts;
  if (again) return true;
  if (news === "confirmed") return (yield* bookedFor(facts)) >= contactLimit;
  const isBeyond = soFar.some(({ kind, repeated }) => kind === "confirmed" && repeated);
  return isBeyond || (news === "moved" && soFar.some((one) => one.kind === "moved" && wasTold(one)));
}

/** Whether the network has caused as many text messages as it may. */
function* isOverSms({ line, network, counted, now, smsNetworkLimit }: NewsFacts): Course<boolean> {
  if (line !== "sms" || !counted || network === null) return false;
  return (yield* learn("smsFrom", { network, since: now - COUNTED_MS })) >= smsNetworkLimit;
}

/** Whether news repeat something, and why they are not sent; null where they are. */
export interface Judged {
  readonly repeated: boolean;
  readonly heldBack: HeldBack | null;
}

/** Judges news before they are written: whether they repeat something, and whether they are held back. */
export function* judgeNews(facts: NewsFacts): Course<Judged> {
  const repeated = yield* isRepeated(facts);
  if (repeated && (yield* learn("repeatsTo", sinceOf(facts))) >= REPEATS_A_DAY)
    return { repeated, heldBack: "repeated" };
  return { repeated, heldBack: (yield* isOverSms(facts)) ? "network" : null };
}
