// In the browser: what has not been sent yet is known to this tab alone.

const KEY = "okienko.typed";
const KEPT_MS = 3_600_000;

/** What may be kept of a form. */
export type Kept = Partial<Record<"name" | "contact" | "until", unknown>>;

/** What the tab keeps; what it has kept for longer than the server would is gone with this. */
export function readKept(): Kept {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    const isFresh = typeof kept === "object" && kept !== null && "until" in kept && Number(kept.until) > Date.now();
    if (isFresh) return kept;
    storeKept(null);
  } catch {
    // What cannot be read is nothing.
  }
  return {};
}

/** Keeps it from now on, for an hour; null forgets it. */
export function storeKept(kept: Kept | null): void {
  try {
    if (kept === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify({ ...kept, until: Date.now() + KEPT_MS }));
  } catch {
    // A browser that keeps nothing loses what was typed with the page, as it says of itself.
  }
}

/** On every page: a form that is sent ends what the tab keeps, and so does its hour. */
export function watchTyping(): () => void {
  readKept();
  const onSubmit = () => storeKept(null);
  window.addEventListener("submit", onSubmit);
  return () => window.removeEventListener("submit", onSubmit);
}
