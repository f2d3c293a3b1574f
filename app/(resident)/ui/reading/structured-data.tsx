import type { GovernmentService, WithContext } from "schema-dts";
import { inOtherLanguage } from "@/lib/address/language";
import { matterPath } from "@/lib/address/paths";
import type { ProcedureView } from "@/lib/pages/reading/procedure-view";
import { siteOrigin } from "@/lib/server/render/page-facts";
import type { Language } from "@/lib/text/language";
import { inLanguage } from "@/lib/text/texts";

interface StructuredDataProps {
  readonly view: ProcedureView;
  readonly language: Language;
}

function serviceOf({ slug, title, summary, places, department }: ProcedureView, language: Language) {
  const origin = siteOrigin();
  const service: WithContext<GovernmentService> = {
    "@context": "https://schema.org",
    "@type": "GovernmentService",
    name: inLanguage(title, language),
    description: inLanguage(summary, language),
    url: origin + inOtherLanguage(matterPath(slug), language),
    areaServed: { "@type": "City", name: "Poznań" },
    provider: { "@type": "GovernmentOffice", name: department.name.pl },
    availableChannel: places
      .filter(({ uncertain }) => !uncertain)
      .map(({ place }) => ({
        "@type": "ServiceChannel",
        serviceLocation: { "@type": "CivicStructure", name: place.street, address: place.address },
      })),
  };
  return service;
}

/** The procedure for search engines (schema.org). */
export function StructuredData({ view, language }: StructuredDataProps) {
  // "<" could end the element; written so, JSON means the same.
  const json = JSON.stringify(serviceOf(view, language)).replaceAll("<", "\\u003c");
  return <script type="application/ld+json">{json}</script>;
}
