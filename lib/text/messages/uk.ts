import type { MessageTexts } from "./pl";

// Not yet checked by a native reader.
export const messagesUk: MessageTexts = {
  subject: {
    confirmed: (day, hour) => `Візит записано: ${day}, ${hour}`,
    moved: (day, hour) => `Новий час візиту: ${day}, ${hour}`,
    cancelled: (day, hour) => `Візит скасовано: ${day}, ${hour}`,
    "day-before": (day, hour) => `Нагадування про візит: ${day}, ${hour}`,
    "two-hours": (day, hour) => `Нагадування про візит: ${day}, ${hour}`,
    "come-in": (day, hour) => `Можна зайти до зали очікування: ${day}, ${hour}`,
  },
  lead: {
    confirmed: "Ваш візит записано. Нічого підтверджувати не треба.",
    moved: "Ваш візит має новий час. Попередній уже не діє, код той самий.",
    cancelled: "Цей візит скасовано. Його час отримає хтось інший.",
    "day-before": "Нагадуємо про ваш візит. Якщо не можете прийти, скасуйте його: цей час отримає хтось інший.",
    "two-hours": "Нагадуємо про ваш візит.",
    "come-in": "Ви вже можете зайти до зали очікування.",
  },
  when: "Коли",
  where: "Де",
  matter: "Справа",
  code: "Код візиту",
  comeIn: (hour) => `До зали очікування можна зайти від ${hour}. Викликаємо за часом візиту.`,
  late: "Якщо запізнитеся, назвіть свій код у залі обслуговування.",
  bring: "Що взяти з собою і ваш талон",
  change: "Змінити час",
  cancel: "Скасувати візит",
  bookAgain: "Записатися на новий візит",
  footer: (hotline) =>
    `Це повідомлення надіслано автоматично, відповіді не читаються. Питання: Poznań Kontakt, тел. ${hotline}.`,
  sms: {
    confirmed: (at, street, code) => `Візит записано: ${at}, ${street}. Код ${code}.`,
    moved: (at, street, code) => `Новий час візиту: ${at}, ${street}. Код ${code}.`,
    cancelled: (at, street) => `Візит скасовано: ${at}, ${street}.`,
    "day-before": (at, street, code) => `Нагадування про візит: ${at}, ${street}. Код ${code}.`,
    "two-hours": (at, street, code) => `Нагадування про візит: ${at}, ${street}. Код ${code}.`,
    "come-in": (at, street, code) => `Можна зайти. Візит: ${at}, ${street}. Код ${code}.`,
  },
  smsLink: (url) => `Ваш візит: ${url}`,
  file: "vizyt.ics",
};
