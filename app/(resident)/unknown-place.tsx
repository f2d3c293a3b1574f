import type { LocationId } from "@/lib/domain/city/city";
import { application } from "@/lib/server/compose";
import type { Language } from "@/lib/text/language";
import { UnknownPlace } from "./ui/scan/unknown-place";

type What = Parameters<typeof UnknownPlace>[0]["what"];

/** The page of an address that leads nowhere; the building that it names, if it is one, comes first. */
export async function unknownPlace(what: What, language: Language, here: LocationId | null = null) {
  const { city } = await application().plan.book();
  const buildings = city.locations.toSorted((a, b) => Number(b.id === here) - Number(a.id === here));
  return <UnknownPlace what={what} buildings={buildings} language={language} />;
}
