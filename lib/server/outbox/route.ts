import type { Settings } from "@/lib/domain/city/settings";
import type { PushTarget } from "@/lib/domain/course/change";
import { isReminder } from "@/lib/domain/messages/message";
import type { Attempt } from "@/lib/domain/messages/settling";
import { wayTo } from "@/lib/forms/contact";
import type { Letter } from "@/lib/letters/letter";
import type { DueMessage } from "@/lib/ports/messages";

/** How a message reaches its person. */
export type Way =
  | { readonly by: "email" | "sms"; readonly to: string }
  | { readonly by: "push"; readonly to: PushTarget }
  /** There is no way: a landline, a device that was told before and is gone, or a country that gets no text messages. */
  | { readonly by: "none"; readonly why: "no-way" | "country" };

/** A device is reminded where it asked for it, everything else goes to the contact. */
export function wayOf(
  { kind, contact, device }: Pick<DueMessage, "kind" | "contact" | "device">,
  { smsCountries }: Pick<Settings, "smsCountries">,
): Way {
  if (device && (isReminder(kind) || contact === null)) return { by: "push", to: device };
  if (kind === "come-in" || contact === null) return { by: "none", why: "no-way" };
  const by = wayTo(contact, smsCountries);
  if (by === "email" || by === "sms") return { by, to: contact };
  return { by: "none", why: by === "abroad" ? "country" : "no-way" };
}

/** What an attempt to send came to; it throws where nothing can be sent to anybody at the moment. */
export type Sent = Extract<Attempt, "sent" | "refused" | "deferred" | "unclear" | "gone">;

/** One way of sending. */
export interface Gateway<To> {
  /** How many messages may be on their way at once. */
  readonly lines: number;
  /** Milliseconds after which an attempt has ended, however the other side behaves. */
  readonly longestMs: number;
  send(letter: Letter, to: To, visitId: number): Promise<Sent>;
  /** Ends at once what is on its way. */
  close(): void;
}
