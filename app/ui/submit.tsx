"use client";
// Client: only the browser knows that a form is on its way, and whether there is a network to send it over.

import { type MouseEvent, type ReactNode, useEffect, useState } from "react";
import { useFormStatus } from "react-dom";

interface SubmitProps {
  readonly className: "accept" | "second";
  /** What the button says until the answer is there. */
  readonly wait: string;
  /** What is said where the answer is long in coming. */
  readonly longWait: string;
  /** What is said where there is no network: nothing has been sent, and the page stays as it is. */
  readonly notSent: string;
  readonly children: ReactNode;
}

const LONG_MS = 6_000;

/** Whether somebody has been waiting for long. */
function useLongWait(pending: boolean): boolean {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    if (!pending) return;
    const timer = setTimeout(() => setIsLong(true), LONG_MS);
    return () => {
      clearTimeout(timer);
      setIsLong(false);
    };
  }, [pending]);
  return isLong;
}

/** The button of a form: once pressed it says so and takes no second press; without a network it sends nothing. */
export function Submit({ className, wait, longWait, notSent, children }: SubmitProps) {
  const { pending } = useFormStatus();
  const isLong = useLongWait(pending);
  const [isCut, setIsCut] = useState(false);
  useEffect(() => {
    const back = () => setIsCut(false);
    window.addEventListener("online", back);
    return () => window.removeEventListener("online", back);
  }, []);
  const press = (event: MouseEvent) => {
    if (!pending && navigator.onLine) return;
    event.preventDefault();
    setIsCut(!navigator.onLine);
  };
  return (
    <>
      <button type="submit" className={className} aria-disabled={pending || undefined} onClick={press}>
        {pending ? wait : children}
      </button>
      <p role="status" className="mt-2 font-semibold">
        {isLong ? longWait : null}
      </p>
      <p role="alert" className="mt-2 font-semibold">
        {isCut ? notSent : null}
      </p>
    </>
  );
}
