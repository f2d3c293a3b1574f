"use client";
// Client: only the browser can ask its worker to keep the ticket that is on the screen.

import { useEffect } from "react";
import type { WorkerMessage } from "@/lib/offline/protocol";

/** Has the ticket kept on this device until its day is over, as it is now; `at` is when the server wrote it. */
export function KeepTicket({ at }: { readonly at: number }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: every answer of the server may be another ticket.
  useEffect(() => {
    const message: WorkerMessage = { type: "ticket", path: window.location.pathname };
    navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage(message));
  }, [at]);
  return null;
}
