import { formatsFor } from "../format";
import type { Language } from "../language";

/** What is heard when another month is shown; null while none was asked for. */
export const monthHeard = (month: string | null, language: Language): string | null =>
  month && formatsFor(language).month(`${month}-01`);

/** A question with the month that is shown. */
export const monthTitle = (question: string, month: string, language: Language): string =>
  `${question} ${monthHeard(month, language)}`;
