/** Prints the page that is open, in a list of actions: only a script can, which shows the button. */
export function PrintPage({ label }: { readonly label: string }) {
  return (
    <li data-print hidden>
      <button type="button" className="link">
        {label}
      </button>
    </li>
  );
}
