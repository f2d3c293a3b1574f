import { LIVE_PATH } from "../address/files";

/** Whether the server answers at all. */
export const isReachable = (): Promise<boolean> =>
  fetch(LIVE_PATH, { method: "HEAD", cache: "no-store" }).then(
    () => true,
    () => false,
  );

/** A line on which the server says a word within this brings a whole page within the worker's patience. */
const QUICK_MS = 1_500;
const EVERY_MS = 5_000;

async function answersQuickly(): Promise<boolean> {
  const began = performance.now();
  return (await isReachable()) && performance.now() - began < QUICK_MS;
}

/**
 * On a copy: asks for the page itself as soon as there is a network again: when the browser says so, and now and then,
 * for a line that is only slow, or a server that is away, makes no such event. Not by reloading: that would send a form
 * again. Ended by the function that is returned.
 */
export function leaveCopyWhenReachable(): () => void {
  const ask = async (isBack: () => Promise<boolean>) => {
    if (navigator.onLine && (await isBack())) window.location.replace(window.location.href);
  };
  const onOnline = () => void ask(isReachable);
  const timer = setInterval(() => void ask(answersQuickly), EVERY_MS);
  window.addEventListener("online", onOnline);
  return () => {
    clearInterval(timer);
    window.removeEventListener("online", onOnline);
  };
}
