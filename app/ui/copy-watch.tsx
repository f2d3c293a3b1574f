"use client";
// Client: only the browser knows when the network is back.

import { useEffect } from "react";
import { isReachable } from "@/lib/offline/reachable";

/** Asks for the page itself as soon as there is a network again. Not by reloading: that would send a form again. */
export function CopyWatch() {
  useEffect(() => {
    const back = async () => {
      if (await isReachable()) window.location.replace(window.location.href);
    };
    window.addEventListener("online", back);
    return () => window.removeEventListener("online", back);
  }, []);
  return null;
}
