import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS, noticesOn } from "@/lib/domain/city/settings";
import { settingSchemas } from "@/lib/forms/settings";

const mask = { pl: "Prosimy o założenie maseczki.", en: "Please wear a mask." };
const everywhere = { pl: "Winda nie działa." };
const settings = {
  ...DEFAULT_SETTINGS,
  notices: [
    { location: "libelta", from: "2026-11-23", until: "2026-11-30", text: mask },
    { location: null, from: "2026-11-30", until: "2026-11-30", text: everywhere },
  ],
};

describe("notices by date", () => {
  it("hold from the first to the last day, at their building or at all", () => {
    const at = (location: string, date: string) => noticesOn(settings, location, date);
    expect(at("libelta", "2026-11-22")).toEqual([]);
    expect(at("libelta", "2026-11-23")).toEqual([mask]);
    expect(at("libelta", "2026-11-30")).toEqual([mask, everywhere]);
    expect(at("libelta", "2026-12-01")).toEqual([]);
    expect(at("gronowa", "2026-11-23")).toEqual([]);
    expect(at("gronowa", "2026-11-30")).toEqual([everywhere]);
  });

  it("are read from JSON, and refused where a day, a text or the order of days is wrong", () => {
    const read = (value: unknown) => settingSchemas.notices.safeParse(JSON.stringify(value));
    expect(read(settings.notices).data).toEqual(settings.notices);
    expect(read([{ from: "2026-11-23", until: "2026-11-23", text: mask }]).data?.[0]?.location).toBeNull();
    const [one] = settings.notices;
    for (const wrong of [
      { ...one, until: "2026-11-22" },
      { ...one, from: "2026-02-30" },
      { ...one, text: { en: "only English" } },
      { ...one, text: { pl: "" } },
      { ...one, until: undefined },
      { ...one, colour: "red" },
    ])
      expect([wrong, read([wrong]).success]).toEqual([wrong, false]);
    for (const text of ["", "{", "null", "7", "{}"]) expect(settingSchemas.notices.safeParse(text).success).toBe(false);
  });
});
