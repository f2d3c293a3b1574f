"use client";
// Client: only the browser knows what it has put around a page's words, and what was typed before the scripts ran.

import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { putBackEarly } from "@/lib/browser/early-typing";
import { isRewritten } from "@/lib/browser/rewritten";
import { putBackTyped, type TypedFields, typedIn } from "@/lib/browser/typed-fields";

interface OwnWordsProps {
  /** The instant at which the server wrote the page: another one is another answer. */
  readonly at: number;
  readonly children: ReactNode;
}

/**
 * The page's words. Where a translation has replaced them, an answer of the server is shown in elements of its own, for
 * the old ones no longer show what is written into them; what was typed goes over.
 */
export function OwnWords({ at, children }: OwnWordsProps) {
  const [shown, setShown] = useState({ at, turn: 0 });
  const typed = useRef<TypedFields | null>(null);
  if (shown.at !== at) {
    const isAnew = isRewritten();
    if (isAnew) typed.current = typedIn(document);
    setShown({ at, turn: isAnew ? shown.turn + 1 : shown.turn });
  }
  useLayoutEffect(putBackEarly, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the elements are new with every turn.
  useLayoutEffect(() => {
    if (typed.current) putBackTyped(document, typed.current);
    typed.current = null;
  }, [shown.turn]);
  return <div key={shown.turn}>{children}</div>;
}
