import { apiEn } from "./api-en";
import { type ApiTexts, apiPl } from "./api-pl";
import { apiUk } from "./api-uk";
import { acceptedLanguage, type Language } from "./language";

const TEXTS: Readonly<Record<Language, ApiTexts>> = { pl: apiPl, en: apiEn, uk: apiUk };

/** The API's texts for an Accept-Language header. */
export const apiTextsFor = (header: string | null): ApiTexts => TEXTS[acceptedLanguage(header)];
