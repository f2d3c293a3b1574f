import type { Settings } from "@/lib/domain/city/settings";
import { longestRetention } from "@/lib/domain/retention/retention";
import type { CivilDate } from "@/lib/domain/time/civil-time";
import type { Deps } from "@/lib/ports/deps";

/** A fact that stands in a long page; the kinds are shown differently. */
export type SiteFact =
  | { readonly kind: "text" | "email" | "phone" | "address"; readonly text: string }
  | { readonly kind: "date"; readonly date: CivilDate }
  | { readonly kind: "hotline" }
  /** Nobody has said so yet. */
  | null;

export type SiteFacts = Readonly<Record<string, SiteFact>>;

const written = (kind: "text" | "email" | "phone", text: string): SiteFact => (text === "" ? null : { kind, text });
const dated = (date: string): SiteFact => (date === "" ? null : { kind: "date", date });

/** A declaration is reviewed every year by 31 March (art. 11 of the act of 4 April 2019). */
const nextReview = (reviewedOn: string): SiteFact =>
  reviewedOn === "" ? null : { kind: "date", date: `${Number(reviewedOn.slice(0, 4)) + 1}-03-31` };

function factsOf(settings: Settings, product: string, publicUrl: string): SiteFacts {
  return {
    product: { kind: "text", text: product },
    publicUrl: { kind: "address", text: publicUrl },
    hotline: { kind: "hotline" },
    body: written("text", settings.bodyName),
    address: written("text", settings.bodyAddress),
    email: written("email", settings.bodyEmail),
    coordinatorName: written("text", settings.coordinatorName),
    coordinatorEmail: written("email", settings.coordinatorEmail),
    coordinatorPhone: written("phone", settings.coordinatorPhone),
    controller: written("text", settings.controllerName),
    officer: written("text", settings.officerName),
    officerEmail: written("email", settings.officerEmail),
    published: dated(settings.publishedOn),
    drawnUp: dated(settings.drawnUpOn),
    updated: dated(settings.updatedOn),
    reviewed: dated(settings.reviewedOn),
    nextReview: nextReview(settings.reviewedOn),
    retentionDays: { kind: "text", text: String(longestRetention(settings)) },
    walkInDays: { kind: "text", text: String(settings.walkInRetentionDays) },
    visitDays: { kind: "text", text: String(settings.visitRetentionDays) },
    noShowDays: { kind: "text", text: String(settings.noShowRetentionDays) },
  };
}

/** What the long pages say of the city and the site, as its settings have it. */
export async function loadSiteFacts(
  { plan }: Pick<Deps, "plan">,
  product: string,
  publicUrl: string,
): Promise<SiteFacts> {
  return factsOf((await plan.book()).settings, product, publicUrl);
}
