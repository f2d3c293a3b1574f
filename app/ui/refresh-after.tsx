"use client";
// Client: a page cannot know by itself that its hour has come; it asks the server again.

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const LONGEST_WAIT_MS = 2_000_000_000;

/** Asks the server for the page again after so many seconds. */
export function RefreshAfter({ seconds }: { readonly seconds: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setTimeout(() => router.refresh(), Math.min(seconds * 1_000 + 500, LONGEST_WAIT_MS));
    return () => clearTimeout(timer);
  }, [seconds, router]);
  return null;
}
