import { headers } from "next/headers";
import { PATH_HEADER, PREFIX_HEADER } from "@/lib/address/language";
import { COPY_HEADER } from "@/lib/offline/protocol";
import type { Asker } from "@/lib/use-cases/claim-visit";
import { askerOf } from "./asker";
import { application } from "./compose";
import { readDeviceCookie } from "./device";

/** The device that the request comes from, or null where cookies are off. */
export const currentDevice = async (): Promise<string | null> =>
  readDeviceCookie(application().env, (await headers()).get("cookie"));

/** What links on this page begin with: see `readAddress`. */
export async function currentPrefix(): Promise<string> {
  return (await headers()).get(PREFIX_HEADER) ?? "";
}

/** The address of this page without its language. */
export async function currentPath(): Promise<string> {
  return (await headers()).get(PATH_HEADER) ?? "/";
}

/** Whether the page is wanted as it is kept on a device, to be read without a network. */
export const currentIsCopy = async (): Promise<boolean> => (await headers()).has(COPY_HEADER);

/** Who asks: device and network prefix. */
export const currentAsker = async (): Promise<Asker> => askerOf(await headers(), application().env);
