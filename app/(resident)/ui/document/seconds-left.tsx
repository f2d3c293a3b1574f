interface SecondsLeftProps {
  readonly seconds: number;
  readonly label: string;
  /** When the hold ends, in words: what the page says until a script counts. */
  readonly until: string;
}

/** The seconds of a hold: counted down by the document's script, which then asks for the page anew. */
export function SecondsLeft({ seconds, label, until }: SecondsLeftProps) {
  return (
    <p className="ticket-label" data-left={seconds} data-label={label}>
      {until}
    </p>
  );
}

/** Has the document's script ask for the page anew after so many seconds. */
export function AskAfter({ seconds }: { readonly seconds: number }) {
  return <span hidden data-left={seconds} />;
}
