import { describe, expect, it } from "vitest";
import { mendedPath } from "@/lib/address/mended";

const TOKEN = "Aa0_-AAAAAAAAAAAAAAAA-";
const TICKET = `/wizyta/${TOKEN}`;

describe("an address as a camera or a mail program gives it", () => {
  it.each([
    ["/Q/gronowa", "/q/gronowa"],
    ["/Q/GRONOWA", "/q/GRONOWA"],
    ["/EN/Q/gronowa", "/en/q/gronowa"],
    ["/q/gronowa.", "/q/gronowa"],
    ["/q/gronowa/prawo-jazdy),", "/q/gronowa/prawo-jazdy"],
    ["/WIZYTA", "/wizyta"],
    [`/Wizyta/${TOKEN}/ODWOLAJ`, `${TICKET}/odwolaj`],
    ["/Sprawy/Dowod-Osobisty", "/sprawy/dowod-osobisty"],
    ["/Rezerwacja/WSOiUK", "/rezerwacja/WSOiUK"],
    ...[".", ")", ",", ">", "”", "%E2%80%9D", "%29", "%2C", ".)", "./", "%20", "%E2%80%8B", ";", "!", "'", "*"].map(
      (end) => [TICKET + end, TICKET],
    ),
    [`/uk${TICKET}).`, `/uk${TICKET}`],
    [`${TICKET}/wizyta.ics.`, `${TICKET}/wizyta.ics`],
  ])("%s means %s", (given, meant) => {
    expect(mendedPath(given)).toBe(meant);
    expect(mendedPath(meant)).toBeNull();
  });

  it.each([
    "/",
    "/q/gronowa",
    "/q/gronowa/",
    "/q/gron%C3%B3wa",
    TICKET,
    `${TICKET}/`,
    "/wydzialy/WSOiUK",
    "/nikt.",
    "/%E0)",
  ])("%s is left as it is", (path) => {
    expect(mendedPath(path)).toBeNull();
  });
});
