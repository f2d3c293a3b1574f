"use client";
// Client: only a script can open the browser's print window; without one the browser's own menu does.

import { useEffect, useState } from "react";

/** Prints the page that is open. */
export function PrintPage({ label }: { readonly label: string }) {
  const [isLive, setIsLive] = useState(false);
  useEffect(() => setIsLive(true), []);
  if (!isLive) return null;
  return (
    <p className="mt-2 no-print">
      <button type="button" className="link" onClick={() => window.print()}>
        {label}
      </button>
    </p>
  );
}
