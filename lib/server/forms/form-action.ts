import { redirect } from "next/navigation";
import { withPrefix } from "@/lib/address/language";
import { application } from "../compose";
import { currentAsker, currentPrefix } from "../who/request";
import type { ResidentForm } from "./resident-form";

/** A form as a server action: leads on to the address that it names, in the language of the page. */
export function formAction(answer: ResidentForm): (form: FormData) => Promise<void> {
  return async (form) => redirect(withPrefix(currentPrefix(), await answer(application(), form, currentAsker())));
}
