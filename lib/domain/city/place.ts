import type { CaseGroup, City, Confidence, HallId, LocalText, LocationId } from "./city";

/** How sure the sources are that a group is served at a building; null = it is not. */
export const placeConfidence = (caseGroup: CaseGroup, locationId: LocationId): Confidence | null =>
  caseGroup.served.find((at) => at.locationId === locationId)?.confidence ?? null;

/** Name of a hall by its id. */
export const hallName = ({ halls }: City, hallId: HallId): LocalText =>
  halls.find((hall) => hall.id === hallId)?.name ?? { pl: hallId };
