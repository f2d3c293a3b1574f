"use client";
// Client: which tickets a device keeps, only the device knows.

import { useEffect, useState } from "react";
import { type KeptTicket, keptTickets } from "@/lib/offline/tickets";
import { TicketSlip } from "./ticket-slip";

/** The hour in what is written on a ticket; nothing where a copy from before says none. */
const hourIn = (label: string): string => /\d{1,2}:\d\d/.exec(label)?.[0] ?? "";

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
        <a key={path} href={path} className="slip mt-2">
          <TicketSlip face={hourIn(label)} name={label}>
            <span className="block soft small">{about}</span>
          </TicketSlip>
        </a>
      ))}
    </section>
  );
}
