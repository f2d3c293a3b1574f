interface AskAgainProps {
  readonly className: string;
  readonly children: string;
}

/** Has the browser itself ask for this very page again: a link of Next's would stay where it is. */
export function AskAgain({ className, children }: AskAgainProps) {
  return (
    <form method="get" className="no-print">
      <button type="submit" className={className}>
        {children}
      </button>
    </form>
  );
}
