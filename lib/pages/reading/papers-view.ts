import type { CaseGroupId, LocalText } from "@/lib/domain/city/city";
import type { Fact, Procedure } from "@/lib/domain/reading/procedure";

export interface PaperView {
  readonly text: LocalText;
  readonly uncertain: boolean;
}

/** The papers of one procedure of a case group. */
export interface ProcedurePapers {
  readonly slug: string;
  readonly title: LocalText;
  readonly papers: readonly PaperView[];
  readonly payment: PaperView;
}

export interface RemoteView {
  readonly visitNeeded: "partly" | "no";
  readonly title: LocalText;
  readonly note: LocalText;
}

/** Where one pays; a matter that costs nothing says just that. */
function paymentOf({ fees, payment }: Procedure): PaperView {
  const [first] = fees;
  const isFree = first !== undefined && fees.every((fee) => fee.amountPln === 0);
  return isFree ? { text: first.label, uncertain: first.confidence === "low" } : paper(payment);
}

const paper = (fact: Fact): PaperView => ({ text: fact.text, uncertain: fact.confidence === "low" });

/**
 * What to have along, procedure by procedure, first the one whose description led here; empty where a group has no
 * description yet.
 */
export const papersOf = (
  procedures: readonly Procedure[],
  caseGroupId: CaseGroupId,
  readBefore: string | null = null,
): ProcedurePapers[] =>
  procedures
    .filter((one) => one.caseGroupId === caseGroupId)
    .toSorted((one, other) => Number(other.slug === readBefore) - Number(one.slug === readBefore))
    .map((one) => ({ slug: one.slug, title: one.title, papers: one.papers.map(paper), payment: paymentOf(one) }));

const AT_A_GLANCE = 2;
/** Longer ones would push the button off a small screen; they stand below it. */
const SHORT = 40;

/** The papers that whoever decides must know of, in words that fit on a line, and how many there are besides. */
export interface PapersAtAGlance {
  readonly short: readonly LocalText[];
  readonly more: number;
}

/**
 * What to have along for an offer, before it is accepted: the first papers that every procedure of the matter asks for,
 * or those of the one whose description led here. Null where that is none: which are needed depends on the matter.
 */
export function papersAtAGlance(
  procedures: readonly ProcedurePapers[],
  readBefore: string | null,
): PapersAtAGlance | null {
  const [first] = procedures;
  const asking = first && first.slug === readBefore ? [first] : procedures;
  const asked = (first?.papers ?? []).filter(({ text }) =>
    asking.every(({ papers }) => papers.some((paper) => paper.text.pl === text.pl)),
  );
  const short = asked.filter(({ text, uncertain }) => !uncertain && text.pl.length <= SHORT).slice(0, AT_A_GLANCE);
  if (short.length === 0) return null;
  const all = new Set(asking.flatMap(({ papers }) => papers.map(({ text }) => text.pl)));
  return { short: short.map(({ text }) => text), more: all.size - short.length };
}

/** Whether any paper or payment of the procedures carries the mark of what is not certain. */
export const hasUncertain = (procedures: readonly ProcedurePapers[]): boolean =>
  procedures.some(({ papers, payment }) => [...papers, payment].some(({ uncertain }) => uncertain));

/** The group's procedures that can be done, wholly or partly, without a visit. */
export const remoteOf = (procedures: readonly Procedure[], caseGroupId: CaseGroupId): RemoteView[] =>
  procedures.flatMap((one) => {
    const { visitNeeded, note } = one.remote;
    return one.caseGroupId === caseGroupId && visitNeeded !== "yes" ? [{ visitNeeded, title: one.title, note }] : [];
  });
