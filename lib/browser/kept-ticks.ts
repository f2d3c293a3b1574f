const PREFIX = "okienko.ticks.";

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

/** The boxes of a list, with what this device remembers of them. `some` says whether any is ticked. */
export interface KeptTicks {
  /** Remembers what is ticked now. */
  keep(): boolean;
  /** Unticks all. */
  forget(): boolean;
}

/** Ticks the boxes of a procedure's list as they were left on this device; tells whether any is. */
export function keptTicksOf(list: HTMLElement, procedure: string): KeptTicks & { readonly some: boolean } {
  const key = PREFIX + procedure;
  const boxes = () => [...list.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
  const ticked = () => boxes().flatMap((box) => (box.checked ? [box.value] : []));
  // Whoever was faster than this script has ticked something already.
  const early = ticked();
  const kept = [...new Set([...remembered(key), ...early])];
  for (const box of boxes()) box.checked = kept.includes(box.value);
  if (early.length > 0) remember(key, kept);
  const keep = () => {
    remember(key, ticked());
    return ticked().length > 0;
  };
  return {
    some: kept.length > 0,
    keep,
    forget() {
      for (const box of boxes()) box.checked = false;
      return keep();
    },
  };
}
