import { describe, expect, it } from "vitest";
import { keepTogether } from "@/lib/text/texts";

const shown = (text: string): string => keepTogether(text).replaceAll("\u00a0", "_");

describe("what stays on one line", () => {
  it.each([
    ["opłata 2 zł za stronę", "opłata 2_zł za stronę"],
    ["ok. 15 min drogi", "ok. 15_min drogi"],
    ["fotografia 35 × 45 mm, kolorowa", "fotografia 35 × 45_mm, kolorowa"],
    ["podaj kod w sali i z dowodem", "podaj kod w_sali i_z_dowodem"],
    ["ul. Libelta 16/20", "ul._Libelta_16/20"],
    ["deklaracja DT-1 z załącznikiem DT-1/A", "deklaracja_DT-1 z_załącznikiem_DT-1/A"],
    ["tel. 61 646 33 44", "tel. 61_646_33_44"],
  ])("%s", (text, together) => {
    expect(shown(text)).toBe(together);
  });

  it("and what need not", () => {
    expect(shown("2 złote i 3 minuty")).toBe("2 złote i_3 minuty");
    expect(shown("e-mail albo 3 dni")).toBe("e-mail albo 3 dni");
  });
});
