import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { Frame } from "@/app/(resident)/ui/frame/frame";
import { LocationPage } from "@/app/(resident)/ui/scan/location-page";
import { OfferPage } from "@/app/(resident)/ui/scan/offer-page";
import { unknownPlace } from "@/app/(resident)/unknown-place";
import { plainAddress, withPrefix } from "@/lib/address/language";
import { stickerPath } from "@/lib/address/paths";
import { offerQuery } from "@/lib/forms/pages";
import { application } from "@/lib/server/compose";
import { currentHoursPage } from "@/lib/server/render/current-hours-page";
import { currentPath, currentPrefix } from "@/lib/server/who/request";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";
import { inLanguage, textsFor } from "@/lib/text/texts";

interface ScanProps {
  readonly params: Promise<{
    readonly lang: string;
    readonly location: string;
    readonly caseGroup?: readonly string[];
  }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params, searchParams }: ScanProps): Promise<Metadata> {
  const { lang, location, caseGroup = [] } = await params;
  const language = readLanguage(lang) ?? DEFAULT_LANGUAGE;
  const t = textsFor(language);
  const unknown = await unknownAt(location, caseGroup);
  if (unknown) return { title: t.notFound[unknown].title };
  const { city } = await application().plan.book();
  const place = city.locations.find((one) => one.id === location);
  const group = city.caseGroups.find((one) => one.id === caseGroup[0]);
  const title = [group && inLanguage(group.name, language), place?.street].filter(Boolean).join(", ");
  const { notice, wait } = offerQuery.parse(await searchParams);
  // Only the page of a matter holds the form that may not have been taken.
  const isFault = (notice !== null && notice !== "share") || wait !== null;
  const isProblem = group !== undefined && isFault;
  return { title: isProblem ? t.problemTitle(title) : title };
}

const STICKER_CODE = /^([a-z]{3})(?:[^a-z\d]*\d+)?$/;

/** The building whose code is printed on the sticker, e.g. `LIB-01` or `lib01`; anything else stays as it is. */
async function locationOf(typed: string): Promise<string> {
  const code = STICKER_CODE.exec(typed)?.[1];
  if (code === undefined) return typed;
  const { city } = await application().plan.book();
  return city.locations.find((one) => one.stickerCode.toLowerCase() === code)?.id ?? typed;
}

/** Leads what was typed from a sticker, its code, capitals or Polish letters, to the address that was meant. */
async function correctTyped(location: string, caseGroup: readonly string[], query: string): Promise<void> {
  const typed = [location, ...caseGroup].map(decodeURIComponent);
  const [place = "", ...rest] = typed.map(plainAddress);
  const plain = [await locationOf(place), ...rest];
  if (plain.every((part, index) => part === typed[index])) return;
  permanentRedirect(withPrefix(currentPrefix(), stickerPath(plain) + query));
}

/** What of a sticker's address is unknown, or null: the building, or the matter that follows it. */
async function unknownAt(
  location: string,
  [groupId, ...rest]: readonly string[],
): Promise<"sticker" | "matter" | null> {
  const { city } = await application().plan.book();
  if (!city.locations.some(({ id }) => id === location)) return "sticker";
  if (groupId === undefined) return null;
  return rest.length > 0 || !city.caseGroups.some(({ id }) => id === groupId) ? "matter" : null;
}

/**
 * What a sticker opens as Next renders it: under `npm run dev`, and where the address is mistyped or unknown; else it is
 * a document (app/(resident)/documents.tsx).
 */
export default async function Scan({ params, searchParams }: ScanProps) {
  const { lang, location, caseGroup = [] } = await params;
  const language = readLanguage(lang) ?? DEFAULT_LANGUAGE;
  await correctTyped(location, caseGroup, /\?.*$/.exec(currentPath())?.[0] ?? "");
  const unknown = await unknownAt(location, caseGroup);
  if (unknown) return unknownPlace(unknown, language, location);
  const [groupId] = caseGroup;
  const { page, own, city } = await currentHoursPage(
    groupId === undefined
      ? { kind: "location", location }
      : { kind: "offer", location, caseGroup: groupId, query: offerQuery.parse(await searchParams) },
  );
  if (page?.kind === "location")
    return (
      <Frame language={language} exampleData={page.view.exampleData}>
        <LocationPage view={page.view} own={own} city={city} language={language} />
      </Frame>
    );
  if (page?.kind === "offer")
    return (
      <Frame language={language} exampleData={page.view.exampleData}>
        <OfferPage view={page.view} query={page.query} own={own} city={city} language={language} />
      </Frame>
    );
  return unknownPlace(groupId === undefined ? "sticker" : "matter", language, location);
}
