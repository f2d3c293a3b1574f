import type { MetadataRoute } from "next";
import { application } from "@/lib/server/compose";
import { publicOrigin } from "@/lib/server/env";
import { LANGUAGES } from "@/lib/text/language";
import { ownTicketsPath } from "@/lib/views/paths";

export const dynamic = "force-dynamic";

/** GET /robots.txt: tickets are nobody's business, the API is for programs. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      disallow: [ownTicketsPath, ...LANGUAGES.map((one) => `/${one}${ownTicketsPath}`), "/api/"],
    },
    sitemap: `${publicOrigin(application().env)}/sitemap.xml`,
  };
}
