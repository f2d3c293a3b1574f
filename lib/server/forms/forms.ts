import type { Route } from "@/lib/address/routes";
import type { Form, Forms } from "./form";
import { residentForms } from "./resident-forms";

/** The forms of the product. */
export const FORMS: Forms = { resident: residentForms };

/** The form of a page by its name; null where pages of the route's audience have none of that name. */
export function formOf(all: Forms, { audience }: Pick<Route, "audience">, name: string | null): Form | null {
  const forms = all[audience];
  return name !== null && forms && Object.hasOwn(forms, name) ? (forms[name] ?? null) : null;
}
