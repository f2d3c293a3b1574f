// In the browser: what somebody has typed or chosen on a page, over a change of the page's elements.

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What is typed in a page's fields, by field; and in which of them somebody stands. */
export interface TypedFields {
  readonly values: ReadonlyMap<string, string>;
  readonly focused: string | null;
}

const FIELDS = "input[name]:not([type=hidden]):not([type=submit]), textarea[name], select[name]";

/** A field is known by its name, and one of several choices by its value too. */
function keyOf(field: Field): string {
  const isChoice = field.type === "radio" || field.type === "checkbox";
  return isChoice ? `${field.name}=${field.value}` : field.name;
}

/** What stands in a field, if somebody has changed it; null where it is as the page came. */
function typedInto(field: Field): string | null {
  if (field instanceof HTMLSelectElement) return field.selectedOptions[0]?.defaultSelected ? null : field.value;
  if (field.type === "radio" || field.type === "checkbox") {
    const { checked, defaultChecked } = field as HTMLInputElement;
    return checked === defaultChecked ? null : String(checked);
  }
  return field.value === field.defaultValue ? null : field.value;
}

const fieldsIn = (part: ParentNode): Field[] => [...part.querySelectorAll<Field>(FIELDS)];

/** What has been typed so far. */
export function typedIn(part: ParentNode): TypedFields {
  const values = new Map<string, string>();
  let focused: string | null = null;
  for (const field of fieldsIn(part)) {
    const typed = typedInto(field);
    if (typed !== null) values.set(keyOf(field), typed);
    if (field === document.activeElement) focused = keyOf(field);
  }
  return { values, focused };
}

/** Writes past whatever a framework has put over the field's own value, then says so as typing does. */
function write(field: Field, typed: string): void {
  const isChoice = field.type === "radio" || field.type === "checkbox";
  const property = isChoice ? "checked" : "value";
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), property) ?? {};
  set?.call(field, isChoice ? typed === "true" : typed);
  for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
}

const isNowhere = (element: Element | null): boolean =>
  element === null || element === document.body || element === document.documentElement;

/** Gives fields that are new what was typed in those before them; a field in which something stands keeps it. */
export function putBackTyped(part: ParentNode, { values, focused }: TypedFields): void {
  for (const field of fieldsIn(part)) {
    const typed = values.get(keyOf(field));
    if (typed !== undefined && typedInto(field) === null) write(field, typed);
    if (keyOf(field) === focused && isNowhere(document.activeElement)) field.focus({ preventScroll: true });
  }
}
