// Not yet checked by a native reader.
import { civilDateAt } from "@/lib/domain/civil-time";
import type { Instant } from "@/lib/domain/tick";
import type { ApiTexts } from "./api-pl";
import { formatsFor } from "./format";

const { hour, date, dateFrom } = formatsFor("uk");

const moment = (at: Instant): string => `${date(civilDateAt(at))}, ${hour(at)}`;

/** What the API says in Ukrainian. */
export const apiUk: ApiTexts = {
  language: "uk",

  malformedJson: "Тіло запиту не є правильним документом JSON у кодуванні UTF-8.",
  tooLarge: "Тіло запиту може мати щонайбільше 64 kB.",
  notJson: "Тіло запиту має бути типу application/json.",
  foreignOrigin: "З іншого вебсайту тут нічого не можна змінити.",
  notLocal: "Демонстраційний годинник переводять лише з того самого комп'ютера.",
  noDemo: "Такої адреси немає.",
  stopping: "Сервер саме завершує роботу. Спробуйте ще раз за мить.",
  slow: (seconds: number) => `Забагато запитів за короткий час. Спробуйте ще раз через ${seconds} с.`,
  internal: "Щось не вдалося з нашого боку. Нічого з підтвердженого не втрачено.",
  notSaved: (hotline) =>
    `Зараз ми не можемо нічого зберегти, і нічого не змінилося. Спробуйте ще раз за мить або зателефонуйте: ${hotline.name}, ${hotline.phone}.`,

  paused: "Зараз час не надається. Уже записані візити чинні. Зателефонуйте до Poznań Kontakt: 61 646 33 44.",

  unknownPlace: "Немає такої будівлі або такої групи справ. Повний список дає GET /api/v1/locations.",
  unknownVisit: "Такого візиту немає.",
  methodNotAllowed: (methods) => `Ця адреса приймає лише: ${methods}.`,
  noSuchAddress: "За цією адресою нічого немає. Усі адреси описує GET /api/v1/openapi.json.",
  tooLate: "Цей візит уже не можна скасувати: він триває або закінчився.",
  tooLateToMove: "Час цього візиту вже не можна змінити: він триває, закінчився або його скасовано.",
  offerOfOther: "Ця пропозиція стосується іншого будинку, іншої групи справ або іншої кількості справ, ніж візит.",

  taken: "Цей час щойно зайняли.",
  expired: "Ця пропозиція часу вже не дійсна.",
  soldOut: "Цей час зайняли, а інших вільних того дня немає.",
  keyReused: "Цим ключем Idempotency-Key уже зайнято візит іншим запитом.",
  contactLimit: {
    group: (max, hotline) =>
      `На цю адресу або номер уже є стільки дійсних візитів у цій групі справ, скільки може бути (${max}). Скасуйте один із них або зателефонуйте до ${hotline.name}, ${hotline.phone}.`,
    all: (max, hotline) =>
      `На цю адресу або номер уже є стільки дійсних візитів, скільки може бути (${max}). Скасуйте один із них або зателефонуйте до ${hotline.name}, ${hotline.phone}.`,
  },
  limit: (max, hotline) =>
    `Кількість дійсних візитів одного дня з тієї самої мережі обмежена (${max}). Підійдіть до рецепції в будівлі або зателефонуйте: ${hotline.name}, ${hotline.phone}.`,

  notOpenYet: (department, firstDay) => `${department} приймає з ${dateFrom(firstDay)}.`,
  bookingNotOpen: (department, opensAt) => `${department}: запис розпочнеться: ${moment(opensAt)}.`,
  closed: (day, why) => `Установа не працює: ${date(day)}${why === null ? "" : ` (${why})`}.`,
  tooFar: (lastDay) => `Зараз можна записатися щонайпізніше на день: ${date(lastDay)}.`,
  past: (at) => `Цей час уже минув: ${moment(at)}.`,
  noSuchStart: (at) => `У цей час не починається жоден візит: ${moment(at)}.`,
  walkInOnly: (caseGroup, at) =>
    `Група справ «${caseGroup}» приймає лише того самого дня, без запису наперед. Вибраний день: ${date(civilDateAt(at))}.`,
  notServedHere: (caseGroup, location) => `Групу справ «${caseGroup}» не обслуговують у будівлі: ${location}.`,
  tooManyCases: (max) => `Кількість справ або осіб за один візит: щонайбільше ${max}.`,

  invalid: "Виправте зазначені поля.",
  unexpectedField: "Цього поля ми не приймаємо. Видаліть його.",
  fields: {
    body: "Тіло запиту має бути об'єктом JSON.",
    location: "Вкажіть ідентифікатор будівлі.",
    caseGroup: "Вкажіть ідентифікатор групи справ.",
    cases: "Вкажіть кількість справ або осіб: ціле число від 1 до 99.",
    date: "Вкажіть день у вигляді РРРР-ММ-ДД, наприклад 2026-11-24.",
    start: "Вкажіть початок візиту у вигляді ISO 8601 із часовим поясом, наприклад 2026-11-24T09:10:00+01:00.",
    name: "Вкажіть ім'я та прізвище: від 1 до 100 символів.",
    contact: "Вкажіть адресу електронної пошти або номер телефону, наприклад +48 600 700 800.",
    language: "Вкажіть мову: pl, en або uk.",
    offer: "Вкажіть пропозицію часу точно так, як її видано.",
    "Idempotency-Key":
      "Вкажіть заголовок Idempotency-Key: від 16 до 200 друкованих символів ASCII, яких не вибере ніхто інший, наприклад випадковий UUID.",
    advance: "Вкажіть тривалість у вигляді ISO 8601, наприклад PT10M: вперед, щонайбільше 366 днів.",
    step: "Вкажіть тривалість у вигляді ISO 8601, наприклад PT2H або -PT2H: щонайбільше 366 днів.",
  },
};
