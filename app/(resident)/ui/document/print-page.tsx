/** Prints the page that is open: only a script can, which shows the button. */
export function PrintPage({ label }: { readonly label: string }) {
  return (
    <p className="mt-2 no-print" data-print hidden>
      <button type="button" className="link">
        {label}
      </button>
    </p>
  );
}
