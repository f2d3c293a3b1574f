import { refuse } from "@/lib/server/api-route";
import { apiTextsFor } from "@/lib/text/api-texts";
import { problem } from "@/lib/views/api-problem";

export const dynamic = "force-dynamic";

const nowhere = (request: Request): Response =>
  refuse(problem("not-found", apiTextsFor(request.headers.get("accept-language")).noSuchAddress));

/** Whatever the API does not have answers like the API, not with a page. */
export { nowhere as DELETE, nowhere as GET, nowhere as PATCH, nowhere as POST, nowhere as PUT };
