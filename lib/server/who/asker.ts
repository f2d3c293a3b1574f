import type { Asker } from "@/lib/use-cases/visit/claim-visit";
import type { Env } from "../env";
import { clientAddress } from "./client-address";
import { readDeviceCookie, readStaffCookie } from "./device";

/** Who asks, as the headers of the request tell it: device (null where cookies are off) and address. */
export const askerOf = (
  headers: { get(name: string): string | null },
  env: Pick<Env, "publicUrl" | "trustedProxies">,
): Asker => ({
  device: readDeviceCookie(env, headers.get("cookie")),
  address: clientAddress(headers, env.trustedProxies),
});

/** Who posts a form: who asks, and the session of the staff, where the browser has one. */
export const formAskerOf = (
  headers: { get(name: string): string | null },
  env: Pick<Env, "publicUrl" | "trustedProxies">,
): Asker & { readonly session: string | null } => ({
  ...askerOf(headers, env),
  session: readStaffCookie(env, headers.get("cookie")),
});
