import { readCode } from "@/lib/domain/visit/ticket";
import { type ContactFault, faultOfContact, readContact } from "./contact";
import { asSeen } from "./pasted";

export type LookupFault = "codeMissing" | "codeOdd" | "contactMissing" | ContactFault;

/** What is wrong with the form that finds a visit, by the field's name. */
export function faultsOfLookup(typed: {
  readonly code: string;
  readonly contact: string;
}): Readonly<Partial<Record<"code" | "contact", LookupFault>>> {
  const code = readCode(typed.code) !== null ? null : asSeen(typed.code) === "" ? "codeMissing" : "codeOdd";
  const contact =
    readContact(typed.contact) !== null
      ? null
      : asSeen(typed.contact) === ""
        ? "contactMissing"
        : faultOfContact(typed.contact);
  return { ...(code && { code }), ...(contact && { contact }) };
}
