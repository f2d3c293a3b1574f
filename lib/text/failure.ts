import type { Language } from "./language";

/** The words of the error page: the only texts that a script carries, so they stand alone. */
export const FAILURE: Readonly<Record<Language, Readonly<Record<"title" | "text" | "again", string>>>> = {
  pl: {
    title: "Coś poszło nie tak",
    text: "Nie możemy teraz pokazać tej strony. Nic, co zostało potwierdzone, nie przepadło. Spróbuj jeszcze raz za chwilę albo zadzwoń.",
    again: "Spróbuj ponownie",
  },
  en: {
    title: "Something went wrong",
    text: "We cannot show this page now. Nothing that was confirmed is lost. Try again in a moment, or call.",
    again: "Try again",
  },
  uk: {
    title: "Щось пішло не так",
    text: "Зараз ми не можемо показати цю сторінку. Нічого з підтвердженого не втрачено. Спробуйте ще раз за мить або зателефонуйте.",
    again: "Спробувати ще раз",
  },
};
