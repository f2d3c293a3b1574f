import Holidays from "date-holidays";
import type { LocalText } from "@/lib/domain/city/city";
import type { HolidayOn } from "@/lib/domain/city/day-plan";
import type { CivilDate } from "@/lib/domain/time/civil-time";

/** What the library lacks in Ukrainian, by the Polish name. */
const UKRAINIAN: Readonly<Record<string, string>> = {
  "Nowy Rok": "Новий рік",
  "Święto Trzech Króli": "Богоявлення (Три Царі)",
  "Niedziela Wielkanocna": "Великдень",
  "Drugi dzień Wielkanocy": "Великодній понеділок",
  "Święto Pracy": "День праці",
  "Święto Narodowe Trzeciego Maja": "День Конституції 3 травня",
  "Zielone Świątki": "Трійця",
  "Dzień Bożego Ciała": "Свято Божого Тіла",
  "Wniebowzięcie Najświętszej Maryi Panny": "Успіння Пресвятої Богородиці",
  "Wszystkich Świętych": "День усіх святих",
  "Narodowe Święto Niepodległości": "День незалежності Польщі",
  "Wigilia Bożego Narodzenia": "Святвечір",
  "Pierwszy dzień Bożego Narodzenia": "Різдво",
  "Drugi dzień Bożego Narodzenia": "Другий день Різдва",
};

/** A day that the library gives two names ("Święto Państwowe; Święto Pracy") is known by the second. */
const commonName = (name: string): string => name.split(";").at(-1)?.trim() ?? name;

/** Statutory holidays of Poland by day (24 December since 2025), computed once per year. Server only: 231 kB. */
export function polishHolidays(): HolidayOn {
  const names = new Holidays("PL", { types: ["public"] });
  const years = new Map<string, ReadonlyMap<CivilDate, LocalText>>();
  const ofYear = (year: string): ReadonlyMap<CivilDate, LocalText> => {
    const known = years.get(year);
    if (known) return known;
    const english = new Map(
      names.getHolidays(Number(year), "en").map((day) => [day.date.slice(0, 10), commonName(day.name)]),
    );
    const days = names.getHolidays(Number(year), "pl").map((day): [CivilDate, LocalText] => {
      const date = day.date.slice(0, 10);
      const pl = commonName(day.name);
      return [date, { pl, en: english.get(date) ?? pl, uk: UKRAINIAN[pl] ?? pl }];
    });
    years.set(year, new Map(days));
    return ofYear(year);
  };
  return (date) => ofYear(date.slice(0, 4)).get(date) ?? null;
}
