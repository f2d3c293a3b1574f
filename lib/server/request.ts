import { cookies, headers } from "next/headers";
import type { Asker } from "@/lib/use-cases/claim-visit";
import { clientAddress, networkPrefix } from "./client-address";
import { application } from "./compose";
import { deviceCookieName, readDevice } from "./device";

/** The device that the request comes from, or null where cookies are off. */
export async function currentDevice(): Promise<string | null> {
  return readDevice((await cookies()).get(deviceCookieName(application().env))?.value);
}

/** Who asks: device and network prefix. */
export async function currentAsker(): Promise<Asker> {
  const address = clientAddress(await headers(), application().env.trustedProxies);
  return { device: await currentDevice(), network: networkPrefix(address) };
}
