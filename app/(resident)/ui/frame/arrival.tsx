"use client";
// Client: Next swaps a page and leaves focus on what is gone; while it asks for the next page it shows nothing.

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { isLedHere } from "@/lib/browser/arrival";
import { watchTyping } from "@/lib/browser/kept-typing";
import { watchLeaving } from "@/lib/browser/leaving";

const PATIENCE_MS = 300;

/** What outlives a page of the same document. */
const journey = {
  /** Address of the page shown last; null before the first. */
  address: null as string | null,
  /** When the youngest page seen was written: what is older comes from the router's memory. */
  latest: 0,
  /** Whether a form was sent that no page has answered yet. */
  sent: false,
  /** The hour that a form asked for last: where its answer is lost, the page tells whose it is now. */
  start: null as string | null,
  /** What was used last; once it has left the page, focus has fallen to the body. */
  used: null as Element | null,
  /** The link that was pressed and shows it. */
  pressed: null as Element | null,
};

/** Puts focus on what the page answers, or on its heading. Next scrolls to the top after a link, not after a form. */
function land(): void {
  const landing =
    document.querySelector<HTMLElement>("main [data-answer]") ?? document.querySelector<HTMLElement>("main h1");
  if (!landing) return;
  landing.tabIndex = -1;
  landing.focus({ preventScroll: true });
  if (!journey.sent) return;
  window.scrollTo(0, 0);
  landing.scrollIntoView({ block: "nearest" });
}

function arrive(): void {
  const { pathname, search } = window.location;
  const address = pathname + search;
  const isNew = journey.address === null ? isLedHere() : journey.sent || journey.address !== address;
  if (isNew || journey.used?.isConnected === false) land();
  journey.pressed?.removeAttribute("data-pressed");
  Object.assign(journey, { address, sent: false, start: null, used: null, pressed: null });
}

/** The address of the page with the hour that was asked for last, if a form's answer has been lost. */
export function addressAfterForm(): string {
  const address = new URL(window.location.href);
  if (journey.start !== null) address.searchParams.set("start", journey.start);
  return address.href;
}

/** Calls `leaving` as soon as a form or a link of ours asks for another page. */
function watch(leaving: () => void): () => void {
  const onUse = ({ target }: Event) => {
    journey.used = target as Element;
  };
  const onSubmit = ({ target }: Event) => {
    journey.sent = true;
    journey.start = new FormData(target as HTMLFormElement).get("start")?.toString() ?? null;
    leaving();
  };
  const onClick = (event: MouseEvent) => {
    // Next has taken the click over: from here on the browser shows no progress of its own.
    const link = event.defaultPrevented ? (event.target as Element).closest("a") : null;
    if (!link) return;
    journey.pressed = link;
    link.setAttribute("data-pressed", "");
    leaving();
  };
  window.addEventListener("focusin", onUse);
  window.addEventListener("submit", onSubmit);
  window.addEventListener("click", onClick);
  return () => {
    window.removeEventListener("focusin", onUse);
    window.removeEventListener("submit", onSubmit);
    window.removeEventListener("click", onClick);
  };
}

const OLD_MS = 60_000;

/** Calls `refresh` when somebody comes back to a page that has grown old meanwhile: unlocked, or kept whole by the browser. */
function watchReturn(since: number, refresh: () => void): () => void {
  const onVisible = () => {
    if (document.visibilityState === "visible" && performance.now() - since > OLD_MS) refresh();
  };
  const onShow = ({ persisted }: PageTransitionEvent) => {
    if (persisted) refresh();
  };
  document.addEventListener("visibilitychange", onVisible);
  window.addEventListener("pageshow", onShow);
  return () => {
    document.removeEventListener("visibilitychange", onVisible);
    window.removeEventListener("pageshow", onShow);
  };
}

interface ArrivalProps {
  /** The instant at which the server wrote the page: another one is another answer. */
  readonly at: number;
  readonly wait: string;
}

/**
 * Focus on arrival, and a word of patience on the way.
 * Not a `loading.tsx`: as soon as a page took 30 ms longer than its frame, its text came hidden, for a script to show.
 */
export function Arrival({ at, wait }: ArrivalProps) {
  const [waiting, setWaiting] = useState(false);
  const router = useRouter();
  // biome-ignore lint/correctness/useExhaustiveDependencies: every answer of the server is an arrival.
  useEffect(() => {
    let patience: ReturnType<typeof setTimeout> | undefined;
    // Once for the document, whatever pages Next shows in it.
    if (journey.address === null) watchLeaving();
    arrive();
    if (at < journey.latest) router.refresh();
    else journey.latest = at;
    setWaiting(false);
    const stopTyping = watchTyping();
    const stopReturn = watchReturn(performance.now(), () => router.refresh());
    const stop = watch(() => {
      clearTimeout(patience);
      patience = setTimeout(() => setWaiting(true), PATIENCE_MS);
    });
    return () => {
      clearTimeout(patience);
      stopReturn();
      stopTyping();
      stop();
    };
  }, [at]);
  return (
    <p role="status" className="wait">
      {waiting ? wait : null}
    </p>
  );
}
