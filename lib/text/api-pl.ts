import type { Hotline } from "@/lib/domain/city/hotline";
import type { CivilDate } from "@/lib/domain/time/civil-time";
import { civilDateAt } from "@/lib/domain/time/civil-time";
import type { Instant } from "@/lib/domain/time/tick";
import { formatsFor } from "./format";
import type { Language } from "./language";

const { hour, date, dateFrom } = formatsFor("pl");

const moment = (at: Instant): string => `${date(civilDateAt(at))}, godz. ${hour(at)}`;

/** What the API says in Polish; another language is another module of the type ApiTexts. */
export const apiPl = {
  language: "pl" as Language,

  malformedJson: "Treść zapytania nie jest poprawnym dokumentem JSON w kodowaniu UTF-8.",
  tooLarge: "Treść zapytania może mieć najwyżej 64 kB.",
  notJson: "Treść zapytania musi być typu application/json.",
  foreignOrigin: "Z innej strony internetowej niczego nie można tu zmienić.",
  notLocal: "Zegar pokazowy przestawia się tylko z tego samego komputera.",
  noDemo: "Nie ma takiego adresu.",
  stopping: "Serwer właśnie kończy pracę. Spróbuj ponownie za chwilę.",
  slow: (seconds: number) => `Za dużo zapytań w krótkim czasie. Spróbuj ponownie za ${seconds} s.`,
  internal: "Coś się nie udało po naszej stronie. Nic, co zostało potwierdzone, nie przepadło.",
  notSaved: (hotline: Hotline) =>
    `Nie możemy teraz niczego zapisać i nic się nie zmieniło. Spróbuj ponownie za chwilę albo zadzwoń: ${hotline.name}, ${hotline.phone}.`,
  paused: "Terminy są teraz wstrzymane. Wizyty już umówione są ważne. Zadzwoń do Poznań Kontakt: 61 646 33 44.",

  unknownPlace: "Nie ma takiego budynku albo takiej grupy spraw. Pełną listę podaje GET /api/v1/locations.",
  unknownVisit: "Nie ma takiej wizyty.",
  methodNotAllowed: (methods: string) => `Ten adres przyjmuje tylko: ${methods}.`,
  noSuchAddress: "Pod tym adresem nic nie ma. Wszystkie adresy opisuje GET /api/v1/openapi.json.",
  tooLate: "Tej wizyty nie można już odwołać: trwa albo się skończyła.",
  tooLateToMove: "Terminu tej wizyty nie można już zmienić: trwa, skończyła się albo została odwołana.",
  movedTooOften: (until: Instant) =>
    `Tę wizytę przełożono przed chwilą już dwa razy. Kolejny raz można od: ${moment(until)}. Obowiązuje dotychczasowy termin.`,
  offerOfOther: "Ta propozycja dotyczy innego budynku, innej grupy spraw albo innej liczby spraw niż wizyta.",

  taken: "Ten termin został właśnie zajęty.",
  expired: "Ta propozycja terminu straciła ważność.",
  soldOut: "Ten termin został zajęty, a tego dnia nie ma już innych wolnych.",
  keyReused: "Tym kluczem Idempotency-Key zajęto już wizytę innym zapytaniem.",
  contactLimit: {
    group: (max: number, hotline: Hotline) =>
      `Na ten adres albo numer jest już tyle ważnych wizyt w tej grupie spraw, ile może być (${max}). Odwołaj jedną z nich albo zadzwoń do ${hotline.name}, ${hotline.phone}.`,
    all: (max: number, hotline: Hotline) =>
      `Na ten adres albo numer jest już tyle ważnych wizyt, ile może być (${max}). Odwołaj jedną z nich albo zadzwoń do ${hotline.name}, ${hotline.phone}.`,
  },
  shareUsedUp: {
    building: "Z tej sieci jest już tyle biletów na dziś w tym budynku, ile może być.",
    group: "Z tej sieci jest już tyle biletów na dziś do tych stanowisk, ile może być.",
    day: "Z tej sieci umówiono na ten dzień już tyle wizyt, ile można. Wybierz inny dzień.",
    bookings: "Z tej sieci umówiono w ciągu doby już tyle wizyt, ile można.",
    holds: "Z tej sieci wybrano teraz tyle godzin naraz, ile można.",
  },
  shareHelp: ({ name, phone, weekdays: { from, to } }: Hotline) =>
    `Pomaga inna sieć (w telefonie: wyłączyć Wi-Fi), recepcja w budynku albo telefon: ${name}, ${phone}, pn.–pt. ${from}–${to}.`,
  restsTooMuch: ({ name, phone, weekdays: { from, to } }: Hotline) =>
    `Godzina, którą zwolnisz, przez pewien czas nie jest dla nikogo wolna, a sieć, z której umówiono tę wizytę, ma na ten dzień już tyle godzin, ile może mieć. Termin się nie zmienił. Wybierz inny dzień, spróbuj później albo zadzwoń: ${name}, ${phone}, pn.–pt. ${from}–${to}.`,
  leavesDayLate:
    "Do tej wizyty został mniej niż kwadrans, więc na inny dzień już jej nie przełożysz. Termin się nie zmienił. Możesz wybrać godzinę tego samego dnia albo odwołać wizytę i umówić nową.",
  leftLate: ({ name, phone, weekdays: { from, to } }: Hotline) =>
    `Do tej wizyty został mniej niż kwadrans, a sieć, z której ją wzięto, ma dziś już tyle biletów i godzin zwolnionych w ostatniej chwili, ile może mieć. Termin się nie zmienił. Pomaga telefon: ${name}, ${phone}, pn.–pt. ${from}–${to}.`,
  limit: (max: number, hotline: Hotline) =>
    `Liczba ważnych wizyt jednego dnia z tej samej sieci jest ograniczona (${max}). Podejdź do recepcji w budynku albo zadzwoń: ${hotline.name}, ${hotline.phone}.`,

  notOpenYet: (department: string, firstDay: CivilDate) => `${department} przyjmuje od ${dateFrom(firstDay)}.`,
  bookingNotOpen: (department: string, opensAt: Instant) =>
    `${department}: rezerwacja rusza w dniu: ${moment(opensAt)}.`,
  closed: (day: CivilDate, why: string | null) =>
    `Urząd jest nieczynny w dniu: ${date(day)}${why === null ? "" : ` (${why})`}.`,
  tooFar: (lastDay: CivilDate) => `Teraz można umówić wizytę najpóźniej na dzień: ${date(lastDay)}.`,
  past: (at: Instant) => `Ten termin już minął: ${moment(at)}.`,
  noSuchStart: (at: Instant) => `W tym terminie nie zaczyna się żadna wizyta: ${moment(at)}.`,
  walkInOnly: (caseGroup: string, at: Instant) =>
    `Grupa spraw „${caseGroup}” przyjmuje tylko tego samego dnia, bez umawiania na później. Wybrany dzień: ${date(civilDateAt(at))}.`,
  notServedHere: (caseGroup: string, location: string) =>
    `Grupa spraw „${caseGroup}” nie jest obsługiwana w budynku: ${location}.`,
  tooManyCases: (max: number) => `Liczba spraw albo osób na jednej wizycie: najwyżej ${max}.`,

  invalid: "Popraw wskazane pola.",
  unexpectedField: "Tego pola nie przyjmujemy. Usuń je.",
  fields: {
    body: "Treść zapytania musi być obiektem JSON.",
    location: "Podaj identyfikator budynku.",
    caseGroup: "Podaj identyfikator grupy spraw.",
    cases: "Podaj liczbę spraw albo osób: liczbę całkowitą od 1 do 99.",
    date: "Podaj dzień w postaci RRRR-MM-DD, na przykład 2026-11-24.",
    start: "Podaj początek wizyty w postaci ISO 8601 ze strefą, na przykład 2026-11-24T09:10:00+01:00.",
    name: "Podaj imię i nazwisko: od 1 do 100 znaków.",
    contact: "Podaj adres e-mail albo numer telefonu, na przykład +48 600 700 800.",
    language: "Podaj język: pl, en albo uk.",
    offer: "Podaj propozycję terminu dokładnie tak, jak została wydana.",
    "Idempotency-Key":
      "Podaj nagłówek Idempotency-Key: od 16 do 200 znaków drukowalnych ASCII, których nikt inny nie wybierze, na przykład losowy UUID.",
    advance: "Podaj czas trwania w postaci ISO 8601, na przykład PT10M: do przodu, najwyżej 366 dni.",
    step: "Podaj czas trwania w postaci ISO 8601, na przykład PT2H lub -PT2H: najwyżej 366 dni.",
  },
};

export type ApiTexts = typeof apiPl;
