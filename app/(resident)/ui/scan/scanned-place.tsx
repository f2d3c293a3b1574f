"use client";
// Client: one page stands for all that are not kept, and only the browser knows which of them was asked for.

import { useEffect, useState } from "react";
import { scannedAt } from "@/lib/address/language";

/** A building with the address of its page, language included. */
export interface KeptBuilding {
  readonly id: string;
  readonly street: string;
  readonly href: string;
}

/** A description with the address of its page, language included. */
export interface KeptMatter {
  readonly slug: string;
  readonly caseGroupId: string;
  readonly title: string;
  readonly href: string;
}

interface ScannedPlaceProps {
  readonly buildings: readonly KeptBuilding[];
  readonly matters: readonly KeptMatter[];
  readonly texts: { readonly matter: string; readonly building: string };
}

/** What a page of hours was asked for: of a building, of one matter, from a description. */
interface Asked {
  readonly building: string | undefined;
  readonly caseGroup: string | undefined;
  readonly procedure: string | null;
}

const NOTHING: Asked = { building: undefined, caseGroup: undefined, procedure: null };

function askedOf({ pathname, search }: Location): Asked {
  const [building, caseGroup] = scannedAt(pathname);
  const lower = (part: string | undefined) => part && decodeURIComponent(part).toLowerCase();
  const procedure = new URLSearchParams(search).get("procedure");
  return { building: lower(building), caseGroup: lower(caseGroup), procedure };
}

/** The descriptions of a matter: the one that led there, where it is known, otherwise all. */
function mattersOf(matters: readonly KeptMatter[], { caseGroup, procedure }: Asked): readonly KeptMatter[] {
  const ofGroup = matters.filter(({ caseGroupId }) => caseGroupId.toLowerCase() === caseGroup);
  const one = ofGroup.filter(({ slug }) => slug === procedure);
  return one.length > 0 ? one : ofGroup;
}

/** The ways to what is kept of the page that was asked for: what its matter needs, and its building. */
export function ScannedPlace({ buildings, matters, texts }: ScannedPlaceProps) {
  const [asked, setAsked] = useState(NOTHING);
  useEffect(() => setAsked(askedOf(window.location)), []);
  const building = buildings.find(({ id }) => id === asked.building);
  const ofMatter = mattersOf(matters, asked);
  return (
    <>
      {ofMatter.length > 0 && (
        <section aria-labelledby="asked-matter" className="mt-4">
          <h2 id="asked-matter" className="mb-2">
            {texts.matter}
          </h2>
          <ul className="grid gap-2">
            {ofMatter.map(({ slug, title, href }) => (
              <li key={slug}>
                <a href={href} className="way">
                  <b>{title}</b>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {building && (
        <section aria-labelledby="scanned" className="mt-4">
          <h2 id="scanned" className="mb-2">
            {texts.building}
          </h2>
          <a href={building.href} className="way">
            <b lang="pl">{building.street}</b>
          </a>
        </section>
      )}
    </>
  );
}
