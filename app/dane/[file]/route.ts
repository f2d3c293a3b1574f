import { appManifestPath, onTheDayFile, searchFilePath } from "@/lib/address/files";
import { calendarFile, calendarTypeOf } from "@/lib/letters/calendar-file";
import { loadOnTheDayEntry } from "@/lib/letters/on-the-day-entry";
import { appManifest } from "@/lib/pages/reading/app-manifest";
import { loadSearchFile } from "@/lib/pages/reading/search-page";
import { application } from "@/lib/server/compose";
import { addressIn, publicOrigin } from "@/lib/server/env";
import { refusalOf } from "@/lib/server/guard/objection";
import { LANGUAGES, type Language } from "@/lib/text/language";

const FOUR_HOURS = { "cache-control": "public, max-age=14400" };

/** The entry of a calendar that an address asks for; null where there is none. */
async function entryFile(url: URL, language: Language): Promise<Response | null> {
  const app = application();
  const [location, caseGroup] = ["location", "caseGroup"].map((name) => url.searchParams.get(name));
  const asked = { location: location ?? null, caseGroup: caseGroup ?? null };
  const entry = await loadOnTheDayEntry(app, asked, publicOrigin(app.env), language);
  if (!entry) return null;
  return new Response(calendarFile(entry, app.clock.now(), addressIn(app.env.mailFrom)), {
    headers: {
      "content-type": calendarTypeOf(entry),
      "content-disposition": 'attachment; filename="termin.ics"',
      "cache-control": "no-store",
    },
  });
}

/** GET /dane/…: what browsers search in by themselves, and what they install the product from, in each language. */
export async function GET(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const { pathname } = url;
  for (const language of LANGUAGES) {
    if (pathname === searchFilePath(language))
      return Response.json(await loadSearchFile(application(), language), { headers: FOUR_HOURS });
    if (pathname === onTheDayFile(language)) {
      const file = await entryFile(url, language);
      if (file) return file;
    }
    if (pathname === appManifestPath(language))
      return Response.json(appManifest(language), {
        headers: { ...FOUR_HOURS, "content-type": "application/manifest+json" },
      });
  }
  return refusalOf("unknown", pathname, request.headers.get("accept-language"));
}
