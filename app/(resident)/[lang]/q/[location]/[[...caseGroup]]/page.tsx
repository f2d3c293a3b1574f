import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { Frame } from "@/app/ui/frame";
import { LocationPage } from "@/app/ui/location-page";
import { OfferPage } from "@/app/ui/offer-page";
import { UnknownPlace } from "@/app/ui/unknown-place";
import { offerQuery } from "@/lib/forms/pages";
import { application } from "@/lib/server/compose";
import { plainAddress, withPrefix } from "@/lib/server/language-path";
import { currentDevice, currentPath, currentPrefix } from "@/lib/server/request";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";
import { inLanguage, textsFor } from "@/lib/text/texts";
import { ownTickets } from "@/lib/use-cases/own-visit";
import { loadLocation } from "@/lib/views/location-view";
import { loadOffer } from "@/lib/views/offer-view";

interface ScanProps {
  readonly params: Promise<{
    readonly lang: string;
    readonly location: string;
    readonly caseGroup?: readonly string[];
  }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: ScanProps): Promise<Metadata> {
  const { lang, location, caseGroup } = await params;
  const { city } = await application().store.planBook();
  const place = city.locations.find((one) => one.id === location);
  const group = city.caseGroups.find((one) => one.id === caseGroup?.[0]);
  const language = readLanguage(lang) ?? DEFAULT_LANGUAGE;
  const title = [group && inLanguage(group.name, language), place?.street].filter(Boolean).join(", ");
  return { title: title || textsFor(language).notFound.sticker.title };
}

/** Leads what was typed from a sticker with capitals or Polish letters to the address that was meant. */
async function correctTyped(location: string, caseGroup: readonly string[], query: string): Promise<void> {
  const typed = [location, ...caseGroup].map(decodeURIComponent);
  const plain = typed.map(plainAddress);
  if (plain.every((part, index) => part === typed[index])) return;
  permanentRedirect(withPrefix(await currentPrefix(), `/q/${plain.map(encodeURIComponent).join("/")}${query}`));
}

/** What a sticker opens: a building's matters, or one matter's offer. */
export default async function Scan({ params, searchParams }: ScanProps) {
  const { lang, location, caseGroup = [] } = await params;
  const language = readLanguage(lang) ?? DEFAULT_LANGUAGE;
  const app = application();
  await correctTyped(location, caseGroup, /\?.*$/.exec(await currentPath())?.[0] ?? "");
  const own = await ownTickets(app)(await currentDevice());
  const [groupId, ...rest] = caseGroup;
  if (rest.length > 0) return <UnknownPlace what="matter" here={location} language={language} />;
  if (groupId === undefined) {
    const view = await loadLocation(app, location);
    if (!view) return <UnknownPlace what="sticker" language={language} />;
    return (
      <Frame language={language} exampleData={view.exampleData}>
        <LocationPage view={view} own={own} language={language} />
      </Frame>
    );
  }
  const here = (await app.store.planBook()).city.locations.some((one) => one.id === location);
  const query = offerQuery.parse(await searchParams);
  const view = await loadOffer(app, {
    locationId: location,
    caseGroupId: groupId,
    cases: query.cases,
    chosen: query.start,
    withHours: query.view !== null,
    hold: own.hold,
  });
  if (!view) return <UnknownPlace what={here ? "matter" : "sticker"} here={location} language={language} />;
  return (
    <Frame language={language} exampleData={view.exampleData}>
      <OfferPage view={view} query={query} own={own} language={language} />
    </Frame>
  );
}
