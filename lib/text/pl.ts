import type { RefusalReason } from "@/lib/domain/visit/refusal";
import { plural } from "./language";

const osoby = { one: "osoby", other: "osób" };
const sprawy = { one: "sprawa", few: "sprawy", other: "spraw" };

/** Notices that a page shows on top after a form came back. */
const notices: Readonly<
  Record<
    | "limit"
    | "network-limit"
    | "share"
    | "past"
    | "no-such-start"
    | "not-today"
    | "other"
    | "not-saved"
    | "outdated"
    | "unreadable"
    | "paused"
    | "too-late"
    | "not-undone",
    string
  >
> = {
  limit:
    "Masz już dwa ważne bilety na dziś z tego telefonu. Odwołaj jeden z nich, podejdź do recepcji albo zadzwoń do Poznań Kontakt.",
  "network-limit":
    "Z tej sieci wzięto już bardzo dużo biletów na dziś, a Twoja przeglądarka nie przyjmuje plików cookie. Włącz je, podejdź do recepcji albo zadzwoń do Poznań Kontakt.",
  share: "Z tej sieci jest już tyle biletów na dziś, ile może być.",
  past: "Ten termin już minął.",
  "no-such-start": "Takiej godziny nie ma w grafiku.",
  "not-today": "Tutaj przyjmiesz tylko termin na dziś.",
  other: "Tego terminu nie można przyjąć.",
  "not-saved":
    "Nie możemy teraz zapisać wizyty ani jej zmienić. Nic się nie zmieniło. Spróbuj za chwilę albo zadzwoń do Poznań Kontakt: 61 646 33 44.",
  paused: "Terminy są teraz wstrzymane. Wizyty już umówione są ważne. Zadzwoń do Poznań Kontakt: 61 646 33 44.",
  "not-undone": "Odwołania nie można cofnąć: ta godzina nie jest już wolna.",
  "too-late": "Terminu tej wizyty nie można już zmienić.",
  outdated:
    "Ta strona została otwarta przed aktualizacją. Nic się nie zmieniło: tu widzisz aktualny stan, spróbuj jeszcze raz.",
  unreadable: "Nie można było odczytać tego, co zostało wysłane. Nic się nie zmieniło. Zacznij jeszcze raz.",
};

/** Every text of the resident's pages in Polish; another language is another module of this type. */
export const pl = {
  product: "Okienko",
  description: "Najbliższy wolny termin w urzędzie miasta: zeskanuj, przyjmij, trzymaj bilet.",
  skip: "Przejdź do treści",
  wait: "Chwileczkę…",
  notSent: "Nie ma teraz internetu, więc nic nie wysłaliśmy. Dotknij jeszcze raz, gdy wróci.",
  unreached:
    "Do tego potrzebny jest internet, a teraz go nie ma. Nic się nie zmieniło. Dotknij jeszcze raz, gdy wróci, albo zadzwoń:",
  longWait: "Łącze jest wolne, wciąż czekamy na odpowiedź. Nie trzeba dotykać drugi raz.",
  problem: "Nie udało się",
  problemTitle: (page: string) => `Błąd: ${page}`,
  exampleDataShort: "dane przykładowe",
  exampleData: "Dane przykładowe: stanowiska, grafiki i powierzchnie poczekalni nie pochodzą od urzędu.",
  checkBefore: "Sprawdź przed wizytą",
  today: "dziś",
  tomorrow: "jutro",
  languages: "Język",

  hotline: {
    line: (name: string) => `Infolinia ${name}`,
    hours: (from: string, to: string) => `pn.–pt. ${from}–${to}`,
    openNow: "teraz czynna",
    closedNow: "teraz nieczynna",
    call: (phone: string) => `Zadzwoń: ${phone}`,
  },

  home: {
    title: "Następny wolny termin w urzędzie",
    lead: "Wybierz budynek, zaakceptuj termin i odbierz bilet. Bez konta, bez nazwiska, bez aplikacji.",
    buildings: "Gdzie chcesz przyjść?",
    opens: (day: string, hour: string) => `otwieramy ${day} o\u00a0godz.\u00a0${hour}`,
    noneToday: "dziś nie ma wolnych terminów",
    book: "Umów wizytę na inny dzień",
    how: "Jak to działa",
    steps: [
      "Zeskanuj naklejkę przy wejściu albo wybierz budynek powyżej.",
      "Zobaczysz jeden termin: najbliższy wolny dziś. Zaakceptuj go jednym dotknięciem.",
      "Dostaniesz bilet z numerem i kodem. Wejdź o podanej godzinie: w poczekalni czeka tylko tyle osób, ile się w niej mieści.",
    ],
    privacy: "Nigdy nie pytamy o numer PESEL, dane karty ani hasła.",
  },

  location: {
    office: "Urząd Miasta Poznania",
    sticker: (code: string) => `naklejka ${code}`,
    nearest: "Najbliższy wolny termin tutaj:",
    nearestAlso: "i inne sprawy poniżej",
    nearestNone: "Dziś nie ma tu wolnych terminów.",
    saidOnce: (hour: string) => `Sprawy bez godziny: najbliższy termin dziś o\u00a0${hour}.`,
    often: "Najczęściej załatwiane tutaj",
    all: "Wszystkie sprawy w tym budynku",
    elsewhere: (count: number) => `Sprawy załatwiane w innych budynkach (${count})`,
    from: (day: string) => `od ${day}`,
    paused: "wstrzymane",
    none: "brak terminów",
    noneHint: "zadzwoń",
    walkIn: "tylko w dniu",
    walkInHint: "wizyty",
    closedToday: (why: string) => `Dziś zamknięte: ${why}.`,
    overToday: "Na dziś to już koniec.",
    opens: (day: string, hour: string) => `Otwieramy ${day} o\u00a0godz.\u00a0${hour}.`,
    weekend: "sobota i niedziela to dni wolne",
    firstDay: (department: string, day: string) => `${department} przyjmuje od ${day}.`,
    hours: (from: string, to: string) => `dziś otwarte ${from}–${to}`,
    opensToday: (hour: string) => `Urząd otwieramy dziś o godz.\u00a0${hour}. Termin możesz przyjąć już teraz.`,
  },

  own: {
    heading: "Twój bilet",
    headingHeld: "Czeka na Ciebie",
    headingMany: "Twoje bilety",
    show: "Pokaż bilet",
    also: (day: string, hour: string) => `Masz też wizytę: ${day}, ${hour}`,
    meets: "Nachodzi na termin poniżej.",
    past: "Godzina minęła: pokaż bilet",
    more: "Weź jeszcze jeden bilet",
    held: (hour: string) => `Trzymamy dla Ciebie termin ${hour}.`,
    heldShow: "Zobacz i przyjmij",
    heldBook: "Dokończ umawianie",
  },

  offer: {
    label: "Najbliższy wolny termin",
    labelChosen: "Wybrany termin",
    labelHeld: "Trzymamy dla Ciebie",
    lasts: (minutes: number) => `wizyta trwa ok. ${minutes}\u00a0min`,
    where: "Gdzie",
    comeIn: "Możesz wejść",
    comeInFrom: (hour: string) => `od\u00a0${hour}`,
    comeInNow: "od razu",
    roomFull: (hour: string) => `Poczekalnia jest teraz pełna. Możesz wejść od ${hour}.`,
    accept: (hour: string) => `Akceptuję termin ${hour}`,
    acceptHint: "Przyjęcie terminu to już potwierdzenie. Nie podajesz nazwiska ani telefonu.",
    letGo: "Rezygnuję z tego terminu",
    otherWays: "Inne możliwości",
    otherHour: "Inna godzina dziś",
    otherDay: "Inny dzień",
    otherMatter: "Inna sprawa",
    noPapers: "Nie mam teraz dokumentów",
    howMany: { matters: "Ile spraw?", persons: "Ile osób?" },
    howManyLink: {
      matters: (count: number) => plural("pl", count, sprawy),
      persons: (count: number) => plural("pl", count, { one: "osoba", few: "osoby", other: "osób" }),
    },
    bring: "Weź ze sobą",
    moreOf: (count: number) => `Pozostałe dokumenty (${count})`,
    noProcedure: "Nie mamy jeszcze opisu tej sprawy. O dokumenty zapytaj w Poznań Kontakt.",
    pay: "Jeśli jest opłata: jak zapłacić",
    lost: (lost: string, held: string) =>
      `Termin ${lost} został właśnie zajęty. Przez 2\u00a0minuty trzymamy dla Ciebie termin ${held}.`,
    passed: (lost: string, held: string) =>
      `Termin ${lost} właśnie minął. Przez 2\u00a0minuty trzymamy dla Ciebie termin ${held}.`,
    lostNoHold: (lost: string, next: string) => `Termin ${lost} nie jest już wolny. Następny wolny to ${next}.`,
    lostAll: (lost: string) => `Termin ${lost} został właśnie zajęty i był ostatni na dziś.`,
    passedAll: (lost: string) => `Termin ${lost} właśnie minął, a na dziś nie ma już wolnych.`,
    heldLeft: "Jeszcze",
    heldUntil: (hour: string) => `do\u00a0${hour}`,
    placeUncertain: "Nie mamy pewności, czy tę sprawę załatwisz w tym budynku.",
    askFirst: "Zapytaj, zanim weźmiesz tu termin.",
    certainThere: "Na pewno załatwisz ją tutaj:",
    second: "To będzie kolejny bilet, dla następnej osoby.",
    changeTicket: "Otwórz tamten bilet, żeby zmienić godzinę",
    overlaps: (hour: string) => `Masz już bilet na ${hour}. Te dwie wizyty nachodzą na siebie.`,
    yours: (hour: string) => `Termin ${hour} jest już Twój.`,
    withoutVisit: "Co załatwisz bez wizyty",
    already: (hour: string) =>
      `Masz już bilet do tej sprawy na ${hour}. Jeśli przyjmiesz ten termin, będziesz mieć dwa bilety.`,
    personsHint: (max: number) =>
      `Policz każdą osobę, której sprawa dotyczy, także dzieci. Najwyżej ${max}; dla większej rodziny weź jeszcze jeden bilet.`,
    urgent:
      "Zgon zgłosisz także bez umawiania: podejdź do Urzędu Stanu Cywilnego w godzinach pracy. Masz na to 3\u00a0dni, a przy chorobie zakaźnej 24\u00a0godziny.",
    remoteFirst: "Tę sprawę załatwisz też przez internet, bez wizyty.",
  },

  hours: {
    title: "Inna godzina dziś",
    titleLater: "Przyjdź później z dokumentami",
    lead: "Wybierz godzinę. Potem ją potwierdzisz.",
    leadLater: "Nic straconego. Wybierz późniejszą godzinę i wróć z dokumentami.",
    leadAnotherDay: "Nic straconego. Dziś jest już za późno, żeby wrócić z dokumentami. Wybierz inny dzień.",
    free: (count: number) =>
      plural("pl", count, { one: "wolny termin", few: "wolne terminy", other: "wolnych terminów" }),
    back: "Wróć do najbliższego terminu",
    gone: (hour: string) => `Godzina ${hour} nie jest już wolna. Poniżej jest najbliższy wolny termin.`,
    laterDays: "W następne dni",
    laterDaysHint: "Wybierz dzień, a potem godzinę. Podasz nazwisko i kontakt.",
  },

  nothing: {
    title: {
      "sold-out": "Dziś nie ma już wolnych terminów",
      paused: "Terminy są teraz wstrzymane",
      "over-today": "Na dziś to już koniec",
      closed: "Dziś zamknięte",
      "not-open-yet": "Wydział jeszcze nie przyjmuje",
      "booking-not-open": "Zapisy jeszcze się nie zaczęły",
      "not-served-here": "Tej sprawy nie załatwisz w tym budynku",
      "too-many-cases": "Za dużo spraw na jedną wizytę",
      "too-far": "Dziś nie ma wolnych terminów",
      past: "Dziś nie ma wolnych terminów",
      "walk-in-only": "Dziś nie ma wolnych terminów",
      "not-today": "Dziś nie ma wolnych terminów",
      "no-such-start": "Dziś nie ma wolnych terminów",
    } satisfies Record<RefusalReason | "sold-out" | "over-today", string>,
    firstDay: (department: string, day: string) => `${department} przyjmuje od ${day}.`,
    bookingOpens: (day: string, hour: string) => `Terminy będzie można przyjmować od ${day}, od godz.\u00a0${hour}.`,
    tooManyPersons: "Za dużo osób na jedną wizytę",
    tooMany: (max: number) => `W jednej wizycie: najwyżej ${max}.`,
    pausedHint:
      "Wizyty, które już masz, są ważne i możesz je odwołać. Urząd wznowi terminy tak szybko, jak to możliwe.",
    ways: "Co możesz zrobić",
    elsewhere: "Załatwisz ją też:",
    onlyThere: "Załatwisz ją tutaj:",
    elsewhereHint: "najbliższy termin dziś",
    hereDays: "Najbliższe dni z wolnymi terminami tutaj",
    hereDaysHint: "Wybierz dzień, a potem godzinę. Podasz nazwisko i kontakt. Umówisz się też przez telefon.",
    calendar: "Wszystkie dni i godziny w kalendarzu",
    remoteNo: "Tę sprawę załatwisz bez wizyty",
    remotePartly: "Część tej sprawy załatwisz bez wizyty",
    call: "Zadzwoń na infolinię Poznań Kontakt",
    dropBox: "Zostaw pismo w skrzynce",
    dropBoxKnown: "Skrzynka na dokumenty stoi przy wejściu do tego budynku.",
    dropBoxUnknown: "Urząd ma skrzynki na dokumenty w dziewięciu miejscach. O najbliższą zapytaj w Poznań Kontakt.",
    post: "Pismo możesz też wysłać pocztą: plac Kolegiacki 17, 61-841 Poznań.",
    otherMatters: "Inne sprawy w tym budynku",
    oneCase: "Sprawdź termin dla jednej sprawy albo osoby",
    onTheDay: {
      title: "Termin na tę sprawę bierze się tylko w\u00a0dniu wizyty",
      text: (day: string, hour: string, first: string) =>
        `Ta sama strona zaproponuje go ${day} od godz.\u00a0${hour}: weźmiesz go w\u00a0domu, bez stania pod drzwiami. Pierwszy tego dnia: ${first}.`,
      keep: "Zachowaj adres tej strony:",
      mail: "Wyślij sobie ten adres e-mailem",
      entry: (hour: string) => `Dodaj do kalendarza godz.\u00a0${hour}`,
      summary: (matter: string) => `Weź termin: ${matter}`,
      description: (street: string, first: string) =>
        `Od tej chwili strona proponuje terminy na ten dzień: ${street}. Pierwszy: ${first}.`,
    },
  },

  ticket: {
    titleNoNumber: "Twoja wizyta",
    yourNumber: "Twój numer",
    formerNumber: "Numer, który już nie obowiązuje",
    code: "Kod wizyty",
    saveCode: (code: string) => `Zapisz kod ${code}. Wystarczy podać go na miejscu.`,
    saveCodeBooked: (code: string) =>
      `Zapisz kod ${code} i podaj go na miejscu. Na stanowisku urzędnik zapyta też o nazwisko.`,
    qrLabel: (code: string) => `Kod QR z kodem wizyty ${code}`,
    byHour: "Wzywamy według godziny wizyty, nie według numeru biletu.",
    byHourBooked: "Wzywamy według godziny wizyty. Numer biletu dostaniesz na miejscu, gdy podasz kod.",
    notKept:
      "Ta przeglądarka nie zapamiętała tego biletu, więc po zeskanowaniu naklejki go nie pokażemy. Zapisz kod albo adres tej strony.",
    asOf: (hour: string) => `Stan z\u00a0godz.\u00a0${hour}.`,
    people: (count: number) => `dla ${plural("pl", count, osoby)}`,
    matters: (count: number) => plural("pl", count, sprawy),
    waitOutside: "Poczekaj na zewnątrz",
    waitOutsideHint: (hour: string) => `Możesz wejść od ${hour}.`,
    comeIn: "Możesz wejść",
    comeInHint: (hall: string) => `Usiądź w poczekalni: ${hall}.`,
    nowYourTime: "To Twoja godzina",
    nowYourTimeHint: (hall: string, code: string) =>
      `Podaj kod ${code} w sali obsługi: ${hall}. Powiedzą Ci, do którego stanowiska podejść.`,
    comeOn: (day: string, hour: string) => `Przyjdź: ${day}, godz.\u00a0${hour}`,
    held: "Ten termin jeszcze na Ciebie czeka",
    heldHint: "Przyjmij go, zanim minie czas.",
    pastHour: "Twoja godzina minęła",
    pastHourHint: "Jeśli jeszcze czekasz, podaj swój kod w sali obsługi.",
    booked: "Wizyta umówiona",
    bookedHint: "Nic więcej nie trzeba potwierdzać.",
    bookedLater:
      "To urządzenie pamięta wizytę do końca jej dnia. Otworzysz ją też adresem tej strony albo kodem i kontaktem na stronie",
    moved: "Termin zmieniony",
    movedHint: "Kod wizyty pozostaje ten sam. Poprzedni termin jest już wolny.",
    takenBack: "Odwołanie zostało cofnięte: ta wizyta ma nowy bilet.",
    undone: "Masz nowy bilet na tę samą godzinę. Numer i kod są inne niż poprzednio.",
    over: "Ta wizyta już się skończyła",
    overHint: "Bilet był ważny tylko w swoim dniu.",
    served: "Wizyta zakończona",
    noShow: "Wizyta przepadła",
    noShowHint: "Możesz wziąć nowy bilet.",
    cancelled: "Wizyta odwołana",
    cancelledHint: "Ten bilet już nie obowiązuje.",
    expired: "Ten termin nie jest już trzymany",
    undo: (hour: string) => `Cofnij odwołanie (${hour})`,
    cancel: "Odwołaj wizytę",
    cancelHint: "Zwolnisz termin dla kogoś innego.",
    bring: "Weź ze sobą",
    takeNew: "Weź nowy bilet",
    bookNew: "Umów nową wizytę",
  },

  notFound: {
    sticker: {
      title: "Nie znamy tej naklejki",
      text: "Adres pod kodem mógł zostać wpisany z błędem albo naklejka jest stara. Wybierz budynek, przed którym stoisz.",
    },
    ticket: {
      title: "Nie znaleźliśmy takiego biletu",
      text: "Sprawdź adres albo podaj swój kod wizyty w recepcji lub w Poznań Kontakt.",
    },
    page: {
      title: "Nie ma takiej strony",
      text: "Adres mógł zostać wpisany z błędem. Wybierz budynek, do którego chcesz przyjść.",
    },
    matter: {
      title: "Nie znamy takiej sprawy",
      text: "Adres mógł zostać wpisany z błędem. Wybierz sprawę z listy tego budynku.",
    },
    home: "Wszystkie budynki",
  },

  refused: {
    foreign: {
      title: "Nie przyjęliśmy tego formularza",
      text: "Nie został wysłany z naszej strony, więc nic się nie zmieniło. Otwórz stronę jeszcze raz i spróbuj ponownie.",
    },
    unreadable: {
      title: "Nie mogliśmy odczytać tego formularza",
      text: "Nic się nie zmieniło. Otwórz stronę jeszcze raz i spróbuj ponownie.",
    },
    outdated: {
      title: "Ta strona została otwarta przed aktualizacją",
      text: "Nic się nie zmieniło. Otwórz ją jeszcze raz: zobaczysz aktualne terminy.",
    },
    "too-large": {
      title: "Ten formularz jest za duży",
      text: "Nic się nie zmieniło. Nasze formularze nie przyjmują plików.",
    },
    method: {
      title: "Tej strony nie można użyć w ten sposób",
      text: "Nic się nie zmieniło. Stronę można tylko otworzyć albo wysłać na niej formularz.",
    },
    address: {
      title: "Tego adresu nie da się odczytać",
      text: "Adres jest uszkodzony. Zeskanuj naklejkę jeszcze raz albo wybierz budynek.",
    },
  },
  slow: {
    title: "Za dużo prób w krótkim czasie",
    crowded: "Teraz jest tu bardzo dużo osób naraz",
    text: (seconds: number) => `Nic się nie zmieniło. Odczekaj ${seconds} s i spróbuj jeszcze raz.`,
  },
  refusedAgain: "Otwórz tę stronę jeszcze raz",

  share: {
    kept: "Nic nie przepadło. Pomoże jedno z tych:",
    otherNetwork: "Spróbuj z innej sieci",
    otherNetworkHint: "Wyłącz w telefonie Wi-Fi i spróbuj jeszcze raz. Jeśli jest wyłączone, włącz je.",
    reception: "Podejdź do recepcji w budynku",
  },

  notices,
};

export type Texts = typeof pl;
export type Notice = keyof Texts["notices"];
