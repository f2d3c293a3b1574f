"use client";
// Client: only the browser knows when the network is back.

import { useEffect } from "react";
import { leaveCopyWhenReachable } from "@/lib/offline/reachable";

/** Asks for the page itself as soon as there is a network again. */
export function CopyWatch() {
  useEffect(leaveCopyWhenReachable, []);
  return null;
}
