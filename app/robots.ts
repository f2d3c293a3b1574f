import type { MetadataRoute } from "next";
import { API_PATH, SITEMAP_PATH } from "@/lib/address/files";
import { withPrefix } from "@/lib/address/language";
import { ownTicketsPath } from "@/lib/address/paths";
import { application } from "@/lib/server/compose";
import { publicOrigin } from "@/lib/server/env";
import { LANGUAGES } from "@/lib/text/language";

export const dynamic = "force-dynamic";

/** GET /robots.txt: tickets are nobody's business, the API is for programs. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      disallow: [ownTicketsPath, ...LANGUAGES.map((one) => withPrefix(`/${one}`, ownTicketsPath)), API_PATH],
    },
    sitemap: `${publicOrigin(application().env)}${SITEMAP_PATH}`,
  };
}
