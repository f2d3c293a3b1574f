import type { Language } from "./language";

/** The words of the error page: the only texts that a script carries, so they stand alone. */
export const FAILURE: Readonly<
  Record<Language, Readonly<Record<"title" | "text" | "again" | "lost" | "lostText" | "stillLost", string>>>
> = {
  pl: {
    title: "Coś poszło nie tak",
    text: "Nie możemy teraz pokazać tej strony. Nic, co zostało potwierdzone, nie przepadło. Spróbuj jeszcze raz za chwilę albo zadzwoń.",
    again: "Spróbuj ponownie",
    lost: "Nie ma połączenia",
    lostText:
      "Nie wiemy, czy Twój ostatni krok dotarł do urzędu. Gdy połączenie wróci, sprawdzimy to: jeśli termin jest Twój, zobaczysz bilet.",
    stillLost: "Nadal nie ma połączenia.",
  },
  en: {
    title: "Something went wrong",
    text: "We cannot show this page now. Nothing that was confirmed is lost. Try again in a moment, or call.",
    again: "Try again",
    lost: "No connection",
    lostText:
      "We do not know whether your last step reached the office. Once you are connected again we will check: if the time is yours, you will see the ticket.",
    stillLost: "Still no connection.",
  },
  uk: {
    title: "Щось пішло не так",
    text: "Зараз ми не можемо показати цю сторінку. Нічого з підтвердженого не втрачено. Спробуйте ще раз за мить або зателефонуйте.",
    again: "Спробувати ще раз",
    lost: "Немає з'єднання",
    lostText:
      "Ми не знаємо, чи ваш останній крок дійшов до мерії. Коли з'єднання повернеться, ми перевіримо: якщо час ваш, ви побачите талон.",
    stillLost: "З'єднання досі немає.",
  },
};
