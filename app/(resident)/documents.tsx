import type { ReactElement } from "react";
import type {
  DocumentParts,
  Documents,
  HoursDocument,
  ShownHours,
  ShownReading,
  ShownTicket,
} from "@/lib/server/render/document";
import type { Language } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { inLanguage, textsFor } from "@/lib/text/texts";
import { Document } from "./ui/document/document";
import { DocumentFrame } from "./ui/document/document-frame";
import { BuildingPage } from "./ui/reading/building-page";
import { OfflinePage } from "./ui/reading/offline-page";
import { HomePage } from "./ui/scan/home-page";
import { LocationPage } from "./ui/scan/location-page";
import { OfferPage } from "./ui/scan/offer-page";
import { TicketPage } from "./ui/ticket/ticket-page";
import { titleOf } from "./ui/ticket/ticket-words";

/** What a page of hours is called, and whether it tells of a form that was not carried out; null = as the product. */
function namedAs(page: HoursDocument, language: Language): string | null {
  const { problemTitle, product } = textsFor(language);
  switch (page.kind) {
    case "home":
      return page.query.notice === null ? null : problemTitle(product);
    case "location":
      return page.view.place.street;
    case "offer": {
      const { view, query } = page;
      const title = `${inLanguage(view.group.name, language)}, ${view.place.street}`;
      // A limit is no fault: the title says nothing of it.
      const isFault = (query.notice !== null && query.notice !== "share") || query.wait !== null;
      return isFault ? problemTitle(title) : title;
    }
  }
}

function bodyOf({ page, own, city, language }: ShownHours): ReactElement {
  const shown = { own, city, language };
  switch (page.kind) {
    case "home":
      return <HomePage {...page} {...shown} />;
    case "location":
      return <LocationPage view={page.view} {...shown} />;
    case "offer":
      return <OfferPage {...page} {...shown} />;
  }
}

function hours(shown: ShownHours, parts: DocumentParts): ReactElement {
  const { page, language } = shown;
  const isFailure = page.kind === "home" && page.query.notice !== null;
  return (
    <Document
      language={language}
      title={namedAs(page, language)}
      robots={isFailure ? "noindex" : "index"}
      parts={parts}
    >
      <DocumentFrame language={language} exampleData={page.view.exampleData}>
        {bodyOf(shown)}
      </DocumentFrame>
    </Document>
  );
}

function ticket(shown: ShownTicket, parts: DocumentParts): ReactElement {
  const { page, query, language } = shown;
  const t = textsFor(language);
  const title = titleOf(page.view, language);
  const isProblem = query.notice !== null || query.wait !== null;
  return (
    <Document
      language={language}
      title={isProblem ? t.problemTitle(title) : title}
      robots="noindex, nofollow"
      parts={parts}
    >
      <DocumentFrame language={language} exampleData={page.view.exampleData} copyOf="ticket">
        <TicketPage {...shown} />
      </DocumentFrame>
    </Document>
  );
}

function reading({ page, isCopy, language }: ShownReading, parts: DocumentParts): ReactElement {
  const isBuilding = page.kind === "building";
  return (
    <Document
      language={language}
      title={isBuilding ? page.view.place.street : readingTextsFor(language).offline.title}
      robots={isBuilding ? "index" : "noindex"}
      parts={parts}
    >
      <DocumentFrame
        language={language}
        exampleData={isBuilding && page.view.exampleData}
        copyOf={isBuilding ? "page" : null}
      >
        {isBuilding ? (
          <BuildingPage view={page.view} isCopy={isCopy} language={language} />
        ) : (
          <>
            <OfflinePage view={page.view} afterForm={page.afterForm} language={language} />
            <script src={page.script} defer />
          </>
        )}
      </DocumentFrame>
    </Document>
  );
}

/** The pages that are documents: hours, tickets, buildings, and the page that stands for what is not kept; made of the same components as Next's pages (decision 033). */
export const documents: Documents = { hours, ticket, reading };
