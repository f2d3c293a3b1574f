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
export function officeAndPlace({ building, street }: Sticker): { readonly office: string; readonly place: string } {
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

/** Keeps short words, dashes, "ul." and a year's "r." with their neighbour; no short word stands alone on a last line. */
export function unbroken(text: string): string {
  return text
    .replaceAll(" - ", `${NO_BREAK}– `)
    .replace(/(?<=^|[\s(])(ul\.|al\.|pl\.|\p{L}{1,2}) /giu, `$1${NO_BREAK}`)
    .replace(/ (?=r\.|\S{1,7}$)/gu, NO_BREAK);
}
