"use client";
// Client: only the browser knows whether it can be told of something, asks its owner, and has the keys.

import { useEffect, useRef, useState } from "react";
import { tellDevice, untellDevice } from "@/app/(resident)/actions";

interface TellDeviceProps {
  readonly token: string;
  readonly language: string;
  /** Whether a device is told already. */
  readonly told: boolean;
  /** The server's public key, as browsers want it. */
  readonly serverKey: string;
  readonly texts: {
    readonly tell: string;
    readonly tellHint: string;
    readonly told: string;
    readonly untell: string;
    readonly refused: string;
    readonly failed: string;
    readonly iphone: string;
  };
}

type Ability = "unknown" | "can" | "iphone" | "cannot";

/** What this browser can do: on an iPhone only what stands on the home screen can be told. */
async function abilityHere(): Promise<Ability> {
  const registration = await navigator.serviceWorker?.getRegistration();
  if ("PushManager" in window && "Notification" in window && registration) return "can";
  return /iPhone|iPad/.test(navigator.userAgent) ? "iphone" : "cannot";
}

/** Asks for leave and has the browser subscribe; null where its owner does not want it. */
async function subscribe(serverKey: string): Promise<PushSubscription | null> {
  if ((await Notification.requestPermission()) !== "granted") return null;
  const { pushManager } = await navigator.serviceWorker.ready;
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: serverKey });
}

/** Offers, after a ticket, to be told of it on this very device; never asks by itself. */
export function TellDevice({ token, language, told, serverKey, texts }: TellDeviceProps) {
  const [ability, setAbility] = useState<Ability>("unknown");
  const [problem, setProblem] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    abilityHere().then(setAbility, () => setAbility("cannot"));
  }, []);
  const ask = async () => {
    setProblem(null);
    try {
      const subscription = await subscribe(serverKey);
      const { endpoint, keys } = subscription?.toJSON() ?? {};
      if (!form.current || !endpoint || !keys?.p256dh || !keys.auth) return setProblem(texts.refused);
      const fields = { endpoint, p256dh: keys.p256dh, auth: keys.auth };
      for (const [name, value] of Object.entries(fields))
        (form.current.elements.namedItem(name) as HTMLInputElement).value = value;
      form.current.requestSubmit();
    } catch {
      setProblem(texts.failed);
    }
  };
  if (told)
    return (
      <form action={untellDevice} className="mt-2">
        <input type="hidden" name="token" value={token} />
        <p>
          {texts.told}{" "}
          <button type="submit" className="link">
            {texts.untell}
          </button>
        </p>
      </form>
    );
  if (ability === "iphone") return <p className="soft small mt-2">{texts.iphone}</p>;
  if (ability !== "can") return null;
  return (
    <form action={tellDevice} ref={form} className="mt-2">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="language" value={language} />
      <input type="hidden" name="endpoint" />
      <input type="hidden" name="p256dh" />
      <input type="hidden" name="auth" />
      <button type="button" className="link" onClick={ask}>
        {texts.tell}
      </button>
      <p className="soft small">{texts.tellHint}</p>
      <p role="alert" className="font-semibold">
        {problem}
      </p>
    </form>
  );
}
