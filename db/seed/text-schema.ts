import { z } from "zod";
import { PLACE_TOPICS } from "@/lib/domain/reading/guide";
import { confidence, sourceIds, words } from "./schema";

// procedure-texts.json

const SUMMARY_MAX = 110;
const oneSentence = words.max(SUMMARY_MAX);
const searchWords = z.strictObject({ pl: z.array(words).min(1), en: z.array(words).min(1), uk: z.array(words).min(1) });

export const procedureTextsFile = z.strictObject({
  meta: z.looseObject({ schema: z.literal("poznan-procedure-texts/1") }),
  procedures: z.record(
    z.string(),
    z.strictObject({
      owner: words,
      review_on: z.iso.date(),
      summary: z.strictObject({ pl: oneSentence, en: oneSentence, uk: oneSentence }),
      search: searchWords,
    }),
  ),
  groups: z.record(z.string(), z.strictObject({ search: searchWords })),
});

// guides.json

const guideFact = z.strictObject({
  pl: words,
  en: words,
  uk: words,
  confidence,
  as_of: words.optional(),
  sources: sourceIds,
});

export const guidesFile = z.strictObject({
  meta: z.looseObject({ schema: z.literal("poznan-guides/1") }),
  bulletin: z.url(),
  locations: z.record(
    z.string(),
    z.array(
      guideFact.extend({
        kind: z.enum(PLACE_TOPICS),
        department: words.optional(),
      }),
    ),
  ),
  departments: z.record(
    z.string(),
    z.strictObject({
      phones: z.array(guideFact.extend({ number: words })),
      email: guideFact.extend({ address: z.email() }).nullable(),
      facts: z.array(guideFact.extend({ case_group: words.optional() })),
    }),
  ),
  elsewhere: z.record(
    z.string().regex(/^[a-z]+(-[a-z]+)*$/),
    z.strictObject({
      title: z.strictObject({ pl: words, en: words, uk: words }),
      pl: words,
      en: words,
      uk: words,
      url: z.url(),
      confidence,
      search: searchWords,
    }),
  ),
});

export type ProcedureTextsFile = z.infer<typeof procedureTextsFile>;
export type GuidesFile = z.infer<typeof guidesFile>;
