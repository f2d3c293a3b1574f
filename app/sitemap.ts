import type { MetadataRoute } from "next";
import { inOtherLanguage } from "@/lib/address/language";
import { loadPublicPaths } from "@/lib/pages/reading/public-pages";
import { application } from "@/lib/server/compose";
import { publicOrigin } from "@/lib/server/env";
import { DEFAULT_LANGUAGE, LANGUAGES } from "@/lib/text/language";

export const dynamic = "force-dynamic";

/** GET /sitemap.xml: every public page without free times, in its languages. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const app = application();
  const origin = publicOrigin(app.env);
  return ["/", ...(await loadPublicPaths(app))].map((path) => ({
    url: origin + inOtherLanguage(path, DEFAULT_LANGUAGE),
    alternates: {
      languages: Object.fromEntries(LANGUAGES.map((one) => [one, origin + inOtherLanguage(path, one)])),
    },
  }));
}
