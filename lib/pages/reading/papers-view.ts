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

/** Whether any paper or payment of the procedures carries the mark of what is not certain. */
export const hasUncertain = (procedures: readonly ProcedurePapers[]): boolean =>
  procedures.some(({ papers, payment }) => [...papers, payment].some(({ uncertain }) => uncertain));

/** The group's procedures that can be done, wholly or partly, without a visit. */
export const remoteOf = (procedures: readonly Procedure[], caseGroupId: CaseGroupId): RemoteView[] =>
  procedures.flatMap((one) => {
    const { visitNeeded, note } = one.remote;
    return one.caseGroupId === caseGroupId && visitNeeded !== "yes" ? [{ visitNeeded, title: one.title, note }] : [];
  });
