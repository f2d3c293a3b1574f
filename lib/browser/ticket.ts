import type { WorkerMessage } from "../offline/protocol";
import { keptTicksOf } from "./kept-ticks";
import { onPart } from "./renewal";

/** Remembers which papers are ticked, and offers to clear the list. */
function keepTicks(part: ParentNode): void {
  for (const list of part.querySelectorAll<HTMLElement>("[data-ticks]")) {
    const ticks = keptTicksOf(list, list.dataset.ticks ?? "");
    const clear = list.querySelector<HTMLButtonElement>(":scope > button");
    if (!clear) continue;
    clear.hidden = !ticks.some;
    list.addEventListener("change", () => {
      clear.hidden = !ticks.keep();
    });
    clear.addEventListener("click", () => {
      clear.hidden = !ticks.forget();
    });
  }
}

/** Has the ticket on the screen, and those that the page leads to, kept on this device until their day is over. */
function keepTickets(part: ParentNode): void {
  const paths = [...part.querySelectorAll<HTMLAnchorElement>("[data-ticket]")].map(({ pathname }) => pathname);
  if (part.querySelector("[data-keep]")) paths.unshift(location.pathname);
  if (paths.length === 0) return;
  void navigator.serviceWorker?.ready.then(({ active }) => {
    for (const path of new Set(paths)) active?.postMessage({ type: "ticket", path } satisfies WorkerMessage);
  });
}

/** Shows the button that prints, which only a script can. */
function showPrinting(part: ParentNode): void {
  const line = part.querySelector<HTMLElement>("[data-print]");
  if (!line) return;
  line.hidden = false;
  line.querySelector("button")?.addEventListener("click", () => print());
}

/** Whether this browser can tell its owner of anything. */
async function canTell(): Promise<boolean> {
  const registration = await navigator.serviceWorker?.getRegistration();
  return "PushManager" in window && "Notification" in window && registration !== undefined;
}

/** Asks for leave and has the browser subscribe; null where its owner does not want it. */
async function subscribe(serverKey: string): Promise<PushSubscriptionJSON | null> {
  if ((await Notification.requestPermission()) !== "granted") return null;
  const { pushManager } = await navigator.serviceWorker.ready;
  return (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: serverKey })).toJSON();
}

/** Subscribes and sends what the browser says of itself with the form. */
async function tell(form: HTMLFormElement, serverKey: string): Promise<void> {
  const problem = form.querySelector<HTMLElement>("[role=alert]");
  const complain = (words: string | undefined) => {
    if (problem) problem.textContent = words ?? "";
  };
  complain("");
  try {
    const { endpoint, keys } = (await subscribe(serverKey)) ?? {};
    if (!endpoint || !keys?.p256dh || !keys.auth) return complain(problem?.dataset.refused);
    for (const [name, value] of Object.entries({ endpoint, p256dh: keys.p256dh, auth: keys.auth }))
      (form.elements.namedItem(name) as HTMLInputElement).value = value;
    form.requestSubmit();
  } catch {
    complain(problem?.dataset.failed);
  }
}

/** Offers to tell of the visit on this very device, where it can; never asks by itself. */
async function offerTelling(part: ParentNode): Promise<void> {
  const offer = part.querySelector<HTMLElement>("[data-tell]");
  if (!offer || !(await canTell())) return;
  offer.hidden = false;
  offer.querySelector("button")?.addEventListener("click", ({ currentTarget }) => {
    const { form: own } = currentTarget as HTMLButtonElement;
    if (own) void tell(own, offer.dataset.tell ?? "");
  });
}

/** What a ticket begins with. */
export function watchTicket(): void {
  for (const beginning of [keepTicks, keepTickets, showPrinting, offerTelling]) onPart((part) => void beginning(part));
}
