import { createHash } from "node:crypto";
import type { ReactElement } from "react";
import type { City } from "@/lib/domain/city/city";
import type { TicketQueryFields } from "@/lib/forms/pages";
import type { BuildingView } from "@/lib/pages/reading/building-view";
import type { OfflineView } from "@/lib/pages/reading/offline-view";
import type { HoursPage } from "@/lib/pages/scan/hours-page";
import type { TicketPageView } from "@/lib/pages/ticket/ticket-page";
import type { Language } from "@/lib/text/language";
import type { OwnTickets } from "@/lib/use-cases/visit/own-visit";
import { policyOfDocument } from "../guard/protection";
import { documentScript, residentStyle } from "./build";

/** What every document is made with. */
export interface DocumentParts {
  /** The style that stands in it. */
  readonly style: string;
  /** The address of its script. */
  readonly script: string;
}

/** The pages of hours that are documents. */
export type HoursDocument = Extract<HoursPage, { kind: "home" | "location" | "offer" }>;

/** What a document of hours shows. */
export interface ShownHours {
  readonly page: HoursDocument;
  /** What the device holds; nothing where one rendering serves many. */
  readonly own: OwnTickets;
  readonly city: City;
  readonly language: Language;
}

/** What a ticket's document shows. */
export interface ShownTicket {
  readonly page: TicketPageView;
  readonly token: string;
  readonly query: TicketQueryFields;
  /** Kept on a device: it says what holds all day, and nothing that can be sent. */
  readonly isCopy: boolean;
  readonly language: Language;
}

/** A document that is the same for everybody and shows no hours. */
export type ReadingDocument =
  | { readonly kind: "building"; readonly view: BuildingView }
  /** The page that stands for every page that a device does not keep; it exists as a copy only. */
  | {
      readonly kind: "offline";
      readonly view: OfflineView;
      readonly afterForm: boolean;
      /** The address of the script that it runs besides. */
      readonly script: string;
    };

/** What a document of reading shows. */
export interface ShownReading {
  readonly page: ReadingDocument;
  /** Kept on a device. */
  readonly isCopy: boolean;
  readonly language: Language;
}

/** The documents, as the application's pages make them of what they show. */
export interface Documents {
  hours(shown: ShownHours, parts: DocumentParts): ReactElement;
  ticket(shown: ShownTicket, parts: DocumentParts): ReactElement;
  reading(shown: ShownReading, parts: DocumentParts): ReactElement;
}

/** The documents with what the build that runs has for them, and the policy that they are sent with. */
export interface BuiltDocuments {
  readonly pages: Documents;
  readonly parts: DocumentParts;
  readonly policy: string;
}

/** Puts documents together with their style and script. */
export function documentsWith(pages: Documents, parts: DocumentParts): BuiltDocuments {
  const hash = createHash("sha256").update(parts.style).digest("base64");
  return { pages, parts, policy: policyOfDocument(hash) };
}

/** The documents with style and script of the build. Throws where nothing was built. */
export const builtDocuments = (pages: Documents): BuiltDocuments =>
  documentsWith(pages, { style: residentStyle(), script: documentScript("document") });
