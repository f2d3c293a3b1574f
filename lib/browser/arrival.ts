import { say } from "./say";

const PATIENCE_MS = 300;

/** Whether a link, a form or the browser's own Back led here; a page that was typed or scanned the browser announces. */
export function isLedHere(): boolean {
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (entry?.type === "back_forward") return true;
  return entry?.type === "navigate" && document.referrer.startsWith(`${location.origin}/`);
}

/** Puts focus on what the page answers, or on its heading, unless it is somewhere already. */
export function land(): void {
  const { activeElement } = document;
  if (activeElement && activeElement !== document.body) return;
  const landing = document.querySelector<HTMLElement>("main [data-answer]") ?? document.querySelector("main h1");
  if (!(landing instanceof HTMLElement)) return;
  landing.tabIndex = -1;
  landing.focus({ preventScroll: true });
  if (landing.dataset.answer !== undefined) landing.scrollIntoView({ block: "nearest" });
}

/** Focus on arrival. */
export function arrive(): void {
  if (isLedHere()) land();
}

/** Whether a click on a link has the browser open another page of ours in this tab. */
export function leads(event: MouseEvent, link: HTMLAnchorElement): boolean {
  const { defaultPrevented, button, metaKey, ctrlKey, shiftKey, altKey } = event;
  if (defaultPrevented || button || metaKey || ctrlKey || shiftKey || altKey) return false;
  return (
    link.origin === location.origin && !link.target && !link.download && !link.getAttribute("href")?.startsWith("#")
  );
}

/** Where the page says that the next one is on its way. */
const word = (): HTMLElement | null => document.querySelector(".wait");

let patience: ReturnType<typeof setTimeout> | undefined;

/** Says in words that the next page is on its way, unless it is there before anybody asks. */
export function beginWaiting(): void {
  clearTimeout(patience);
  patience = setTimeout(() => say(word(), true), PATIENCE_MS);
}

/** Nothing is on its way any more. */
export function endWaiting(): void {
  clearTimeout(patience);
  say(word(), false);
}

/** A link that was pressed shows it, and where the next page is long in coming, the page says so in words. */
export function watchLinks(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a");
    if (!link || !leads(event, link)) return;
    link.dataset.pressed = "";
    beginWaiting();
  });
  addEventListener("pageshow", () => {
    endWaiting();
    document.querySelector("[data-pressed]")?.removeAttribute("data-pressed");
  });
}
