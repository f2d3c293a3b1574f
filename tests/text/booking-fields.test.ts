import { describe, expect, it } from "vitest";
import { faultsOfDetails, readDetails } from "@/lib/forms/booking";
import { readContact } from "@/lib/forms/contact";

describe("one contact", () => {
  it.each([
    ["600 700 800", "+48600700800"],
    ["600-700-800", "+48600700800"],
    ["+48 600 700 800", "+48600700800"],
    ["0048 600 700 800", "+48600700800"],
    [" 61 646 33 44 ", "+48616463344"],
    ["+380 44 123 45 67", "+380441234567"],
    ["Ala.Nowak@Example.PL", "ala.nowak@example.pl"],
  ])("%s is kept as %s", (typed, kept) => {
    expect(readContact(typed)).toBe(kept);
  });

  it.each([
    "",
    "600 70",
    "600 123",
    "60070080",
    "12345678901234567890",
    "ala@",
    "@example.pl",
    "ala@example",
    "tel. 600 700 800",
    "nobody",
  ])("%j is none", (typed) => {
    expect(readContact(typed)).toBeNull();
  });
});

describe("the form of the calendar", () => {
  const right = { name: " Ewa Żółć-Łoś ", contact: "600 700 800", language: "uk" };

  it("reads what is right", () => {
    expect(faultsOfDetails(right)).toEqual({});
    expect(readDetails(right)).toEqual({ name: "Ewa Żółć-Łoś", contact: "+48600700800", language: "uk" });
  });

  it.each([
    [{ name: " " }, { name: "nameMissing" }],
    [{ name: "x".repeat(101) }, { name: "nameOdd" }],
    [{ name: "Ala\u0000" }, { name: "nameOdd" }],
    [{ contact: "" }, { contact: "contactMissing" }],
    [{ contact: "600" }, { contact: "phoneOdd" }],
    [{ contact: "+48 (61) 646" }, { contact: "phoneOdd" }],
    [{ contact: "ala@example" }, { contact: "emailOdd" }],
    [{ contact: "tel. 600 700 800" }, { contact: "contactOdd" }],
    [{ language: "de" }, { language: "languageOdd" }],
    [
      { name: "", contact: "x" },
      { name: "nameMissing", contact: "contactOdd" },
    ],
  ])("says what is wrong with %j", (over, faults) => {
    expect(faultsOfDetails({ ...right, ...over })).toEqual(faults);
    expect(readDetails({ ...right, ...over })).toBeNull();
  });
});
