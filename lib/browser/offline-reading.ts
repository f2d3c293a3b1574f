import { WORKER_PATH } from "../address/files";
import {
  hasDeclined,
  keepRestLater,
  kept,
  loaded,
  loadNewer,
  rememberDeclined,
  savesData,
  watchLongReturn,
} from "../offline/keeping";

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

/** Calls `found` whenever a newer worker waits for its turn. */
function watchWaiting(registration: ServiceWorkerRegistration, found: () => void): void {
  const look = () => {
    if (registration.waiting && navigator.serviceWorker.controller) found();
  };
  look();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
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
  const register = async (): Promise<ServiceWorkerRegistration> => {
    const registration = await serviceWorker.register(WORKER_PATH);
    watchWaiting(registration, offerNewer);
    watchLongReturn(() => {
      registration.update().catch(() => undefined);
    });
    return registration;
  };
  const decline = () => {
    rememberDeclined();
    note.replaceChildren();
  };
  const save = async (): Promise<void> => {
    tell(words.saving);
    try {
      await kept(await register());
      tell(words.saved);
    } catch {
      offerToSave();
    }
  };
  const offerToSave = () => tell(words.save, [words.saveNow, save], [words.notNow, decline]);

  await loaded();
  if (!(await serviceWorker.getRegistration()) && savesData()) {
    if (!hasDeclined()) offerToSave();
    return;
  }
  await register();
  await keepRestLater();
}
