import type { Asker } from "@/lib/use-cases/visit/claim-visit";
import type { Env } from "../env";
import { clientAddress } from "./client-address";
import { readDeviceCookie } from "./device";

/** Who asks, as the headers of the request tell it: device (null where cookies are off) and address. */
export const askerOf = (
  headers: { get(name: string): string | null },
  env: Pick<Env, "publicUrl" | "trustedProxies">,
): Asker => ({
  device: readDeviceCookie(env, headers.get("cookie")),
  address: clientAddress(headers, env.trustedProxies),
});
