import type { WorkerMessage } from "./protocol";

// What Next's pages and documents both do to have pages kept on a device.

/** Whoever has said "not now" is not asked again in this tab. */
const DECLINED = "okienko.save.declined";
const HOUR_MS = 60 * 60 * 1_000;
/** A busy browser may have nothing but better things to do for minutes. */
const IDLE_WITHIN_MS = 3_000;

export const hasDeclined = (): boolean => sessionStorage.getItem(DECLINED) !== null;

export const rememberDeclined = (): void => sessionStorage.setItem(DECLINED, "1");

/** Resolves once the page has everything that it loads. */
export async function loaded(): Promise<void> {
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
}

/** Resolves once the browser has nothing better to do, or has had for three seconds. */
async function idle(): Promise<void> {
  const quiet = window.requestIdleCallback ?? ((done: () => void) => setTimeout(done, 1_000));
  await new Promise<void>((done) => quiet(() => done(), { timeout: IDLE_WITHIN_MS }));
}

/** Has the worker keep everything that it does not keep first; false where that failed. */
async function keepRest(): Promise<boolean> {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  const message: WorkerMessage = { type: "rest" };
  return new Promise((done) => {
    port1.onmessage = ({ data }) => done(data === true);
    active?.postMessage(message, [port2]);
  });
}

/** Once the worker has its place and the page is quiet, the rest; where that fails, again when there is a network. */
export async function keepRestLater(): Promise<void> {
  await navigator.serviceWorker.ready;
  await idle();
  if (!(await keepRest())) addEventListener("online", () => void keepRest(), { once: true });
}

/** Resolves once everything is kept; rejects where keeping it failed. */
export async function kept(registration: ServiceWorkerRegistration): Promise<void> {
  const { installing } = registration;
  const failed = new Promise<never>((_, reject) => {
    installing?.addEventListener("statechange", () => {
      if (installing.state === "redundant") reject();
    });
  });
  await Promise.race([navigator.serviceWorker.ready, failed]);
  if (!(await keepRest())) throw new Error();
}

/** Whether somebody pays for what is loaded, and has asked to be spared. */
export const savesData = (): boolean =>
  (navigator as { connection?: { readonly saveData?: boolean } }).connection?.saveData === true;

/** Calls `later` whenever somebody comes back after an hour or more; what is returned ends it. */
export function watchLongReturn(later: () => void): () => void {
  let since = Date.now();
  const onVisible = () => {
    if (document.visibilityState !== "visible" || Date.now() - since < HOUR_MS) return;
    since = Date.now();
    later();
  };
  document.addEventListener("visibilitychange", onVisible);
  return () => document.removeEventListener("visibilitychange", onVisible);
}

/** Has the worker that waits take its turn, and the page loaded anew once it has. */
export async function loadNewer(): Promise<void> {
  const known = await navigator.serviceWorker.getRegistration();
  // Another tab has taken it already: this one needs only its page.
  if (!known?.waiting) return location.reload();
  known.waiting.addEventListener("statechange", ({ target }) => {
    if ((target as ServiceWorker).state === "activated") location.reload();
  });
  known.waiting.postMessage({ type: "SKIP_WAITING" });
}
