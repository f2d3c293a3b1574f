import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { polishBeside } from "@/app/ui/local";
import { ROOT } from "../support/source-files";

const OURS = ["uk.ts", "booking/uk.ts", "reading/uk.ts", "messages/uk.ts", "api-uk.ts"].map(
  (name) => `lib/text/${name}`,
);
const DATA = ["guides", "procedures", "procedure-texts", "departments", "locations", "example"].map(
  (name) => `db/seed/poznan/${name}.json`,
);
const LONG = "lib/text/long/long-pages.json";

/** Every Ukrainian text of the product, line by line, with its file. */
const lines = [...OURS, ...DATA, LONG].flatMap((path) =>
  readFileSync(join(ROOT, path), "utf8")
    .split("\n")
    .filter((line) => /[а-яіїєґ]/i.test(line))
    .map((line) => `${path}: ${line.trim()}`),
);
const found = (pattern: RegExp): string[] => lines.filter((line) => pattern.test(line));

describe("Ukrainian", () => {
  it("has one apostrophe", () => {
    expect(lines.length).toBeGreaterThan(1_000);
    expect(found(/[а-яіїєґ]['ʼ`´‘][а-яіїєґ]/i)).toEqual([]);
    expect(found(/[а-яіїєґ]’[а-яіїєґ]/i).length).toBeGreaterThan(50);
  });

  it("has one word for one thing: what others say for it stands nowhere", () => {
    for (const [thing, others] of [
      ["талон", /код із квитка|номерок/i],
      ["будівля", /інш(ого|ому) будинк/i],
      ["віконце", /стійк[аиуо]/i],
      ["скасувати; what is undone is given back", /відмін(ити|ено)/i],
      ["мерія", /міська адміністрація|керівництву установи|працівники установи|"Адреса установи"/i],
      ["наліпка", /(?<!")наклейк/i],
      ["строк", /термін(у|и|ом)?[ .,"]/i],
    ] as const) {
      const kept = found(others).filter((line) => !line.includes('"перенести термін оплати"'));
      expect(kept, thing).toEqual([]);
    }
    const ours = found(/установ/i).filter((line) => OURS.some((path) => line.startsWith(path)));
    expect(ours).toEqual([expect.stringContaining("elsewhereMore")]);
  });
});

describe("the Polish name of a matter", () => {
  const name = { pl: "Meldunek", en: "Residence registration", uk: "Реєстрація місця проживання" };

  it("stands beside a translation that does not hold it", () => {
    expect(polishBeside({ text: name, language: "uk" })).toBe("Meldunek");
    expect(polishBeside({ text: name, language: "en" })).toBe("Meldunek");
  });

  it("does not beside itself, nor where the translation says it, nor where there is none", () => {
    expect(polishBeside({ text: name, language: "pl" })).toBeNull();
    expect(polishBeside({ text: { pl: "CEIDG", uk: "Запис до CEIDG" }, language: "uk" })).toBeNull();
    expect(polishBeside({ text: { pl: "Ulgi" }, language: "uk" })).toBeNull();
  });
});
