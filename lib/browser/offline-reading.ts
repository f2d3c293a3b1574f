import { WORKER_PATH } from "../address/files";

/** What is said about reading without a network, in the page's language. */
interface Words {
  readonly newer: string;
  readonly load: string;
  readonly save: string;
  readonly saveNow: string;
  readonly saving: string;
  readonly saved: string;
  readonly notNow: string;
}

/** Whoever has said "not now" is not asked again in this tab. */
const DECLINED = "okienko.save.declined";
const HOUR_MS = 60 * 60 * 1_000;

/** Resolves once the page is usable and the browser has nothing better to do. */
async function idle(): Promise<void> {
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
  const quiet = window.requestIdleCallback ?? ((done: () => void) => setTimeout(done, 1_000));
  await new Promise<void>((done) => quiet(() => done()));
}

/** Whether somebody pays for what is loaded, and has asked to be spared. */
const savesData = (): boolean =>
  (navigator as { connection?: { readonly saveData?: boolean } }).connection?.saveData === true;

/** Calls `found` whenever a newer worker waits for its turn. */
function watchWaiting(registration: ServiceWorkerRegistration, found: () => void): void {
  const look = () => {
    if (registration.waiting && navigator.serviceWorker.controller) found();
  };
  look();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
}

/** Has the worker that waits take its turn, and the page loaded anew once it has. */
async function loadNewer(): Promise<void> {
  const known = await navigator.serviceWorker.getRegistration();
  // Another tab has taken it already: this one needs only its page.
  if (!known?.waiting) return location.reload();
  known.waiting.addEventListener("statechange", ({ target }) => {
    if ((target as ServiceWorker).state === "activated") location.reload();
  });
  known.waiting.postMessage({ type: "SKIP_WAITING" });
}

/** Has everything public kept on the device, and offers a newer version where one waits; nothing is swapped unasked. */
export async function keepForReading(): Promise<void> {
  const note = document.querySelector<HTMLElement>("[data-worker]");
  if (!note || !("serviceWorker" in navigator)) return;
  const words = JSON.parse(note.dataset.worker ?? "{}") as Words;
  const { serviceWorker } = navigator;

  const tell = (text: string, ...ways: readonly (readonly [string, () => void])[]): void => {
    const line = document.createElement("p");
    line.append(text);
    for (const [label, follow] of ways) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "link";
      button.textContent = label;
      button.addEventListener("click", follow);
      line.append(" ", button);
    }
    note.replaceChildren(line);
  };
  const offerNewer = () => tell(words.newer, [words.load, loadNewer]);
  const register = async (): Promise<void> => {
    const registration = await serviceWorker.register(WORKER_PATH);
    watchWaiting(registration, offerNewer);
    let since = Date.now();
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState !== "visible" || Date.now() - since < HOUR_MS) return;
      since = Date.now();
      registration.update().catch(() => undefined);
    });
  };
  const decline = () => {
    sessionStorage.setItem(DECLINED, "1");
    note.replaceChildren();
  };
  const save = async (): Promise<void> => {
    tell(words.saving);
    try {
      await register();
      await serviceWorker.ready;
      tell(words.saved);
    } catch {
      offerToSave();
    }
  };
  const offerToSave = () => tell(words.save, [words.saveNow, save], [words.notNow, decline]);

  await idle();
  if (!(await serviceWorker.getRegistration()) && savesData()) {
    if (!sessionStorage.getItem(DECLINED)) offerToSave();
  } else await register();
}
