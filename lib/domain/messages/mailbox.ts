/** Gmail's two names for the same mailbox; dots in the part before the @ mean nothing there. */
const GMAIL = new Set(["gmail.com", "googlemail.com"]);

/**
 * The mailbox that a stored contact leads to, for counting only: letters are written to the contact as it was given.
 * Letter case, `+tags` and Gmail's dots make no mailbox of their own (decision 032). A telephone number stays as it is.
 */
export function foldContact(contact: string): string {
  const at = contact.lastIndexOf("@");
  if (at < 0) return contact;
  const local = contact.slice(0, at).toLowerCase();
  const domain = contact.slice(at + 1).toLowerCase();
  const tag = local.indexOf("+");
  // What begins with the plus has no name before it.
  const name = tag > 0 ? local.slice(0, tag) : local;
  return GMAIL.has(domain) ? `${name.replaceAll(".", "")}@gmail.com` : `${name}@${domain}`;
}
