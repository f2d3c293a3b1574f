import { takesTexts } from "@/lib/forms/contact";
import type { Deps } from "@/lib/ports/deps";

/** What a ticket says of the messages about its visit. */
export interface CorrespondenceView {
  /** The contact, so far hidden that only its owner knows it; null = none was given. */
  readonly to: string | null;
  /** How messages go there; null = not at all, to a landline say. */
  readonly by: "email" | "sms" | null;
  /** Whether a message has not got through yet. */
  readonly late: boolean;
  /** Whether a device is told as well. */
  readonly toDevice: boolean;
}

const SHOWN_DIGITS = 3;

/** `a…@poczta.pl`, `… 800`: whoever holds the ticket recognises it, whoever finds it learns nothing. */
function hidden(contact: string): string {
  const at = contact.indexOf("@");
  return at < 0 ? `…\u00a0${contact.slice(-SHOWN_DIGITS)}` : `${contact.slice(0, 1)}…${contact.slice(at)}`;
}

function wayTo(contact: string): CorrespondenceView["by"] {
  if (contact.includes("@")) return "email";
  return takesTexts(contact) ? "sms" : null;
}

/** What is said of messages on the ticket of a token; nothing for an unknown one. */
export async function loadCorrespondence(
  { store, seal }: Pick<Deps, "store" | "seal">,
  token: string,
): Promise<CorrespondenceView | null> {
  const found = await store.correspondence(seal.hashToken(token));
  if (!found) return null;
  const { contact, late, toDevice } = found;
  if (contact === null) return { to: null, by: null, late, toDevice };
  return { to: hidden(contact), by: wayTo(contact), late, toDevice };
}
