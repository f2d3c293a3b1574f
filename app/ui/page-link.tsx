import Link from "next/link";
import type { ComponentProps } from "react";
import { findRoute } from "@/lib/address/find";
import { withPrefix } from "@/lib/address/language";
import { currentIsDocument, currentPrefix } from "@/lib/server/who/request";

interface PageLinkProps extends ComponentProps<"a"> {
  /** An address without a language; the page's own is kept. */
  readonly href: string;
}

const isDocument = (address: string): boolean => findRoute(address.split(/[?#]/)[0] ?? "").route.document;

/**
 * A link to another page of ours in the same language; nothing is fetched before it is followed. From a document and to
 * one the browser itself leads, for Next's router does not know them.
 */
export function PageLink({ href, ...rest }: PageLinkProps) {
  const address = withPrefix(currentPrefix(), href);
  return currentIsDocument() || isDocument(href) ? (
    <a {...rest} href={address} />
  ) : (
    <Link {...rest} href={address} prefetch={false} />
  );
}
