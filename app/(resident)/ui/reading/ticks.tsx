"use client";
// Client: what somebody has ticked stays on the device, and only the browser knows it.

import { type ReactNode, useEffect, useRef, useState } from "react";
import { type KeptTicks, keptTicksOf } from "@/lib/browser/kept-ticks";

interface TicksProps {
  /** Whose papers these are: the procedure's slug. */
  readonly of: string;
  readonly clear: string;
  /** Boxes whose value names their paper. */
  readonly children: ReactNode;
}

/** Remembers on this device which boxes are ticked. */
export function Ticks({ of, clear, children }: TicksProps) {
  const list = useRef<HTMLDivElement>(null);
  const ticks = useRef<KeptTicks>(null);
  const [some, setSome] = useState(false);
  useEffect(() => {
    if (!list.current) return;
    const kept = keptTicksOf(list.current, of);
    ticks.current = kept;
    setSome(kept.some);
  }, [of]);
  return (
    <div ref={list} onChange={() => setSome(ticks.current?.keep() ?? false)}>
      {children}
      {some && (
        <button type="button" className="link no-print" onClick={() => setSome(ticks.current?.forget() ?? false)}>
          {clear}
        </button>
      )}
    </div>
  );
}
