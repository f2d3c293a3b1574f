"use client";
// Client: only the browser knows that a form is on its way, and whether there is a network to send it over.

import { type MouseEvent, type ReactNode, useEffect, useState } from "react";
import { useFormStatus } from "react-dom";

interface SubmitProps {
  readonly className: "accept" | "second";
  /** What the button says until the answer is there. */
  readonly wait: string;
  /** What is said where there is no network: nothing has been sent, and the page stays as it is. */
  readonly notSent: string;
  readonly children: ReactNode;
}

/** The button of a form: once pressed it says so and takes no second press; without a network it sends nothing. */
export function Submit({ className, wait, notSent, children }: SubmitProps) {
  const { pending } = useFormStatus();
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
      <p role="alert" className="mt-2 font-semibold">
        {isCut ? notSent : null}
      </p>
    </>
  );
}
