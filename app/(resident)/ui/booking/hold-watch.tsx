"use client";
// Client: a page cannot know by itself that the time for it is running out.

import { useEffect, useState } from "react";
import { RefreshAfter } from "@/app/ui/refresh-after";

const WARN_SECONDS = 60;

/** Warns a minute before the held hour is let go (WCAG 2.2.1), then has the page say that it is. */
export function HoldWatch({ seconds, soon }: { readonly seconds: number; readonly soon: string }) {
  const [isSoon, setIsSoon] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSoon(true), Math.max(0, seconds - WARN_SECONDS) * 1_000);
    return () => clearTimeout(timer);
  }, [seconds]);
  return (
    <>
      <p role="status" className="font-semibold">
        {isSoon ? soon : null}
      </p>
      <RefreshAfter seconds={seconds} />
    </>
  );
}
