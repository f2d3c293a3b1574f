/** Elements that hold words of their own for when they are needed: `data-say`. A reader's screen reader hears them come. */

/** Has an element say its words, or be silent. */
export function say(element: HTMLElement | null | undefined, aloud: boolean): void {
  const words = element?.dataset.say;
  // What has no words of its own is somebody else's.
  if (element && words !== undefined) element.textContent = aloud ? words : "";
}

/** The element after a button, or after what follows it, that has a role. */
export const besides = (button: Element, role: string): HTMLElement | null =>
  button.parentElement?.querySelector<HTMLElement>(`[role=${role}]`) ?? null;
