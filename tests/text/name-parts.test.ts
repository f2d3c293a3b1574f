import { describe, expect, it } from "vitest";
import { namePartsOf } from "@/lib/text/name-parts";

describe("the name of a matter in two lines", () => {
  it.each([
    ["Meldunek (zameldowanie, wymeldowanie, wyjazd)", "Meldunek", "zameldowanie, wymeldowanie, wyjazd"],
    ["Numer PESEL (także PESEL UKR)", "Numer PESEL", "także PESEL UKR"],
    ["Dowód osobisty – złożenie wniosku", "Dowód osobisty – złożenie wniosku", null],
    ["Ulgi (np. emeryci) i zwolnienia", "Ulgi (np. emeryci) i zwolnienia", null],
    ["(bez nazwy)", "(bez nazwy)", null],
    ["Opłaty (a) (b)", "Opłaty (a)", "b"],
    ["", "", null],
  ])("%s", (text, name, detail) => {
    expect(namePartsOf(text)).toEqual({ name, detail });
  });
});
