import type { MessageTexts } from "./pl";

export const messagesEn: MessageTexts = {
  subject: {
    confirmed: (day, hour) => `Visit booked: ${day}, ${hour}`,
    moved: (day, hour) => `New time of your visit: ${day}, ${hour}`,
    cancelled: (day, hour) => `Visit cancelled: ${day}, ${hour}`,
    "day-before": (day, hour) => `Reminder of your visit: ${day}, ${hour}`,
    "two-hours": (day, hour) => `Reminder of your visit: ${day}, ${hour}`,
    "come-in": (day, hour) => `You may come into the waiting room: ${day}, ${hour}`,
  },
  lead: {
    confirmed: "Your visit is booked. There is nothing to confirm.",
    moved: "Your visit has a new time. The earlier one no longer holds; the code is the same.",
    cancelled: "This visit is cancelled. Its time goes to somebody else.",
    "day-before": "A reminder of your visit. If you cannot come, please cancel it: somebody else can have the time.",
    "two-hours": "A reminder of your visit.",
    "come-in": "You may come into the waiting room now.",
  },
  when: "When",
  where: "Where",
  matter: "Matter",
  code: "Visit code",
  comeIn: (hour) => `You may come into the waiting room from ${hour}. People are called by the time of their visit.`,
  late: "If you are late, give your code in the service hall.",
  bring: "What to bring, and your ticket",
  change: "Change the time",
  cancel: "Cancel the visit",
  bookAgain: "Book another visit",
  footer: (hotline) =>
    `This message was sent automatically and replies are not read. Questions: Poznań Kontakt, phone ${hotline}.`,
  sms: {
    confirmed: (at, street, code) => `Visit booked: ${at}, ${street}. Code ${code}.`,
    moved: (at, street, code) => `New time of your visit: ${at}, ${street}. Code ${code}.`,
    cancelled: (at, street) => `Visit cancelled: ${at}, ${street}.`,
    "day-before": (at, street, code) => `Reminder of your visit: ${at}, ${street}. Code ${code}.`,
    "two-hours": (at, street, code) => `Reminder of your visit: ${at}, ${street}. Code ${code}.`,
    "come-in": (at, street, code) => `You may come in. Visit: ${at}, ${street}. Code ${code}.`,
  },
  smsLink: (url) => `Your visit: ${url}`,
  file: "visit.ics",
};
