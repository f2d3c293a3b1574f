import { land } from "./arrival";
import { putBackTyped, typedIn } from "./typed-fields";

const OLD_MS = 60_000;
const LONGEST_WAIT_MS = 2_000_000_000;

/** When the page that is shown came. */
let since = performance.now();

/** Asks for the page anew and shows what has changed in its place; without an answer the page stays as it is. */
async function renew(): Promise<void> {
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = page.querySelector("main");
  // Where it has become another kind of page, it needs what that page loads.
  if (!main || !page.querySelector("script[src][defer]")) return location.reload();
  const typed = typedIn(document);
  document.querySelector("main")?.replaceWith(main);
  putBackTyped(main, typed);
  document.title = page.title;
  since = performance.now();
  begin(main);
  land();
}

/** Counts the seconds that an element says are left. */
function count(element: HTMLElement, seconds: number): void {
  const { label } = element.dataset;
  if (!label) return;
  const began = performance.now();
  const hour = document.createElement("span");
  hour.className = "hour";
  element.replaceChildren(`${label} `, hour);
  const show = () => {
    const left = Math.max(0, seconds - Math.floor((performance.now() - began) / 1_000));
    hour.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left > 0 && element.isConnected) setTimeout(show, 1_000);
  };
  show();
}

/** What else a part of a page begins with, once it is shown. */
const beginnings: ((part: ParentNode) => void)[] = [];

/** Has something begin on the page and on every part that is shown in its place. */
export function onPart(beginning: (part: ParentNode) => void): void {
  beginnings.push(beginning);
  beginning(document);
}

function begin(part: ParentNode): void {
  for (const beginning of beginnings) beginning(part);
}

/** Counts down what is left, and asks for the page anew when that is over. */
export function watchSeconds(): void {
  onPart((part) => {
    for (const element of part.querySelectorAll<HTMLElement>("[data-left]")) {
      const seconds = Number(element.dataset.left);
      count(element, seconds);
      setTimeout(
        () => {
          if (element.isConnected) void renew();
        },
        Math.min(seconds * 1_000 + 500, LONGEST_WAIT_MS),
      );
    }
  });
}

/** Asks for the page anew when somebody comes back to one that has grown old: unlocked, or kept whole by the browser. */
export function watchReturn(): void {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && performance.now() - since > OLD_MS) void renew();
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) void renew();
  });
}
