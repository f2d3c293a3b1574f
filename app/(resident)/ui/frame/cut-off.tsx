"use client";
// Client: a page that stays open learns only from the browser that the network has gone.

import { useEffect, useState } from "react";

/** Said on an open page as long as there is no network: what it shows may have changed. */
export function CutOff({ children }: { readonly children: string }) {
  const [isCut, setIsCut] = useState(false);
  useEffect(() => {
    const look = () => setIsCut(!navigator.onLine);
    look();
    window.addEventListener("offline", look);
    window.addEventListener("online", look);
    return () => {
      window.removeEventListener("offline", look);
      window.removeEventListener("online", look);
    };
  }, []);
  return (
    <div role="status" className="cut-note no-print">
      {isCut && <p className="font-semibold">{children}</p>}
    </div>
  );
}
