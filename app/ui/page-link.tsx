import Link from "next/link";
import type { ComponentProps } from "react";
import { findRoute } from "@/lib/address/find";
import { withPrefix } from "@/lib/address/language";
import type { Route } from "@/lib/address/routes";
import { currentIsDocument, currentPrefix } from "@/lib/server/who/request";

interface PageLinkProps extends ComponentProps<"a"> {
  /** An address without a language; the page's own is kept. */
  readonly href: string;
}

/** Whether an address is of no use without the network: nothing of it is kept, and nothing stands for it. */
const needsNetwork = ({ audience, keep, hours }: Route): boolean =>
  audience === "resident" && keep === "nothing" && !hours;

/** What scripts are told of where a link leads (lib/browser/leaving.ts, ticket.ts): needs the network, a ticket to keep. */
const marksOf = (route: Route) => ({
  ...(needsNetwork(route) && { "data-online": "" }),
  ...(route.keep === "ticket" && { "data-ticket": "" }),
});

/**
 * A link to another page of ours in the same language; nothing is fetched before it is followed. From a document and to
 * one the browser itself leads, for Next's router does not know them.
 */
export function PageLink({ href, ...rest }: PageLinkProps) {
  const address = withPrefix(currentPrefix(), href);
  const { route } = findRoute(href.split(/[?#]/)[0] ?? "");
  const told = { ...rest, ...marksOf(route) };
  return currentIsDocument() || route.document ? (
    <a {...told} href={address} />
  ) : (
    <Link {...told} href={address} prefetch={false} />
  );
}
