import type { Settings } from "@/lib/domain/city/settings";
import type { Correspondence } from "@/lib/domain/messages/correspondence";
import type { NewsState } from "@/lib/domain/messages/news";
import { smsLevel, smsShareOf } from "@/lib/domain/messages/sms";
import { type WayTo, wayTo } from "@/lib/forms/contact";
import type { Deps } from "@/lib/ports/deps";

/** What a ticket says of the messages about its visit. */
export interface CorrespondenceView {
  /** The contact, so far hidden that only its owner knows it, and how messages go there; null = none was given. */
  readonly to: { readonly contact: string; readonly by: WayTo } | null;
  /** What became of the latest news; null where none were to be sent. */
  readonly news: NewsState | null;
  /** Whether a message has not got through yet. */
  readonly late: boolean;
  /** Whether the latest reminder was not sent because the day's budget was spent. */
  readonly reminderHeldBack: boolean;
  /** Whether a device is told as well. */
  readonly toDevice: boolean;
}

const SHOWN_DIGITS = 3;

/** `a…@poczta.pl`, `… 800`: whoever holds the ticket recognises it, whoever finds it learns nothing. */
function hidden(contact: string): string {
  const at = contact.indexOf("@");
  return at < 0 ? `…\u00a0${contact.slice(-SHOWN_DIGITS)}` : `${contact.slice(0, 1)}…${contact.slice(at)}`;
}

/** A text message that still waits though the day's budget is spent will not go: that is told at once. */
async function newsOf(
  { messages, clock }: Pick<Deps, "messages" | "clock">,
  { smsDailyBudget }: Settings,
  { news, channel }: Correspondence,
): Promise<NewsState | null> {
  if (news !== "waiting" && news !== "late") return news;
  const level = smsLevel(await messages.smsDay(clock.now()), smsShareOf("confirmed", channel), smsDailyBudget);
  return level === "spent" ? "budget" : news;
}

/** What is said of messages on the ticket of a token; nothing for an unknown one. */
export async function loadCorrespondence(
  deps: Pick<Deps, "plan" | "messages" | "clock" | "seal">,
  token: string,
): Promise<CorrespondenceView | null> {
  const found = await deps.messages.correspondence(deps.seal.hashToken(token));
  if (!found) return null;
  const { contact, news, late, reminderHeldBack, toDevice } = found;
  if (contact === null) return { to: null, news: null, late, reminderHeldBack, toDevice };
  const { settings } = await deps.plan.book();
  const by = wayTo(contact, settings.smsCountries);
  const to = { contact: hidden(contact), by };
  return { to, news: by === "sms" ? await newsOf(deps, settings, found) : news, late, reminderHeldBack, toDevice };
}
