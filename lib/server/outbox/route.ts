import type { Settings } from "@/lib/domain/city/settings";
import type { PushTarget } from "@/lib/domain/course/change";
import { isReminder } from "@/lib/domain/messages/message";
import { textsTo } from "@/lib/forms/contact";
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
  if (contact.includes("@")) return { by: "email", to: contact };
  const texts = textsTo(contact, smsCountries);
  if (texts === "yes") return { by: "sms", to: contact };
  return { by: "none", why: texts === "abroad" ? "country" : "no-way" };
}

/** What an attempt to send came to; it throws where nothing can be sent to anybody at the moment. */
export type Sent =
  | "sent"
  /** The other side refuses this message or this address for good, as far as it says. */
  | "refused"
  /** The other side does not take this very message for now; others it takes. */
  | "deferred"
  /** The message was handed over, and nobody has answered: it may have arrived. */
  | "unclear"
  /** The push service knows the device no more. */
  | "gone";

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
