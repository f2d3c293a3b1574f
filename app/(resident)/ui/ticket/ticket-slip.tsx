import type { ReactNode } from "react";

interface TicketSlipProps {
  /** On the torn-off part: the hour, and its day where that is not today. */
  readonly face: ReactNode;
  /** What it is: a number, a code, a held hour. */
  readonly name: string;
  readonly children?: ReactNode;
}

/** The inside of a link with the class `slip`: wherever a ticket is meant, it looks like a piece of one. */
export function TicketSlip({ face, name, children }: TicketSlipProps) {
  return (
    <>
      <span className="slip-face hour">{face}</span>
      <span className="slip-body">
        <b>{name}</b>
        {children}
      </span>
    </>
  );
}
