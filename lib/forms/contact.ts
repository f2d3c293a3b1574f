import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { parsePhoneNumberFromString as parseMobileNumber } from "libphonenumber-js/mobile";
import { z } from "zod";

/** Numbers without a country are Polish. The whole metadata: the small one takes a number that lacks two digits. */
const HOME = "PL";
const EMAIL_MAX = 254;

const email = z.email().max(EMAIL_MAX);

/**
 * One contact as it is stored and compared: an e-mail address in small letters, or a telephone number in E.164. Null
 * for what is neither. Spaces and dashes in numbers are fine.
 */
export function readContact(typed: string): string | null {
  const text = typed.trim();
  if (text.includes("@")) return email.safeParse(text).success ? text.toLowerCase() : null;
  const number = parsePhoneNumberFromString(text, { defaultCountry: HOME, extract: false });
  return number?.isValid() ? number.number : null;
}

/** Whether a stored contact is a number that takes text messages: a mobile one. */
export const takesTexts = (contact: string): boolean => parseMobileNumber(contact)?.isValid() ?? false;

export type ContactFault = "contactOdd" | "emailOdd" | "phoneOdd";

/** Signs of which a telephone number may consist, as people write it. */
const LIKE_A_NUMBER = /^[+\d][\d\s().,/-]*$/;

/** What somebody seems to have meant by a contact that cannot be read: so the right half is explained. */
export function faultOfContact(typed: string): ContactFault {
  if (typed.includes("@")) return "emailOdd";
  return LIKE_A_NUMBER.test(typed.trim()) ? "phoneOdd" : "contactOdd";
}
