import { apiTextsFor } from "@/lib/text/api-texts";
import { problem } from "@/lib/views/api-problem";
import { refuse } from "./api-route";
import { readAddress } from "./language-path";
import { refusalPage } from "./refusal-page";

/** The answer to an address that cannot be decoded: like the API's under its path, else a page. */
export const refuseAddress = (address: string, acceptLanguage: string | null): Response =>
  address.startsWith("/api/")
    ? refuse(problem("not-found", apiTextsFor(acceptLanguage).noSuchAddress))
    : refusalPage("address", readAddress(address, acceptLanguage));
