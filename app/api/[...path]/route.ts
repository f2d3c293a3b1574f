import { apiNowhere } from "@/lib/server/api/frame";

export const dynamic = "force-dynamic";

export {
  apiNowhere as DELETE,
  apiNowhere as GET,
  apiNowhere as OPTIONS,
  apiNowhere as PATCH,
  apiNowhere as POST,
  apiNowhere as PUT,
};
