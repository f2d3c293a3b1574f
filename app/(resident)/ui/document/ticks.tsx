import type { ReactNode } from "react";

interface TicksProps {
  /** Whose papers these are: the procedure's slug. */
  readonly of: string;
  readonly clear: string;
  /** Boxes whose value names their paper. */
  readonly children: ReactNode;
}

/** Boxes to tick off; the document's script remembers them on this device. */
export function Ticks({ of, clear, children }: TicksProps) {
  return (
    <div data-ticks={of}>
      {children}
      <button type="button" className="link no-print" hidden>
        {clear}
      </button>
    </div>
  );
}
