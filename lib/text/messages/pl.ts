/** Every text of what people are sent, in Polish; another language is another module of this type. */
export const messagesPl = {
  subject: {
    confirmed: (day: string, hour: string) => `Wizyta umówiona: ${day}, godz.\u00a0${hour}`,
    moved: (day: string, hour: string) => `Nowy termin wizyty: ${day}, godz.\u00a0${hour}`,
    cancelled: (day: string, hour: string) => `Wizyta odwołana: ${day}, godz.\u00a0${hour}`,
    "day-before": (day: string, hour: string) => `Przypomnienie o wizycie: ${day}, godz.\u00a0${hour}`,
    "two-hours": (day: string, hour: string) => `Przypomnienie o wizycie: ${day}, godz.\u00a0${hour}`,
    "come-in": (day: string, hour: string) => `Możesz wejść do poczekalni: ${day}, godz.\u00a0${hour}`,
  },
  lead: {
    confirmed: "Twoja wizyta jest umówiona. Niczego nie trzeba potwierdzać.",
    moved: "Twoja wizyta ma nowy termin. Poprzedni już nie obowiązuje, kod pozostaje ten sam.",
    cancelled: "Ta wizyta jest odwołana. Jej termin dostanie ktoś inny.",
    "day-before":
      "Przypominamy o Twojej wizycie. Jeśli nie możesz przyjść, odwołaj ją: z tej godziny skorzysta ktoś inny.",
    "two-hours": "Przypominamy o Twojej wizycie.",
    "come-in": "Możesz już wejść do poczekalni.",
  },
  when: "Kiedy",
  where: "Gdzie",
  matter: "Sprawa",
  code: "Kod wizyty",
  comeIn: (hour: string) => `Do poczekalni możesz wejść od ${hour}. Wzywamy według godziny wizyty.`,
  late: "Jeśli się spóźnisz, podaj swój kod w sali obsługi.",
  bring: "Co zabrać i Twój bilet",
  change: "Zmień termin",
  cancel: "Odwołaj wizytę",
  bookAgain: "Umów nową wizytę",
  footer: (hotline: string) =>
    `Tę wiadomość wysłał automat i nie czyta odpowiedzi. Pytania: Poznań Kontakt, tel. ${hotline}.`,
  sms: {
    confirmed: (at: string, street: string, code: string) => `Wizyta umówiona: ${at}, ${street}. Kod ${code}.`,
    moved: (at: string, street: string, code: string) => `Nowy termin wizyty: ${at}, ${street}. Kod ${code}.`,
    cancelled: (at: string, street: string, _code: string) => `Wizyta odwołana: ${at}, ${street}.`,
    "day-before": (at: string, street: string, code: string) =>
      `Przypomnienie o wizycie: ${at}, ${street}. Kod ${code}.`,
    "two-hours": (at: string, street: string, code: string) =>
      `Przypomnienie o wizycie: ${at}, ${street}. Kod ${code}.`,
    "come-in": (at: string, street: string, code: string) => `Możesz wejść. Wizyta: ${at}, ${street}. Kod ${code}.`,
  },
  smsLink: (url: string) => `Twoja wizyta: ${url}`,
  file: "wizyta.ics",
};

export type MessageTexts = typeof messagesPl;
