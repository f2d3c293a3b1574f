import type { Audience, Route } from "@/lib/address/routes";
import type { ResidentForm } from "./resident-form";
import { residentForms } from "./resident-forms";

/** The forms of each audience's pages, by the name of their action. */
export const FORMS: Partial<Record<Audience, Readonly<Record<string, ResidentForm>>>> = { resident: residentForms };

/** The form of a page by its name; null where pages of the route's audience have none of that name. */
export function formOf({ audience }: Pick<Route, "audience">, name: string | null): ResidentForm | null {
  const forms = FORMS[audience];
  return name !== null && forms && Object.hasOwn(forms, name) ? (forms[name] ?? null) : null;
}
