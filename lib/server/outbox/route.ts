import { isReminder } from "@/lib/domain/message";
import { takesTexts } from "@/lib/forms/contact";
import type { DueMessage, PushTarget } from "@/lib/ports/messages";
import type { Letter } from "@/lib/views/letter";

/** How a message reaches its person. */
export type Way =
  | { readonly by: "email" | "sms"; readonly to: string }
  | { readonly by: "push"; readonly to: PushTarget }
  /** There is no way: a landline, or a device that was told before and is gone. */
  | { readonly by: "none" };

/** A device is reminded where it asked for it, everything else goes to the contact. */
export function wayOf({ kind, contact, device }: Pick<DueMessage, "kind" | "contact" | "device">): Way {
  if (device && (isReminder(kind) || contact === null)) return { by: "push", to: device };
  if (kind === "come-in" || contact === null) return { by: "none" };
  if (contact.includes("@")) return { by: "email", to: contact };
  return takesTexts(contact) ? { by: "sms", to: contact } : { by: "none" };
}

/** What an attempt to send came to; it throws where it may succeed later. */
export type Sent =
  | "sent"
  /** The other side refuses this message or this address for good, as far as it says. */
  | "refused"
  /** The push service knows the device no more. */
  | "gone";

/** One way of sending. Attempts end within ten seconds. */
export interface Gateway<To> {
  send(letter: Letter, to: To, visitId: number): Promise<Sent>;
  close(): void;
}
