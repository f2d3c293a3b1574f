import { plural } from "../language";

const minuty = { one: "minutę", few: "minuty", other: "minut" };
const dni = { one: "dniu", other: "dniach" };

/** Every text of the calendar in Polish; another language is another module of this type. */
export const bookingPl = {
  title: "Umów wizytę",
  back: "Wstecz",
  change: "Zmień",
  chosen: "Wybrane do tej pory",
  department: "Wydział",
  group: "Grupa spraw",
  cases: { matters: "Ile spraw", persons: "Ile osób" },
  building: "Budynek",
  day: "Dzień",
  hour: "Godzina",
  departments: {
    title: "Co chcesz załatwić?",
    often: "Najczęściej umawiane",
    choose: "Albo wybierz wydział",
    from: (day: string) => `przyjmuje od ${day}`,
  },
  groups: {
    title: "Co chcesz załatwić w tym wydziale?",
    minutes: (minutes: number) => `ok. ${minutes}\u00a0min`,
    walkIn: "bez umawiania: termin tylko w dniu wizyty",
    firstDay: (department: string, day: string) => `${department} przyjmuje od ${day}. Wcześniejszych terminów nie ma.`,
  },
  before: {
    title: "Zanim umówisz wizytę",
    papers: "Weź ze sobą",
    next: "Dalej: wybierz termin",
    walkInTitle: "Na tę sprawę nie ma kalendarza",
    walkIn: "Termin weźmiesz w dniu wizyty: zeskanuj naklejkę przy wejściu albo wybierz budynek.",
    urgentTitle: "Zgon zgłosisz też bez umawiania",
  },
  count: {
    title: { matters: "Ile spraw załatwisz na jednej wizycie?", persons: "Ilu osób dotyczy sprawa?" },
    personsHint: (max: number) =>
      `Policz każdą osobę, której sprawa dotyczy, także dzieci. Najwyżej ${max}; dla większej rodziny umów jeszcze jedną wizytę.`,
    lasts: (minutes: number) => `wizyta potrwa ok. ${minutes}\u00a0min`,
  },
  buildings: {
    title: "W którym budynku?",
    nearest: "Najbliższy wolny termin",
    nearestCertain: "Najbliższy termin w budynku, co do którego mamy pewność",
    others: "Pozostałe budynki",
    none: "brak wolnych terminów",
    first: (day: string, hour: string) => `pierwszy termin: ${day}, godz.\u00a0${hour}`,
  },
  days: {
    title: "Którego dnia?",
    first: "Pierwszy wolny termin",
    kept: "obecny termin",
    earlier: "Wcześniejszy miesiąc",
    later: "Późniejszy miesiąc",
    weekdays: ["pn", "wt", "śr", "cz", "pt", "so", "nd"],
    weekdayNames: ["poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"],
    times: (count: number) =>
      plural("pl", count, { one: "wolny termin", few: "wolne terminy", other: "wolnych terminów" }),
    full: "brak wolnych terminów",
    closed: "zamknięte",
    out: "poza terminami",
    hint: (day: string) => `Dni z wolnymi terminami są w ramkach. Umówisz się najpóźniej na ${day}.`,
    none: "Do końca kalendarza nie ma wolnych terminów",
    noneHint: "Zwolnione godziny wracają po kilku minutach. Zajrzyj jutro albo zadzwoń do Poznań Kontakt.",
    noneMonth: "W tym miesiącu nie ma wolnych terminów.",
    elsewhere: "Sprawdź inny budynek",
    lostDay: "Tego dnia nie ma już wolnych terminów. Wybierz inny dzień; to, co już wpisano, czeka.",
  },
  hours: {
    title: (day: string) => `O której? ${day}`,
    morning: "Przed południem",
    noon: "Po południu",
    hint: (minutes: number) => `Wybrana godzina będzie dla Ciebie trzymana przez ${plural("pl", minutes, minuty)}.`,
    held: (hour: string, until: string) => `Trzymamy dla Ciebie godzinę ${hour}, do ${until}.`,
    more: (count: number) => `Pozostałe godziny (${count})`,
    goOn: "Wpisz swoje dane",
    choose: (hour: string) => `Wybieram godzinę ${hour}`,
    full: "Tego dnia nie ma już wolnych terminów",
    closed: (why: string) => `Tego dnia jest zamknięte: ${why}.`,
    out: "Na ten dzień nie można się umówić",
    latest: (day: string) => `Umówisz się najpóźniej na ${day}.`,
    earlierDay: "Wcześniejszy dzień",
    laterDay: "Późniejszy dzień",
    month: "Cały miesiąc",
    lost: (hour: string) => `Godzina ${hour} została właśnie zajęta. Wybierz inną.`,
  },
  entry: {
    add: "Dodaj do kalendarza",
    summary: (street: string) => `Wizyta w urzędzie, ${street}`,
    description: (code: string, comeIn: string) =>
      `Kod wizyty: ${code}. Możesz wejść od ${comeIn}. Na stronie wizyty sprawdzisz, co zabrać, zmienisz termin albo odwołasz wizytę.`,
    where: (matter: string, hall: string) => `Sprawa: ${matter}\nGdzie: ${hall}`,
    summaryOff: (summary: string) => `Odwołana: ${summary}`,
    descriptionOff: "Ta wizyta jest odwołana. Nową umówisz na jej stronie.",
  },
  move: {
    title: "Zmień termin",
    sameDay: "Zmień godzinę",
    hint: "Pozostaje ważny, dopóki nie potwierdzisz nowego.",
    check: "Czy zmienić termin?",
    from: "Teraz",
    to: "Po zmianie",
    submit: (day: string, hour: string) => `Zmień termin na: ${day}, ${hour}`,
    keep: "Zostaw bez zmian",
    elsewhere: "W innym budynku umówisz nową wizytę. Tę potem odwołaj.",
    kept: (day: string, hour: string) => `Twój obecny termin: ${day}, godz.\u00a0${hour}.`,
  },
  cancel: {
    title: "Czy odwołać wizytę?",
    hint: "Dopóki godzina jest wolna, możesz cofnąć odwołanie.",
    hintFree: "Z tej godziny skorzysta ktoś inny.",
    submit: "Tak, odwołaj wizytę",
    keep: "Zostaw wizytę",
  },
  find: {
    title: "Masz kod wizyty?",
    hint: "Wizytę znajdziesz na każdym urządzeniu: sprawdzisz godzinę, zmienisz termin albo ją odwołasz.",
    code: "Kod wizyty",
    codeHint: "6 znaków z biletu albo wiadomości. Wielkość liter i odstępy nie mają znaczenia.",
    contact: "E-mail albo numer telefonu",
    contactHint:
      "Ten sam, który podano przy umawianiu. Bilet z naklejki nie ma kontaktu: z samym kodem zadzwoń do Poznań Kontakt.",
    submit: "Pokaż wizytę",
    codeMissing: "Wpisz kod wizyty.",
    codeOdd: "Kod ma 6 liter i cyfr, na przykład AB1 2CD.",
    unknown: "Nie ma wizyty z tym kodem i kontaktem",
    unknownHint: "Sprawdź jedno i drugie. Wizyt sprzed dłuższego czasu już nie przechowujemy.",
  },
  mail: {
    title: "Wiadomości",
    email: (to: string) => `Potwierdzenie i przypomnienia wysyłamy na adres ${to}.`,
    sms: (to: string) => `Potwierdzenie i przypomnienia wysyłamy SMS-em na numer ${to}.`,
    nowhere: (to: string) =>
      `Numer ${to} nie odbiera SMS-ów, więc nic na niego nie wyślemy. Zapisz kod albo adres tej strony.`,
    abroad: (to: string) =>
      `Na numer ${to} nie wysyłamy SMS-ów: jest spoza krajów, do których je wysyłamy. Zapisz kod albo adres tej strony.`,
    reminders: (to: string) => `Przypomnienia wyślemy SMS-em na numer ${to}.`,
    waiting: "Ostatnia wiadomość jest w drodze.",
    sent: "Ostatnia wiadomość jest wysłana.",
    late: "Ostatnia wiadomość jeszcze nie wyszła. Próbujemy dalej, wizyta jest ważna.",
    unclear:
      "Ostatnią wiadomość wysłaliśmy, ale nikt nie potwierdził, że doszła. Wizyta jest ważna: zapisz kod z tej strony.",
    heldBack: {
      network:
        "SMS-a nie wysłaliśmy: z sieci, z której umówiono tę wizytę, poszło dziś już tyle SMS-ów, ile może. Wizyta jest ważna: zapisz kod z tej strony.",
      repeated:
        "Ostatniej wiadomości nie wysłaliśmy: na ten adres albo numer poszło dziś już dużo powtórzonych. Wizyta jest ważna, jej godzina i kod są na tej stronie.",
      budget:
        "SMS-a nie wysłaliśmy: urząd wysłał dziś już tyle SMS-ów, ile może. Wizyta jest ważna: zapisz kod z tej strony. Od jutra wyślesz sobie potwierdzenie tutaj.",
    },
    reminderHeldBack:
      "Przypomnienia nie wysłaliśmy: urząd wysłał tego dnia już tyle SMS-ów, ile może. Wizyta jest ważna.",
    again: "Wyślij potwierdzenie jeszcze raz",
    print: "Wydrukuj",
    tell: "Powiadom mnie na tym urządzeniu",
    tellHint: "Przypomnimy o wizycie i damy znać, kiedy możesz wejść.",
    told: "To urządzenie powiadomimy o wizycie.",
    untell: "Nie powiadamiaj",
    refused: "Przeglądarka nie pozwala tej stronie na powiadomienia. Zezwolisz na nie w jej ustawieniach.",
    failed: "Nie udało się włączyć powiadomień. Wizyta jest ważna także bez nich.",
    says: {
      again: "Wysyłamy potwierdzenie jeszcze raz.",
      "too-soon": "Wiadomość jest już w drodze. Jeśli nie dojdzie za kilka minut, spróbuj jeszcze raz.",
      "too-often": "Potwierdzenie wysłaliśmy już kilka razy. Sprawdź folder ze spamem albo zapisz kod z tej strony.",
      network: "Nie wysłaliśmy: z sieci, z której umówiono tę wizytę, poszło dziś już tyle SMS-ów, ile może.",
      budget:
        "Nie wysłaliśmy: urząd wysłał dziś już tyle SMS-ów, ile może. Spróbuj jutro albo zapisz kod z tej strony.",
      told: "To urządzenie powiadomimy o wizycie.",
      untold: "Tego urządzenia nie będziemy powiadamiać.",
      "not-told": "Nie udało się włączyć powiadomień. Wizyta jest ważna także bez nich.",
    },
  },
  details: {
    title: "Na kogo zapisać wizytę?",
    held: (hour: string, until: string) => `Masz czas do ${until}: do tej chwili trzymamy dla Ciebie godzinę ${hour}.`,
    extend: "Potrzebuję więcej czasu",
    soon: (hour: string) =>
      `Za niecałą minutę przestaniemy trzymać godzinę ${hour}. Zatrzyma ją przycisk „Potrzebuję więcej czasu”.`,
    letGo: "Rezygnuję z tej godziny",
    notHeld: (hour: string) =>
      `Godzina ${hour} nie jest już trzymana, ale nic nie przepadło. Wyślij formularz: sprawdzimy, czy jest wolna.`,
    name: "Imię i nazwisko",
    nameHint: "Na stanowisku urzędnik zapyta o nazwisko. Wizyty nie można odstąpić innej osobie.",
    contact: "E-mail albo numer telefonu",
    contactHint:
      "Wystarczy jedno z nich. Wyślemy potwierdzenie i przypomnienie, nic więcej. SMS tylko na numer komórkowy.",
    language: "Język wiadomości",
    next: "Dalej: sprawdź dane",
    privacyTitle: "Co robimy z Twoimi danymi",
    privacy: (days: number, missed: number) =>
      `Imię, nazwisko i kontakt służą tylko tej wizycie: do potwierdzenia, przypomnienia i rozpoznania Cię na stanowisku. Administratorem jest urząd. Dane usuwamy po ${plural("pl", days, dni)} od wizyty, a gdy nikt na nią nie przyjdzie, po ${plural("pl", missed, dni)}. Podanie ich jest dobrowolne, ale bez nich nie da się umówić wizyty w kalendarzu; w dniu wizyty termin weźmiesz bez podawania danych.`,
    privacyMore: "Wszystko o prywatności",
    noPesel: "Nie pytamy o numer PESEL.",
    lost: (lost: string, next: string) =>
      `Godzina ${lost} została właśnie zajęta. Trzymamy dla Ciebie najbliższą następną: ${next}.`,
    lostNotHeld: (lost: string, next: string) => `Godzina ${lost} została zajęta. Następna to ${next}.`,
    errors: "Sprawdź, co wpisano",
    nameMissing: "Wpisz imię i nazwisko.",
    nameOdd: "Wpisz imię i nazwisko literami, najwyżej 100 znaków.",
    contactMissing: "Wpisz e-mail albo numer telefonu.",
    contactOdd: "Wpisz e-mail w postaci imie@example.pl albo numer telefonu, na przykład 600 700 800.",
    emailOdd: "Wpisz cały adres e-mail, bez odstępów, na przykład imie@example.pl.",
    emailLetters: "Przed znakiem @ adres e-mail nie ma polskich znaków ani innych liter spoza a–z. Sprawdź go.",
    phoneOdd: "Wpisz numer telefonu: 9 cyfr, a numer spoza Polski z plusem i kodem kraju.",
    contactTwice: "To więcej niż jeden adres albo numer. Na który mamy pisać? Zostaw jeden.",
    languageOdd: "Wybierz język wiadomości.",
  },
  check: {
    title: "Sprawdź i umów wizytę",
    book: "Umów wizytę",
    bookHint: "Po naciśnięciu wizyta jest umówiona. Nie trzeba niczego potwierdzać w e-mailu.",
    noDraft: "Wpisz dane jeszcze raz",
    domainAsked: (given: string, likely: string) => `Czy adres na pewno kończy się na ${given}, a nie na ${likely}?`,
    noTexts: "Ten numer nie odbiera SMS-ów, więc nie wyślemy na niego potwierdzenia ani przypomnień.",
    noTextsAbroad: (countries: string) =>
      `Na ten numer nie wysyłamy SMS-ów, więc nie przyjdzie potwierdzenie ani przypomnienie. Wysyłamy je na numery z tych krajów: ${countries}. Możesz podać e-mail.`,
    textsSpent:
      "Urząd wysłał dziś już tyle SMS-ów, ile może, więc potwierdzenie SMS-em nie przyjdzie. Możesz podać e-mail albo zapisać kod z biletu.",
    notHeld: (hour: string) =>
      `Godzina ${hour} nie jest już trzymana, ale nic nie przepadło. Naciśnij „Umów wizytę”: jeśli jest wolna, wizyta będzie umówiona, a jeśli nie, pokażemy następną.`,
    booked: "Ta wizyta jest już umówiona",
  },
  shares: {
    share: "Z tej sieci jest już tyle biletów na dziś, ile może być naraz.",
    "share-day": "Z tej sieci umówiono na ten dzień już tyle wizyt, ile można. Wybierz inny dzień.",
    "share-bookings": "Z tej sieci umówiono w ciągu doby już tyle wizyt, ile można.",
    "share-holds": "Z tej sieci wybrano teraz tyle godzin naraz, ile można. Za kilka minut będzie ich mniej.",
  },
  problems: {
    cookies:
      "Ta przeglądarka nie przyjmuje plików cookie, a kalendarz pamięta w jednym z nich, która godzina jest trzymana dla Ciebie. Włącz je i spróbuj jeszcze raz albo zadzwoń do Poznań Kontakt. Termin na dziś weźmiesz z naklejki także bez nich.",
    "no-such-start": "Takiej godziny nie ma w grafiku.",
    past: "Ta godzina już minęła.",
    "not-open-yet": "Wydział jeszcze wtedy nie przyjmuje.",
    "booking-not-open": "Zapisy jeszcze się nie zaczęły.",
    closed: "Tego dnia jest zamknięte.",
    "too-far": "Tak daleko naprzód nie można się umówić.",
    "walk-in-only": "Na tę sprawę nie ma kalendarza.",
    "not-today": "Na ten dzień nie można się umówić.",
    "not-served-here": "Tej sprawy nie załatwisz w tym budynku.",
    "too-many-cases": "To za dużo na jedną wizytę.",
    paused: "Terminy są teraz wstrzymane. Wizyty już umówione są ważne. Zadzwoń do Poznań Kontakt: 61 646 33 44.",
    limit:
      "Na ten dzień jest już tyle ważnych biletów z tego samego urządzenia albo sieci, ile można mieć. Odwołaj jeden z nich albo zadzwoń do Poznań Kontakt.",
    "contact-group":
      "Na ten adres albo numer jest już tyle ważnych wizyt w tej grupie spraw, ile może być. Odwołaj jedną z nich albo zadzwoń do Poznań Kontakt.",
    "contact-all":
      "Na ten adres albo numer jest już tyle ważnych wizyt, ile może być. Odwołaj jedną z nich albo zadzwoń do Poznań Kontakt.",
    "not-saved":
      "Nie możemy teraz zapisać wizyty. Nic się nie zmieniło. Spróbuj za chwilę albo zadzwoń do Poznań Kontakt: 61 646 33 44.",
    outdated: "Ta strona została otwarta przed aktualizacją. Nic się nie zmieniło: spróbuj jeszcze raz.",
    "too-often":
      "Tę wizytę przełożono przed chwilą już dwa razy. Obowiązuje dotychczasowy termin. Spróbuj trochę później.",
    "share-rest":
      "Godzina, którą zwolnisz, przez kilka do kilkudziesięciu minut nie jest dla nikogo wolna, a z sieci, z której umówiono tę wizytę, jest na ten dzień już tyle godzin, ile może być. Termin się nie zmienił. Wybierz inny dzień, spróbuj później albo zadzwoń do Poznań Kontakt: 61 646 33 44.",
    "share-late":
      "Do tej wizyty został mniej niż kwadrans, a sieć, z której ją wzięto, ma dziś już tyle biletów i godzin zwolnionych w ostatniej chwili, ile może mieć. Termin się nie zmienił. Jeśli nie zdążysz, zadzwoń do Poznań Kontakt: 61 646 33 44.",
    "share-late-day":
      "Do tej wizyty został mniej niż kwadrans, więc na inny dzień już jej nie przełożysz. Termin się nie zmienił. Możesz wybrać godzinę tego samego dnia albo odwołać wizytę i umówić nową.",
    choose: "Wybierz godzinę.",
    "no-more-time": "Tej godziny nie możemy już trzymać dłużej. Wyślij formularz: jeśli jest wolna, będzie Twoja.",
  },
};

export type BookingTexts = typeof bookingPl;
