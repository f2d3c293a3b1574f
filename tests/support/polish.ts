/** Names that stay Polish in every language: buildings, offices, services, and what is printed on them. */
const NAMES = [
  "Poznań Kontakt",
  "Poznań",
  "Urząd Stanu Cywilnego",
  "plac Kolegiacki 17, 61-841 Poznań",
  "ul. Libelta 16/20",
  "ul. Gronowa 22A",
  "ul. 28 Czerwca 1956 r. nr 404",
  "ul. Słowackiego 22",
  "Słowackiego",
  "I piętro",
  "parter",
  "Trzech Króli",
  "Galeria Dębiec",
  "al. Niepodległości",
  "Sołacz",
  "Jeżyce",
  "mDowód",
  "e-Doręczenia",
  "e-Doręczenie",
  "zł",
];

/** Letters and words that only Polish has. */
const POLISH =
  /[ąćęłńóśźż]|\b(nie|jest|dla|oraz|albo|termin(u|y|ów|em)?|wizyt\w*|godz|bilet\w*|spraw\w*|urz[eę]d\w*|budyn\w*|wolny|kiedy|weź|masz|od|przez|teraz)\b/i;

/** The lines of a text that hold Polish beside names; empty where there is none. */
export function polishIn(text: string): string[] {
  const withoutNames = (line: string) => NAMES.reduce((rest, name) => rest.replaceAll(name, ""), line);
  return text
    .replaceAll("\u00a0", " ")
    .split("\n")
    .filter((line) => POLISH.test(withoutNames(line)));
}
