import { cookies, headers } from "next/headers";
import type { Asker } from "@/lib/use-cases/claim-visit";
import { clientAddress, networkPrefix } from "./client-address";
import { application } from "./compose";
import { deviceCookieName, readDevice } from "./device";
import { PATH_HEADER, PREFIX_HEADER } from "./language-path";

/** The device that the request comes from, or null where cookies are off. */
export async function currentDevice(): Promise<string | null> {
  return readDevice((await cookies()).get(deviceCookieName(application().env))?.value);
}

/** What links on this page begin with: see `readAddress`. */
export async function currentPrefix(): Promise<string> {
  return (await headers()).get(PREFIX_HEADER) ?? "";
}

/** The address of this page without its language. */
export async function currentPath(): Promise<string> {
  return (await headers()).get(PATH_HEADER) ?? "/";
}

/** Who asks: device and network prefix. */
export async function currentAsker(): Promise<Asker> {
  const address = clientAddress(await headers(), application().env.trustedProxies);
  return { device: await currentDevice(), network: networkPrefix(address) };
}
