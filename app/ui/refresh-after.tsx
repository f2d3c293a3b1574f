"use client";
// Client: a page cannot know by itself that its hour has come; it asks the server again, and shows seconds left.

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

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

/** Counts the seconds of a hold down, then asks the server for the page again. */
export function Countdown({ seconds, label }: { readonly seconds: number; readonly label: string }) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const began = performance.now();
    const timer = setInterval(
      () => setLeft(Math.max(0, seconds - Math.floor((performance.now() - began) / 1_000))),
      1_000,
    );
    return () => clearInterval(timer);
  }, [seconds]);
  const minutes = Math.floor(left / 60);
  return (
    <p className="ticket-label">
      {label}{" "}
      <span className="hour">
        {minutes}:{String(left % 60).padStart(2, "0")}
      </span>
      <RefreshAfter seconds={seconds} />
    </p>
  );
}
