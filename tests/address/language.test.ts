import { describe, expect, it } from "vitest";
import { bookingPath, isFormPath } from "@/lib/address/booking-step";
import { prefixOf, scannedAt } from "@/lib/address/language";

describe("what an address begins with", () => {
  it("is the language, and nothing in Polish", () => {
    expect((["pl", "en", "uk"] as const).map(prefixOf)).toEqual(["", "/en", "/uk"]);
  });
});

describe("what was scanned", () => {
  it.each([
    ["/q/gronowa", ["gronowa"]],
    ["/Q/Gronowa/Prawo-Jazdy", ["Gronowa", "Prawo-Jazdy"]],
    ["/en/q/gronowa/prawo-jazdy", ["gronowa", "prawo-jazdy"]],
    ["/UK/Q/gronowa", ["gronowa"]],
    ["/", []],
    ["/budynki/gronowa", []],
    ["/quiet/gronowa", []],
    ["/wizyta/q/gronowa", []],
  ])("%s is %j", (pathname, parts) => expect(scannedAt(pathname)).toEqual(parts));
});

describe("the form for name and contact", () => {
  const place = { department: "WSOiUK", caseGroup: "meldunki", location: "libelta" };

  it("is known by its address with a query", () => {
    expect(isFormPath(bookingPath({ at: "details", ...place }, { start: 5_984_737 }))).toBe(true);
    for (const other of [
      bookingPath({ at: "check", ...place }, { start: 5_984_737 }),
      bookingPath({ at: "days", ...place }, { cases: 2 }),
      bookingPath({ at: "details", ...place }),
      "/q/libelta/meldunki/dane?start=1",
      "/",
    ])
      expect([other, isFormPath(other)]).toEqual([other, false]);
  });
});
