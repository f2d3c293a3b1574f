import { cache } from "react";
import { token as tokenShape } from "@/lib/forms/pages";
import { findVisit } from "@/lib/use-cases/visit/own-visit";
import { application } from "../compose";

/** The visit whose token stands in an address, or null; a page and its title ask once. */
export const visitOfAddress = cache(async (token: string) =>
  tokenShape.safeParse(token).success ? findVisit(application())(token) : null,
);
