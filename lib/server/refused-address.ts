import { apiTextsFor } from "@/lib/text/api-texts";
import { problem } from "@/lib/views/api-problem";
import { refuse } from "./api-route";
import { languageOfPath } from "./language-path";
import { refusalPage } from "./refusal-page";

/** The answer to an address that cannot be decoded: like the API's under its path, else a page. */
export const refuseAddress = (address: string): Response =>
  address.startsWith("/api/")
    ? refuse(problem("not-found", apiTextsFor(null).noSuchAddress))
    : refusalPage("address", languageOfPath(address));
