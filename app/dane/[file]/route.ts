import { application } from "@/lib/server/compose";
import { refusalOf } from "@/lib/server/objection";
import { LANGUAGES } from "@/lib/text/language";
import { searchFilePath } from "@/lib/views/paths";
import { loadSearchFile } from "@/lib/views/search-page";

const FOUR_HOURS = "public, max-age=14400";

/** GET /dane/sprawy-{language}.json: what a browser searches in by itself. */
export async function GET(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const language = LANGUAGES.find((one) => searchFilePath(one) === pathname);
  if (!language) return refusalOf("unknown", pathname, request.headers.get("accept-language"));
  return Response.json(await loadSearchFile(application(), language), { headers: { "cache-control": FOUR_HOURS } });
}
