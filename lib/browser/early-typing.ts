// In the browser, before the framework: where something has changed the page meanwhile (an extension's element, an icon
// beside a field, a date made a link), React makes its elements anew, and what was typed would be gone with the old.
import { putBackTyped, type TypedFields, typedIn } from "./typed-fields";

/** Not `change`: a field that is taken off the page fires it too, when nobody stands in it any more. */
const EVENTS = ["input", "focusin"];

let early: TypedFields | null = null;

const note = (): void => {
  early = typedIn(document);
};

/** Remembers what is typed from now on until the page's own elements are there. */
export function watchEarlyTyping(): void {
  note();
  for (const type of EVENTS) document.addEventListener(type, note, true);
}

/** Puts back what was typed before the page's own elements were there; once per document. */
export function putBackEarly(): void {
  if (early === null) return;
  for (const type of EVENTS) document.removeEventListener(type, note, true);
  putBackTyped(document, early);
  early = null;
}
