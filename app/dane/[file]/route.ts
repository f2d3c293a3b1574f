import { appManifestPath, searchFilePath } from "@/lib/address/files";
import { appManifest } from "@/lib/pages/reading/app-manifest";
import { loadSearchFile } from "@/lib/pages/reading/search-page";
import { application } from "@/lib/server/compose";
import { refusalOf } from "@/lib/server/guard/objection";
import { LANGUAGES } from "@/lib/text/language";

const FOUR_HOURS = { "cache-control": "public, max-age=14400" };

/** GET /dane/…: what browsers search in by themselves, and what they install the product from, in each language. */
export async function GET(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  for (const language of LANGUAGES) {
    if (pathname === searchFilePath(language))
      return Response.json(await loadSearchFile(application(), language), { headers: FOUR_HOURS });
    if (pathname === appManifestPath(language))
      return Response.json(appManifest(language), {
        headers: { ...FOUR_HOURS, "content-type": "application/manifest+json" },
      });
  }
  return refusalOf("unknown", pathname, request.headers.get("accept-language"));
}
