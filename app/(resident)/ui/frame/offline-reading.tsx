"use client";
// Client: a browser keeps pages for reading without a network only where a script asks it to.

import type {} from "next-pwa/workbox";
import { useEffect, useState } from "react";

interface OfflineReadingProps {
  readonly texts: {
    readonly newer: string;
    readonly load: string;
    readonly save: string;
    readonly saveNow: string;
    readonly saving: string;
    readonly saved: string;
    readonly notNow: string;
  };
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

/** Calls `later` whenever somebody comes back after an hour or more. */
function watchReturn(later: () => void): () => void {
  let since = Date.now();
  const onVisible = () => {
    if (document.visibilityState !== "visible" || Date.now() - since < HOUR_MS) return;
    since = Date.now();
    later();
  };
  document.addEventListener("visibilitychange", onVisible);
  return () => document.removeEventListener("visibilitychange", onVisible);
}

type Offer = "save" | "saving" | "saved" | "load";

/** Has everything public kept on the device, and offers a newer version where one waits; nothing is swapped unasked. */
export function OfflineReading({ texts }: OfflineReadingProps) {
  const [offer, setOffer] = useState<Offer | null>(null);
  useEffect(() => {
    const { workbox } = window;
    if (!workbox) return;
    let left = false;
    const wait = () => setOffer("load");
    workbox.addEventListener("waiting", wait);
    const begin = async () => {
      await idle();
      const known = await navigator.serviceWorker.getRegistration();
      if (left) return;
      if (!known && savesData()) return setOffer(sessionStorage.getItem(DECLINED) ? null : "save");
      if (known?.waiting) setOffer("load");
      await workbox.register();
    };
    begin().catch(() => undefined);
    const stop = watchReturn(() => {
      workbox.update().catch(() => undefined);
    });
    return () => {
      left = true;
      workbox.removeEventListener("waiting", wait);
      stop();
    };
  }, []);
  const save = async () => {
    setOffer("saving");
    try {
      await window.workbox.register();
      await navigator.serviceWorker.ready;
      setOffer("saved");
    } catch {
      setOffer("save");
    }
  };
  const decline = () => {
    sessionStorage.setItem(DECLINED, "1");
    setOffer(null);
  };
  const load = async () => {
    const known = await navigator.serviceWorker.getRegistration();
    // Another tab has taken it already: this one needs only its page.
    if (!known?.waiting) return window.location.reload();
    known.waiting.addEventListener("statechange", ({ target }) => {
      if ((target as ServiceWorker).state === "activated") window.location.reload();
    });
    known.waiting.postMessage({ type: "SKIP_WAITING" });
  };
  return (
    <div role="status" className="later-note no-print">
      {offer === "saving" && <p>{texts.saving}</p>}
      {offer === "saved" && <p>{texts.saved}</p>}
      {offer === "save" && (
        <p>
          {texts.save}{" "}
          <button type="button" className="link" onClick={save}>
            {texts.saveNow}
          </button>{" "}
          <button type="button" className="link" onClick={decline}>
            {texts.notNow}
          </button>
        </p>
      )}
      {offer === "load" && (
        <p>
          {texts.newer}{" "}
          <button type="button" className="link" onClick={load}>
            {texts.load}
          </button>
        </p>
      )}
    </div>
  );
}
