import type { Sticker } from "./sticker";

/** What every sticker says; `\n` stands where a line must break. */
export const STICKER_TEXT = {
  question: "Nie masz umówionej wizyty?",
  call: "Zeskanuj kod i zajmij\nnajbliższy wolny termin.",
  en: { question: "No appointment?", call: "Scan the code and take\nthe next free time." },
  uk: { question: "Не маєте запису?", call: "Відскануйте код і забронюйте\nнайближчий вільний час." },
  typeIt: "Kod nie działa? Wpisz adres w przeglądarce:",
  caseGroup: "Tylko ta sprawa",
  number: "Naklejka",
  never: "Nigdy nie pytamy o numer PESEL,\ndane karty ani hasła.",
} as const;

/** Office and place on two lines: a building is named after its street, which must not stand there twice. */
export function placeOf({ building, street }: Sticker): { readonly office: string; readonly place: string } {
  const at = building.indexOf(street);
  if (at <= 0) return { office: building, place: street };
  return { office: building.slice(0, at).replace(/[\s,]+$/u, ""), place: building.slice(at) };
}

/** "Poznań Kontakt 61 646 33 44" as its name and its number. */
export function hotlineParts(hotline: string): { readonly name: string; readonly number: string } {
  const [, name, number] = hotline.match(/^(.*?)\s*(\+?\d[\d\s]*)$/u) ?? [];
  return { name: name ?? hotline, number: (number ?? "").replaceAll(" ", NO_BREAK) };
}

const NO_BREAK = "\u00a0";

/** Keeps one-letter words, "ul.", "nr" and a year's "r." with their neighbour. */
export function unbroken(text: string): string {
  return text
    .replace(/(?<=^|[\s(])(ul\.|al\.|pl\.|nr|\p{L}) /giu, `$1${NO_BREAK}`)
    .replace(/ (?=r\.|\d+[\p{L}\d/]*$)/gu, NO_BREAK);
}
