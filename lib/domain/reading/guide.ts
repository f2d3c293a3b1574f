import type { CaseGroupId, Confidence, DepartmentId, LocalText, LocationId } from "../city/city";
import type { Fact, SearchWords } from "./procedure";

/** What a sentence about a building is about. */
export const PLACE_TOPICS = [
  "entrance",
  "departments",
  "kiosk",
  "payment",
  "transport",
  "parking",
  "drop-box",
  "hours",
  "sign-language",
  "accessibility-contact",
] as const;
export type PlaceTopic = (typeof PLACE_TOPICS)[number];

/** What there may be for people who need it. */
export const FEATURES = [
  "stepFreeEntrance",
  "lift",
  "accessibleToilet",
  "inductionLoop",
  "parkingForDisabled",
] as const;
export type Feature = (typeof FEATURES)[number];

/** One statement about a building. */
export interface PlaceFact extends Fact {
  readonly topic: PlaceTopic;
  /** The department that it is about; null = the building as a whole. */
  readonly departmentId: DepartmentId | null;
}

/** What to know about a building beside its plan. */
export interface LocationGuide {
  readonly locationId: LocationId;
  readonly facts: readonly PlaceFact[];
  /** null = nobody has said so: "no data", never "none". */
  readonly features: Readonly<Record<Feature, boolean | null>>;
}

/** A telephone number; the text says what it is for. */
export interface Phone extends Fact {
  readonly number: string;
}

/** An e-mail address; the text says what it is for. */
export interface Email extends Fact {
  readonly address: string;
}

/** One statement about a department. */
export interface DepartmentFact extends Fact {
  /** The matter that it is about; null = the department as a whole. */
  readonly caseGroupId: CaseGroupId | null;
}

/** What to know about a department beside its case groups. */
export interface DepartmentGuide {
  readonly departmentId: DepartmentId;
  readonly phones: readonly Phone[];
  readonly email: Email | null;
  readonly facts: readonly DepartmentFact[];
}

/** What people look for here and others do. */
export interface DoneElsewhere {
  readonly id: string;
  readonly title: LocalText;
  /** Who does it, in one or two sentences. */
  readonly text: LocalText;
  readonly url: string;
  readonly confidence: Confidence;
  readonly searchWords: SearchWords;
}

/** What there is to read beside procedures. */
export interface Guides {
  /** Where the city publishes its own descriptions (Biuletyn Informacji Publicznej). */
  readonly bulletinUrl: string;
  readonly locations: readonly LocationGuide[];
  readonly departments: readonly DepartmentGuide[];
  /** What people type who look for a case group that has no description. */
  readonly groupWords: Readonly<Record<CaseGroupId, SearchWords>>;
  readonly elsewhere: readonly DoneElsewhere[];
}
