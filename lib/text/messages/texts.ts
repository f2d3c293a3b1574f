import type { Language } from "../language";
import { messagesEn } from "./en";
import { type MessageTexts, messagesPl } from "./pl";
import { messagesUk } from "./uk";

const TEXTS: Readonly<Record<Language, MessageTexts>> = { pl: messagesPl, en: messagesEn, uk: messagesUk };

/** The texts of what people are sent in a language. */
export const messageTextsFor = (language: Language): MessageTexts => TEXTS[language];
