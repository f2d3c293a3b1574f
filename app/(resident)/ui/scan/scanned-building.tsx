"use client";
// Client: one page stands for all that are not kept, and only the browser knows which of them was asked for.

import { useEffect, useState } from "react";

interface ScannedBuildingProps {
  /** The buildings with the addresses of their pages, language included. */
  readonly buildings: readonly { readonly id: string; readonly street: string; readonly href: string }[];
  readonly title: string;
}

/** The way to the building whose sticker was scanned, where one was. */
export function ScannedBuilding({ buildings, title }: ScannedBuildingProps) {
  const [asked, setAsked] = useState("");
  useEffect(() => setAsked(window.location.pathname), []);
  const id = /\/q\/([^/]+)/i.exec(asked)?.[1]?.toLowerCase();
  const scanned = buildings.find((building) => building.id === id);
  if (!scanned) return null;
  return (
    <section aria-labelledby="scanned" className="mt-4">
      <h2 id="scanned" className="mb-2">
        {title}
      </h2>
      <a href={scanned.href} className="way">
        <b lang="pl">{scanned.street}</b>
      </a>
    </section>
  );
}
