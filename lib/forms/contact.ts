import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { parsePhoneNumberFromString as parseMobileNumber } from "libphonenumber-js/mobile";
import { lineOf } from "@/lib/domain/messages/delivery";
import { readEmail } from "./email";
import { asSeen } from "./pasted";

/** Numbers without a country are Polish. The whole metadata: the small one takes a number that lacks two digits. */
const HOME = "PL";

/** What links and mail programs put around a contact. */
const SCHEME = /^(tel|sms|mailto):\s*/i;
const IN_ANGLES = /^[^@<>]*<([^<>]+)>$/;
const END = /[.,;]+$/;
/** A country's code in brackets. */
const COUNTRY_IN_BRACKETS = /^\(\s*(\+|00)\s?(\d{1,3})\s*\)/;

/** A contact as it is meant, without what was copied with it. */
const bare = (typed: string): string =>
  asSeen(typed)
    .replace(END, "")
    .replace(IN_ANGLES, "$1")
    .replace(SCHEME, "")
    .replace(COUNTRY_IN_BRACKETS, "+$2 ")
    .trim();

/** A telephone number in E.164; one with an extension is none, for nobody would be told at it. */
function readNumber(text: string): string | null {
  const number = parsePhoneNumberFromString(text, { defaultCountry: HOME, extract: false });
  return number?.isValid() && number.ext === undefined ? number.number : null;
}

/**
 * One contact as it is stored and compared: an e-mail address in small letters, or a telephone number in E.164. Null
 * for what is neither, and for two at once. Spaces and dashes in numbers are fine, and so is what is copied with them.
 */
export function readContact(typed: string): string | null {
  const text = bare(typed);
  return text.includes("@") ? readEmail(text) : readNumber(text);
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

/** How messages go to a contact as it is stored: not at all to a landline, and to numbers abroad. */
export type WayTo = "email" | "sms" | Exclude<TextsTo, "yes">;

/** Whether a contact as it is stored is an e-mail address, and no number: by the line of its messages. */
export const isEmail = (contact: string): boolean => lineOf(contact) === "email";

/** The way to a contact. */
export function wayTo(contact: string, countries: readonly string[]): WayTo {
  if (isEmail(contact)) return "email";
  const texts = textsTo(contact, countries);
  return texts === "yes" ? "sms" : texts;
}

/** Whether two letters name a country that has telephone numbers. */
export const isCountry = (letters: string): boolean => /^[A-Z]{2}$/.test(letters) && isSupportedCountry(letters);

export type ContactFault = "contactOdd" | "emailOdd" | "emailLetters" | "phoneOdd" | "contactTwice";

/** Signs of which a telephone number may consist, as people write it. */
const LIKE_A_NUMBER = /^[+(\d][\d\s().,/+-]*$/;
const LIKE_AN_EMAIL = /[^\s,;<>()]+@[^\s,;<>()]+/g;
/** What people write between two contacts. */
const BETWEEN = /[,;/|]|\s(?=\+)|\s(?:i|oraz|lub|albo|and|or|і|й|та|або|чи)\s/iu;
/** Two Polish numbers in a row. */
const TWO_IN_A_ROW = /^(?:(?:\+|00)?48)?(\d{9})(?:(?:\+|00)?48)?(\d{9})$/;

/** Whether several contacts stand where one is asked for. */
function areSeveral(typed: string): boolean {
  const text = asSeen(typed);
  const parts = text.replace(LIKE_AN_EMAIL, ",$&,").split(BETWEEN);
  if (parts.filter((part) => readContact(part) !== null).length > 1) return true;
  const [, one, other] = TWO_IN_A_ROW.exec(text.replace(/[\s().-]/g, "")) ?? [];
  return one !== undefined && other !== undefined && readNumber(one) !== null && readNumber(other) !== null;
}

/** What somebody seems to have meant by a contact that cannot be read: so the right half is explained. */
export function faultOfContact(typed: string): ContactFault {
  if (areSeveral(typed)) return "contactTwice";
  const text = bare(typed);
  const [before = ""] = text.split("@");
  if (text.includes("@")) return /[^ -~]/.test(before) ? "emailLetters" : "emailOdd";
  return LIKE_A_NUMBER.test(text) ? "phoneOdd" : "contactOdd";
}
