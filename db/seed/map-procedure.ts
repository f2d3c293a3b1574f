import type { Confidence, LocalText } from "@/lib/domain/city/city";
import type { Fact, Fee, Procedure, Source } from "@/lib/domain/reading/procedure";
import { checked } from "./checked";
import type { ProceduresFile } from "./schema";
import type { ProcedureTextsFile } from "./text-schema";

type ProcedureRow = ProceduresFile["procedures"][number];
type WrittenRow = ProcedureTextsFile["procedures"][string];
type FeeRow = ProcedureRow["fees"][number];

interface SentenceRow {
  readonly pl: string;
  readonly en: string;
  readonly uk?: string | undefined;
}

interface FactRow extends SentenceRow {
  readonly confidence?: Confidence | undefined;
  readonly as_of?: string | undefined;
  readonly sources?: readonly string[] | undefined;
}

export type ResolveSources = (ids: readonly string[] | undefined) => readonly Source[];

/** Names sources in full where a file cites them by its own ids. */
export function resolvingSources(sources: Readonly<Record<string, Omit<Source, "id">>>): ResolveSources {
  const byId = new Map(Object.entries(sources).map(([id, source]) => [id, { id, ...source }]));
  return (ids = []) => ids.map((id) => checked(byId.get(id)));
}

/** Turns a checked procedures.json into procedures, each source named in full where it is cited. */
export function proceduresOf({ meta, procedures }: ProceduresFile, texts: ProcedureTextsFile): readonly Procedure[] {
  const resolve = resolvingSources(meta.sources);
  return procedures.map((row) => procedureOf(row, checked(texts.procedures[row.slug]), resolve));
}

function procedureOf(row: ProcedureRow, written: WrittenRow, resolve: ResolveSources): Procedure {
  const fact = (one: FactRow): Fact => factOf(one, row.confidence, resolve);
  return {
    slug: row.slug,
    title: row.title,
    summary: textOf(written.summary),
    searchWords: written.search,
    ownerId: written.owner,
    reviewOn: written.review_on,
    departmentId: row.department,
    caseGroupId: row.case_group,
    confidence: row.confidence,
    asOf: row.as_of,
    whoCanApply: fact(row.who_can_apply),
    papers: row.required_documents.map(fact),
    forms: row.forms.map(fact),
    fees: row.fees.map((fee) => feeOf(fee, row.confidence, resolve)),
    payment: fact(row.payment),
    processingTime: fact(row.processing_time),
    legalBasis: row.legal_basis.map(({ act, dz_u: dzU, consolidated, confidence }) => ({
      act,
      dzU,
      consolidated,
      confidence,
    })),
    where: row.where,
    remote: {
      visitNeeded: row.remote.visit_needed,
      channels: row.remote.channels,
      note: textOf(row.remote.note),
      confidence: row.remote.confidence,
      asOf: row.remote.as_of,
      sources: resolve(row.remote.sources),
    },
    appeal: fact(row.appeal),
    notes: fact(row.notes),
    sources: resolve(row.sources),
    sourcesNote: row.sources_note,
    lowConfidencePaths: row.low_confidence_paths.map(domainPath),
    needsCheck: row.needs_check,
  };
}

/** Where no source was opened for a procedure, its facts are general knowledge: only the surest stay so. */
const inside = (ofProcedure: Confidence, confidence: Confidence): Confidence =>
  ofProcedure === "low" && confidence === "medium" ? "low" : confidence;

/** A fact without its own confidence has that of its procedure, as meta.default of the file says. */
function factOf(row: FactRow, ofProcedure: Confidence, resolve: ResolveSources): Fact {
  return {
    text: textOf(row),
    confidence: inside(ofProcedure, row.confidence ?? ofProcedure),
    asOf: row.as_of ?? null,
    sources: resolve(row.sources),
  };
}

const NBSP = "\u00a0";

/** The sources write a hyphen and an x where print has a dash and a cross. */
const printed = (text: string): string => text.replaceAll(" - ", " – ").replace(/(\d) x (\d)/g, `$1${NBSP}×${NBSP}$2`);

const localText = (pl: string, en: string, uk: string | undefined): LocalText => ({
  pl: printed(pl),
  en: printed(en),
  ...(uk && { uk: printed(uk) }),
});

export const textOf = ({ pl, en, uk }: SentenceRow): LocalText => localText(pl, en, uk);

function feeOf(row: FeeRow, ofProcedure: Confidence, resolve: ResolveSources): Fee {
  const change = row.pending_change;
  return {
    label: localText(row.label_pl, row.label_en, row.label_uk),
    amountPln: row.amount_pln,
    legalBasis: row.legal_basis,
    confidence: inside(ofProcedure, row.confidence),
    asOf: row.as_of,
    ...(row.optional && { optional: row.optional }),
    ...(row.is_total && { isTotal: row.is_total }),
    ...(change && {
      pendingChange: {
        text: localText(change.text_pl, change.text_en, change.text_uk),
        sources: resolve(change.sources),
      },
    }),
    sources: resolve(row.sources),
  };
}

const DOMAIN_NAMES: Readonly<Record<string, keyof Procedure>> = {
  who_can_apply: "whoCanApply",
  required_documents: "papers",
  processing_time: "processingTime",
  legal_basis: "legalBasis",
};

const domainPath = (path: string): string => path.replace(/^\w+/, (name) => DOMAIN_NAMES[name] ?? name);
