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

interface CountdownProps {
  readonly seconds: number;
  readonly label: string;
  /** When the hold ends, in words: what the page says until it can count. */
  readonly until: string;
}

/** Counts the seconds of a hold down, then asks the server for the page again. */
export function Countdown({ seconds, label, until }: CountdownProps) {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const began = performance.now();
    const count = () => setLeft(Math.max(0, seconds - Math.floor((performance.now() - began) / 1_000)));
    count();
    const timer = setInterval(count, 1_000);
    return () => clearInterval(timer);
  }, [seconds]);
  return (
    <p className="ticket-label">
      {left === null ? (
        until
      ) : (
        <>
          {label}{" "}
          <span className="hour">
            {Math.floor(left / 60)}:{String(left % 60).padStart(2, "0")}
          </span>
        </>
      )}
      <RefreshAfter seconds={seconds} />
    </p>
  );
}
