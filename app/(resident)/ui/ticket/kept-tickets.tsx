"use client";
// Client: which tickets a device keeps, only the device knows.

import { useEffect, useState } from "react";
import { type KeptTicket, keptTickets } from "@/lib/offline/tickets";

/** The tickets that this device keeps, each with what is written on it. */
export function KeptTickets({ title }: { readonly title: string }) {
  const [tickets, setTickets] = useState<readonly KeptTicket[]>([]);
  useEffect(() => {
    keptTickets().then(setTickets, () => undefined);
  }, []);
  if (tickets.length === 0) return null;
  return (
    <section aria-labelledby="own" className="mt-4">
      <h2 id="own" className="mb-2">
        {title}
      </h2>
      {tickets.map(({ path, label, about }) => (
        <a key={path} href={path} className="way mt-2">
          <span>
            <b className="block">{label}</b>
            <span className="soft small">{about}</span>
          </span>
        </a>
      ))}
    </section>
  );
}
