import type { ReactNode } from "react";
import { PageLink } from "@/app/ui/page-link";

interface WayListProps {
  readonly ways: readonly { readonly href: string; readonly name: ReactNode }[];
}

/** Ways on, each a row that leads to a page of ours. */
export function WayList({ ways }: WayListProps) {
  return (
    <ul className="grid gap-2">
      {ways.map(({ href, name }) => (
        <li key={href}>
          <PageLink href={href} className="way">
            <b>{name}</b>
          </PageLink>
        </li>
      ))}
    </ul>
  );
}
