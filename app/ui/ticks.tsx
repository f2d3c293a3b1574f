"use client";
// Client: what somebody has ticked stays on the device, and only the browser knows it.

import { type ReactNode, useEffect, useRef, useState } from "react";

const PREFIX = "okienko.ticks.";

interface TicksProps {
  /** Whose papers these are: the procedure's slug. */
  readonly of: string;
  readonly clear: string;
  /** Boxes whose value names their paper. */
  readonly children: ReactNode;
}

const boxesIn = (list: HTMLElement | null): HTMLInputElement[] => [
  ...(list?.querySelectorAll<HTMLInputElement>("input[type=checkbox]") ?? []),
];

/** A device may refuse to remember (private mode, a full disk): the boxes work all the same. */
function remembered(key: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.map(String) : [];
  } catch {
    return [];
  }
}

function remember(key: string, ticked: readonly string[]): void {
  try {
    if (ticked.length > 0) localStorage.setItem(key, JSON.stringify(ticked));
    else localStorage.removeItem(key);
  } catch {
    // See above.
  }
}

/** Remembers on this device which boxes are ticked. */
export function Ticks({ of, clear, children }: TicksProps) {
  const list = useRef<HTMLDivElement>(null);
  const [some, setSome] = useState(false);
  const key = PREFIX + of;
  useEffect(() => {
    const boxes = boxesIn(list.current);
    // Whoever was faster than this script has ticked something already.
    const early = boxes.flatMap((box) => (box.checked ? [box.value] : []));
    const kept = [...new Set([...remembered(key), ...early])];
    for (const box of boxes) box.checked = kept.includes(box.value);
    if (early.length > 0) remember(key, kept);
    setSome(kept.length > 0);
  }, [key]);
  const keep = () => {
    const ticked = boxesIn(list.current).flatMap((box) => (box.checked ? [box.value] : []));
    remember(key, ticked);
    setSome(ticked.length > 0);
  };
  const forget = () => {
    for (const box of boxesIn(list.current)) box.checked = false;
    keep();
  };
  return (
    <div ref={list} onChange={keep}>
      {children}
      {some && (
        <button type="button" className="link no-print" onClick={forget}>
          {clear}
        </button>
      )}
    </div>
  );
}
