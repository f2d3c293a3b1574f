"use client";
// Client: only the browser knows that a form is on its way.

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";

interface SubmitProps {
  readonly className: "accept" | "second";
  /** What the button says until the answer is there. */
  readonly wait: string;
  readonly children: ReactNode;
}

/** The button of a form: once pressed it says so and takes no second press. */
export function Submit({ className, wait, children }: SubmitProps) {
  const { pending } = useFormStatus();
  return (
    <button
      type="submit"
      className={className}
      aria-disabled={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : undefined}
    >
      {pending ? wait : children}
    </button>
  );
}
