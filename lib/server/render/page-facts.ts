import type { Hotline } from "@/lib/domain/city/hotline";
import type { Instant } from "@/lib/domain/time/tick";
import { application } from "../compose";
import { publicOrigin } from "../env";
import { hotlineOpenAt } from "../hotline";
import { givenPage } from "./answer";

// What a component may ask while it is rendered: it is known already, and nothing is fetched for it.

/** The instant that the page being rendered shows. */
export const pageInstant = (): Instant => givenPage()?.now ?? application().clock.now();

/** The hotline, and whether somebody answers while this page is rendered. */
export function currentHotline(): Hotline & { readonly open: boolean } {
  return { ...application().hotline, open: hotlineOpenAt(pageInstant()) };
}

/** Where the site is found, without a slash at its end. */
export const siteOrigin = (): string => publicOrigin(application().env);

/** Where the city publishes its procedures. */
export const bulletinUrl = (): string => application().guides.bulletinUrl;

/** With it a browser subscribes to notifications of ours. */
export const pushKey = (): string => application().pushKeys.publicKey;

/** Whether browsers keep pages for reading without a network. */
export const hasWorker = (): boolean => application().env.worker;
