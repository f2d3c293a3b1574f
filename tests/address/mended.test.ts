import { describe, expect, it } from "vitest";
import { mendedPath } from "@/lib/address/mended";
import { ROUTES } from "@/lib/address/routes";

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

  it("means the same in capitals and with a point behind it, whichever page it is", () => {
    const pages = ROUTES.filter(({ audience, pattern }) => audience === "resident" && pattern !== "/");
    const heads = [...new Set(pages.map(({ pattern }) => `/${pattern.split("/")[1]}`))];
    expect(heads).toEqual(expect.arrayContaining(["/kontakt", "/jak-to-dziala", "/prywatnosc"]));
    for (const head of heads) {
      expect([head, mendedPath(head.toUpperCase()), mendedPath(`${head}.`)]).toEqual([head, head, head]);
      expect(mendedPath(`/EN${head.toUpperCase()}),`)).toBe(`/en${head}`);
    }
    for (const other of ["/API/v1/locations", "/LIVEZ", "/Dane/kopie.json", "/_NEXT/static"])
      expect(mendedPath(other)).toBeNull();
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
