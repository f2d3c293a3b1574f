import Link from "next/link";
import type { ComponentProps } from "react";
import { withPrefix } from "@/lib/address/language";
import { currentPrefix } from "@/lib/server/request";

interface PageLinkProps extends Omit<ComponentProps<typeof Link>, "href" | "prefetch"> {
  /** An address without a language; the page's own is kept. */
  readonly href: string;
}

/** A link to another page of ours in the same language; nothing is fetched before it is followed. */
export async function PageLink({ href, ...rest }: PageLinkProps) {
  return <Link {...rest} href={withPrefix(await currentPrefix(), href)} prefetch={false} />;
}
