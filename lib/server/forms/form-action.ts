import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { withPrefix } from "@/lib/address/language";
import { application } from "../compose";
import { currentFormAsker, currentPrefix } from "../who/request";
import { type Form, type FormCookie, wayIn } from "./form";

/** What an action asks of Next. */
export interface AskedOfNext {
  cookies(): Promise<{ set(cookie: FormCookie & { readonly path: string }): unknown }>;
  redirect(to: string): never;
}

/** A form as a server action: sets its cookies and leads on to the address that it names, in the language of the page. */
export function formAction(form: Form, next: AskedOfNext = { cookies, redirect }): (data: FormData) => Promise<void> {
  return async (data) => {
    const led = wayIn(await form(application(), data, currentFormAsker()));
    const jar = led.cookies.length > 0 ? await next.cookies() : null;
    for (const cookie of led.cookies) jar?.set({ ...cookie, path: "/" });
    next.redirect(withPrefix(currentPrefix(), led.to));
  };
}
