import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hotlineMarks, markedHotline } from "@/app/ui/hotline-marks";
import { ROOT, sourceFiles } from "../support/source-files";

/** The city's line, as its data have it. */
const { hotline } = (
  JSON.parse(readFileSync(join(ROOT, "db/seed/poznan/locations.json"), "utf8")) as {
    readonly other_facts: { readonly hotline: { readonly phone: string; readonly phone_e164: string } };
  }
).other_facts;

describe("the city's line", () => {
  it("has in every sentence the number that its data have", () => {
    const named = sourceFiles(["lib/text"]).flatMap(({ text }) =>
      [...text.matchAll(/Poznań Kontakt: ([\d ]+\d)/g)].map(([, number]) => number),
    );
    expect(named.length).toBeGreaterThan(10);
    expect([...new Set(named)]).toEqual([hotline.phone]);
  });

  it("is read again from where a page carries it", () => {
    const marks = hotlineMarks({ phone: hotline.phone, phoneE164: hotline.phone_e164 });
    expect(Object.keys(marks)).toEqual(["data-hotline", "data-hotline-number"]);
    const dataset = { hotline: marks["data-hotline"], hotlineNumber: marks["data-hotline-number"] };
    expect(markedHotline({ dataset })).toEqual({ phone: hotline.phone, phoneE164: hotline.phone_e164 });
  });
});
