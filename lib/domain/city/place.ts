import type { CaseGroup, City, Confidence, HallId, LocalText, LocationId } from "./city";

/** How sure the sources are that a group is served at a building; null = it is not. */
export const placeConfidence = (caseGroup: CaseGroup, locationId: LocationId): Confidence | null =>
  caseGroup.served.find((at) => at.locationId === locationId)?.confidence ?? null;

/** The buildings of which the sources are sure enough that they serve a group, without the one that is asked about. */
export const certainPlaces = ({ served }: CaseGroup, beside: LocationId): readonly LocationId[] =>
  served.filter((at) => at.locationId !== beside && at.confidence !== "low").map((at) => at.locationId);

/** What is certain, where anything is; otherwise all, each with its mark. */
export function preferCertain<Row extends { readonly uncertain: boolean }>(rows: readonly Row[]): readonly Row[] {
  const certain = rows.filter(({ uncertain }) => !uncertain);
  return certain.length > 0 ? certain : rows;
}

/** Name of a hall by its id. */
export const hallName = ({ halls }: City, hallId: HallId): LocalText =>
  halls.find((hall) => hall.id === hallId)?.name ?? { pl: hallId };
