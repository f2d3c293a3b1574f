"use client";
// Client: a browser keeps pages for reading without a network only where a script asks it to.

import type {} from "next-pwa/workbox";
import { useEffect, useState } from "react";
import {
  hasDeclined,
  keepRestLater,
  kept,
  loaded,
  loadNewer,
  rememberDeclined,
  savesData,
  watchLongReturn,
} from "@/lib/offline/keeping";

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
      await loaded();
      const known = await navigator.serviceWorker.getRegistration();
      if (left) return;
      if (!known && savesData()) return setOffer(hasDeclined() ? null : "save");
      if (known?.waiting) setOffer("load");
      await workbox.register();
      await keepRestLater();
    };
    begin().catch(() => undefined);
    const stop = watchLongReturn(() => {
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
      const registration = await window.workbox.register();
      if (!registration) throw new Error("Nothing is registered.");
      await kept(registration);
      setOffer("saved");
    } catch {
      setOffer("save");
    }
  };
  const decline = () => {
    rememberDeclined();
    setOffer(null);
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
          <button type="button" className="link" onClick={loadNewer}>
            {texts.load}
          </button>
        </p>
      )}
    </div>
  );
}
