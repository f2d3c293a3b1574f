"use client";
// Client: only the browser knows when the network is back.

import { useEffect } from "react";
import { isReachable } from "@/lib/offline/reachable";

const EVERY_MS = 5_000;
/** A line on which the server says a word within this brings a whole page within the worker's patience. */
const QUICK_MS = 1_500;

async function answersQuickly(): Promise<boolean> {
  const began = performance.now();
  return (await isReachable()) && performance.now() - began < QUICK_MS;
}

/**
 * Asks for the page itself as soon as there is a network again: when the browser says so, and now and then, for a line
 * that is only slow, or a server that is away, makes no such event. Not by reloading: that would send a form again.
 */
export function CopyWatch() {
  useEffect(() => {
    const ask = async (isBack: () => Promise<boolean>) => {
      if (navigator.onLine && (await isBack())) window.location.replace(window.location.href);
    };
    const onOnline = () => void ask(isReachable);
    const timer = setInterval(() => void ask(answersQuickly), EVERY_MS);
    window.addEventListener("online", onOnline);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", onOnline);
    };
  }, []);
  return null;
}
