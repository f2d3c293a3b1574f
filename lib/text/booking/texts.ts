import type { Language } from "../language";
import { bookingEn } from "./en";
import { type BookingTexts, bookingPl } from "./pl";
import { bookingUk } from "./uk";

const TEXTS: Readonly<Record<Language, BookingTexts>> = { pl: bookingPl, en: bookingEn, uk: bookingUk };

/** The texts of the calendar in a language. */
export const bookingTextsFor = (language: Language): BookingTexts => TEXTS[language];
