import type { CaseGroupId, Confidence, DepartmentId, LocalText, LocationId } from "../city/city";
import type { CivilDate } from "../time/civil-time";

/** A publication that a fact was taken from. */
export interface Source {
  readonly id: string;
  readonly title: string;
  /** null = no public address: a reading of code, or a mark that nothing was looked up. */
  readonly url: string | null;
  readonly dated: string;
  /** How much of it was read. */
  readonly seen: string;
}

/** One statement about a procedure. */
export interface Fact {
  readonly text: LocalText;
  /** Its own, or its procedure's where the source gives none. */
  readonly confidence: Confidence;
  /** In the source's words ("about 2018"); null = no date of its own, the procedure's holds. */
  readonly asOf: string | null;
  readonly sources: readonly Source[];
}

/** An announced rise that no source confirms to be in force. */
export interface PendingChange {
  readonly text: LocalText;
  readonly sources: readonly Source[];
}

/** An item of a list, not of a bill: items may be alternatives, so they are never added up. */
export interface Fee {
  readonly label: LocalText;
  /** null = no single amount is known. */
  readonly amountPln: number | null;
  readonly legalBasis: string;
  readonly confidence: Confidence;
  readonly asOf: string;
  /** An extra that not everybody pays. */
  readonly optional?: true;
  /** The sum of other items, as the source gives it. */
  readonly isTotal?: true;
  readonly pendingChange?: PendingChange;
  readonly sources: readonly Source[];
}

export interface LegalBasis {
  readonly act: string;
  /** Place in the Journal of Laws; null = not looked up. */
  readonly dzU: string | null;
  /** The consolidated text; null = none found. */
  readonly consolidated: string | null;
  readonly confidence: Confidence;
}

/** Which parts of a matter can be done without a visit. */
export interface Remote {
  readonly visitNeeded: "yes" | "partly" | "no";
  /** Ways, in the English words of the source. */
  readonly channels: readonly string[];
  readonly note: LocalText;
  readonly confidence: Confidence;
  readonly asOf: string;
  readonly sources: readonly Source[];
}

/** What people type who look for a matter, by the language that they type in. */
export type SearchWords = Readonly<Record<"pl" | "en" | "uk", readonly string[]>>;

/** What a resident came for: papers, fees, deadlines (design §3). */
export interface Procedure {
  readonly slug: string;
  readonly title: LocalText;
  /** What one gets, in one sentence. */
  readonly summary: LocalText;
  readonly searchWords: SearchWords;
  /** Who answers for the description. */
  readonly ownerId: DepartmentId;
  /** The day from which the description counts as not looked at for too long. */
  readonly reviewOn: CivilDate;
  readonly departmentId: DepartmentId;
  readonly caseGroupId: CaseGroupId;
  readonly confidence: Confidence;
  readonly asOf: string;
  readonly whoCanApply: Fact;
  readonly papers: readonly Fact[];
  readonly forms: readonly Fact[];
  readonly fees: readonly Fee[];
  readonly payment: Fact;
  readonly processingTime: Fact;
  readonly legalBasis: readonly LegalBasis[];
  /** Where sources describe it. Where it is served is the case group's `served` (design §2). */
  readonly where: { readonly locations: readonly LocationId[]; readonly note: string | null };
  readonly remote: Remote;
  readonly appeal: Fact;
  readonly notes: Fact;
  readonly sources: readonly Source[];
  /** A remark on the sources as a whole, in English; null = none. */
  readonly sourcesNote: string | null;
  /** Facts of low confidence by the names of this type, e.g. `papers[2]`, `processingTime`. */
  readonly lowConfidencePaths: readonly string[];
  /** Whether the page as a whole says "Sprawdź przed wizytą". */
  readonly needsCheck: boolean;
}
