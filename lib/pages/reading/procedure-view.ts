import type { CaseGroup, Confidence, Department, LocalText } from "@/lib/domain/city/city";
import type { Fact, Fee, LegalBasis, Procedure, Remote, Source } from "@/lib/domain/reading/procedure";
import type { CivilDate } from "@/lib/domain/time/civil-time";
import type { ReadDeps } from "@/lib/use-cases/availability/reader";
import { openReader, type Reader } from "@/lib/use-cases/availability/reader";
import { type NextStart, nextStartOf } from "../scan/next-start";
import { type PlaceView, placeOf } from "../scan/place-view";

/** A statement as a page shows it. */
export interface FactView {
  readonly text: LocalText;
  readonly uncertain: boolean;
  /** Its own date in the source's words; null = that of the whole description. */
  readonly asOf: string | null;
}

export interface FeeView {
  readonly label: LocalText;
  readonly amountPln: number | null;
  readonly uncertain: boolean;
  readonly asOf: string;
  readonly optional: boolean;
  readonly isTotal: boolean;
  /** An announced change that no source confirms yet. */
  readonly announced: LocalText | null;
}

/** A building where the matter is dealt with. */
export interface ServedPlace {
  readonly place: PlaceView;
  /** The sources leave it open whether this very procedure is dealt with there. */
  readonly uncertain: boolean;
  /** null = not known: the page is a copy on somebody's phone. */
  readonly next: NextStart | null;
}

interface MatterView {
  readonly today: CivilDate;
  readonly title: LocalText;
  readonly department: Pick<Department, "id" | "name">;
  readonly group: Pick<CaseGroup, "id" | "name" | "minutes" | "walkInOnly">;
  readonly places: readonly ServedPlace[];
}

/** Everything that the page of a procedure shows. */
export interface ProcedureView extends MatterView {
  readonly kind: "procedure";
  readonly slug: string;
  readonly summary: LocalText;
  readonly remote: Pick<Remote, "visitNeeded" | "note"> & { readonly uncertain: boolean };
  readonly whoCanApply: FactView;
  readonly papers: readonly FactView[];
  readonly forms: readonly FactView[];
  readonly fees: readonly FeeView[];
  readonly payment: FactView;
  readonly processingTime: FactView;
  readonly appeal: FactView;
  readonly notes: FactView;
  readonly legalBasis: readonly (LegalBasis & { readonly uncertain: boolean })[];
  readonly sources: readonly Source[];
  readonly asOf: string;
  /** A fee or a paper is not certain: said once on top. */
  readonly check: boolean;
  /** Whether anything on the page carries the mark: how to ask is said once. */
  readonly anyUncertain: boolean;
  /** Nobody has looked at the description since the day on which somebody should have. */
  readonly overdue: boolean;
}

/** The page of a case group that nobody has described yet. */
export interface UndescribedView extends MatterView {
  readonly kind: "undescribed";
}

const isUncertain = (confidence: Confidence): boolean => confidence === "low";

const factView = ({ text, confidence, asOf }: Fact): FactView => ({ text, uncertain: isUncertain(confidence), asOf });

const feeView = (fee: Fee): FeeView => ({
  label: fee.label,
  amountPln: fee.amountPln,
  uncertain: isUncertain(fee.confidence),
  asOf: fee.asOf,
  optional: fee.optional ?? false,
  isTotal: fee.isTotal ?? false,
  announced: fee.pendingChange?.text ?? null,
});

async function servedPlaces(
  reader: Reader,
  group: CaseGroup,
  described: readonly string[] | null,
  withTimes: boolean,
): Promise<ServedPlace[]> {
  const places: ServedPlace[] = [];
  for (const { locationId, confidence } of group.served) {
    const location = reader.location(locationId);
    if (!location) continue;
    places.push({
      place: placeOf(location),
      uncertain: isUncertain(confidence) || (described !== null && !described.includes(locationId)),
      next: withTimes ? await nextStartOf(reader, location, group) : null,
    });
  }
  return places;
}

async function matterView(
  reader: Reader,
  group: CaseGroup,
  title: LocalText,
  described: readonly string[] | null,
  withTimes: boolean,
): Promise<MatterView> {
  const { id, name, minutes, walkInOnly } = group;
  const department = reader.department(group);
  return {
    today: reader.today,
    title,
    department: { id: department.id, name: department.name },
    group: { id, name, minutes, walkInOnly },
    places: await servedPlaces(reader, group, described, withTimes),
  };
}

function procedureView(matter: MatterView, procedure: Procedure, today: CivilDate): ProcedureView {
  const { remote } = procedure;
  const fees = procedure.fees.map(feeView);
  const papers = procedure.papers.map(factView);
  const { whoCanApply, payment, processingTime, appeal, notes, forms, legalBasis } = procedure;
  const others = [whoCanApply, payment, processingTime, appeal, notes, ...forms, ...legalBasis, remote];
  const marked = [...fees, ...papers, ...matter.places].some(({ uncertain }) => uncertain);
  return {
    ...matter,
    kind: "procedure",
    slug: procedure.slug,
    summary: procedure.summary,
    remote: { visitNeeded: remote.visitNeeded, note: remote.note, uncertain: isUncertain(remote.confidence) },
    whoCanApply: factView(procedure.whoCanApply),
    papers,
    forms: procedure.forms.map(factView),
    fees,
    payment: factView(procedure.payment),
    processingTime: factView(procedure.processingTime),
    appeal: factView(procedure.appeal),
    notes: factView(procedure.notes),
    legalBasis: procedure.legalBasis.map((one) => ({ ...one, uncertain: isUncertain(one.confidence) })),
    sources: procedure.sources,
    asOf: procedure.asOf,
    check: [...fees, ...papers].some(({ uncertain }) => uncertain),
    anyUncertain: marked || others.some(({ confidence }) => isUncertain(confidence)),
    overdue: today >= procedure.reviewOn,
  };
}

/**
 * The page of a procedure, or of a case group without one; null for an unknown address. Without times for a copy that
 * will be read later: a free time that was is none.
 */
export async function loadMatter(
  deps: ReadDeps,
  slug: string,
  { withTimes }: { readonly withTimes: boolean },
): Promise<ProcedureView | UndescribedView | null> {
  const reader = await openReader(deps);
  const procedures = await deps.plan.procedures();
  const procedure = procedures.find((one) => one.slug === slug);
  const group = reader.caseGroup(procedure?.caseGroupId ?? slug);
  if (!group) return null;
  if (procedure) {
    const matter = await matterView(reader, group, procedure.title, procedure.where.locations, withTimes);
    return procedureView(matter, procedure, reader.today);
  }
  if (procedures.some((one) => one.caseGroupId === group.id)) return null;
  return { ...(await matterView(reader, group, group.name, null, withTimes)), kind: "undescribed" };
}
