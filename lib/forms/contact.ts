import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";
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

/** Whether text messages go to a stored number: not to a landline, and not abroad but to some countries. */
export type TextsTo = "yes" | "landline" | "abroad";

/**
 * Whether text messages go to a stored number. The country is that of the number's own range: several share +7, +44 or
 * +1, and a range that belongs to none of them is abroad.
 */
export function textsTo(number: string, countries: readonly string[]): TextsTo {
  if (!parseMobileNumber(number)?.isValid()) return "landline";
  const country = parsePhoneNumberFromString(number)?.country;
  return country !== undefined && countries.includes(country) ? "yes" : "abroad";
}

/** Whether two letters name a country that has telephone numbers. */
export const isCountry = (letters: string): boolean => /^[A-Z]{2}$/.test(letters) && isSupportedCountry(letters);

export type ContactFault = "contactOdd" | "emailOdd" | "phoneOdd";

/** Signs of which a telephone number may consist, as people write it. */
const LIKE_A_NUMBER = /^[+\d][\d\s().,/-]*$/;

/** What somebody seems to have meant by a contact that cannot be read: so the right half is explained. */
export function faultOfContact(typed: string): ContactFault {
  if (typed.includes("@")) return "emailOdd";
  return LIKE_A_NUMBER.test(typed.trim()) ? "phoneOdd" : "contactOdd";
}
