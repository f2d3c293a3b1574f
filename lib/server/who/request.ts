import { type Addressed, readAddress } from "@/lib/address/language";
import { ROUTER_QUERY } from "@/lib/next-inside/names";
import { COPY_HEADER } from "@/lib/offline/protocol";
import { application } from "../compose";
import { renderedRequest } from "../render/answer";
import { formAskerOf } from "./asker";
import { deviceCookieName, readDeviceCookie } from "./device";
import { headerLine } from "./header-line";

const SEARCH = /\?.*$/;
const OF_ROUTER = new RegExp(`(?<=[?&])${ROUTER_QUERY}(=[^&]*)?(&|$)`, "g");

function addressed(): Addressed & { readonly search: string } {
  const { url, headers } = renderedRequest();
  const [pathname = "/"] = url.split("?");
  const search = (SEARCH.exec(url)?.[0] ?? "").replace(OF_ROUTER, "").replace(/[?&]$/, "");
  return { ...readAddress(pathname, headerLine(headers["accept-language"])), search };
}

/** The device that the request comes from, or null where cookies are off. */
export const currentDevice = (): string | null =>
  readDeviceCookie(application().env, headerLine(renderedRequest().headers.cookie));

/** Whether the browser sent the device's cookie, which it did not before its first answer. */
export const currentHasCookie = (): boolean =>
  (headerLine(renderedRequest().headers.cookie) ?? "").includes(deviceCookieName(application().env));

/** What links on this page begin with: see `readAddress`. */
export const currentPrefix = (): string => addressed().prefix;

/** The address of this page without its language. */
export function currentPath(): string {
  const { path, search } = addressed();
  return path + search;
}

/** Whether this page is a plain document, whose links the browser itself follows. */
export const currentIsDocument = (): boolean => renderedRequest().isDocument;

/** Whether the page is wanted as it is kept on a device, to be read without a network. */
export const currentIsCopy = (): boolean => renderedRequest().headers[COPY_HEADER] !== undefined;

/** Who posted the form that is answered. */
export function currentFormAsker(): ReturnType<typeof formAskerOf> {
  const { headers } = renderedRequest();
  return formAskerOf({ get: (name) => headerLine(headers[name]) }, application().env);
}
