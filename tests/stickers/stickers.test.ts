import { beforeAll, describe, expect, test } from "vitest";
import { addressLines } from "../../lib/stickers/address-lines";
import {
  checkSticker,
  codesOf,
  eachPage,
  rasterOf,
  STICKER_DPI,
  StickerUnreadableError,
} from "../../lib/stickers/check-sticker";
import { printSticker } from "../../lib/stickers/print-sticker";
import { QUIET_MODULES, qrDrawing, type StickerSize, stickerFor } from "../../lib/stickers/sticker";
import { LAYOUTS, MM } from "../../lib/stickers/sticker-layout";
import { renderSticker } from "../../lib/stickers/sticker-pdf";
import { hotlineParts, officeAndPlace, unbroken } from "../../lib/stickers/sticker-text";

/** The text that a PDF reader finds in the sticker. */
const textOf = async (pdf: Uint8Array): Promise<string> =>
  (await eachPage(pdf, async (page) => page.getText())).join("\n");

const OFFICE = "Urząd Miasta Poznania";
const SIZES: readonly StickerSize[] = ["a4", "a6"];

const libelta = building("libelta", "LIB", "ul. Libelta 16/20");
const gronowa = building("gronowa", "GRO", "ul. Gronowa 22A");
const czerwca = building("28-czerwca", "DEB", "ul. 28 Czerwca 1956 r. nr 404", " (Dębiec)");
const slowackiego = building("slowackiego", "SLO", "ul. Słowackiego 22");
const BUILDINGS = [libelta, gronowa, czerwca, slowackiego];

const longestGroup = {
  id: "odbior-dowodu-rejestracyjnego",
  name: { pl: "Zmiana imienia lub nazwiska, powrót do nazwiska po rozwodzie" },
};

function building(id: string, stickerCode: string, street: string, district = "") {
  return { id, stickerCode, street, name: { pl: `${OFFICE}, ${street}${district}` } };
}

function aSticker(location = gronowa, change: { publicUrl?: string; caseGroup?: typeof longestGroup } = {}) {
  return stickerFor({
    publicUrl: "https://wizyty.um.poznan.pl",
    city: "Poznań",
    hotline: "Poznań Kontakt 61 646 33 44",
    location,
    ...change,
  });
}

const EVERY = SIZES.flatMap((size) => BUILDINGS.map((location) => ({ size, location, id: location.id })));

describe.each(EVERY)("the $size sticker of $id", ({ size, location }) => {
  let pdf: Uint8Array;
  beforeAll(async () => {
    pdf = await printSticker(aSticker(location), size);
  });

  test("reads back as exactly its address, at least 30 mm wide", async () => {
    const [codes, ...more] = await codesOf(pdf);
    expect(more).toEqual([]);
    expect(codes?.map((code) => code.text)).toEqual([`https://wizyty.um.poznan.pl/q/${location.id}`]);
    expect(codes?.[0]?.widthMm).toBeGreaterThan(30);
    expect(codes?.[0]?.widthMm).toBeCloseTo(LAYOUTS[size].code, 0);
  });

  test("says in letters that can be searched what it is for and where it hangs", async () => {
    const text = plain(await textOf(pdf));
    expect(text).toContain("Nie masz umówionej wizyty? Zeskanuj kod i zajmij najbliższy wolny termin.");
    expect(text).toContain("No appointment? Scan the code and take the next free time.");
    expect(text).toContain("Не маєте запису? Відскануйте код і забронюйте найближчий вільний час.");
    expect(text).toContain(`${OFFICE} ${officeAndPlace(aSticker(location)).place}`);
    expect(text).toContain(`Naklejka ${location.stickerCode}-01`);
    expect(text).toContain("Poznań Kontakt 61 646 33 44");
    expect(text).toContain("Nigdy nie pytamy o numer PESEL, dane karty ani hasła.");
    expect(text.replaceAll(" ", "")).toContain(`https://wizyty.um.poznan.pl/q/${location.id}`);
  });

  test("carries every font it prints with, as a print shop demands", () => {
    const fonts = [
      ...Buffer.from(pdf)
        .toString("latin1")
        .matchAll(/\/BaseFont \/(?:[A-Z]{6}\+)?([\w-]+)/g),
    ];
    expect(new Set(fonts.map(([, name]) => name))).toEqual(
      new Set(["SourceSans3-Regular", "SourceSans3-SemiBold", "SourceSans3-ExtraBold"]),
    );
  });

  test("is one page of exactly that paper", () => {
    const { width, height } = LAYOUTS[size];
    expect(pageSizesMm(pdf)).toEqual([[width, height]]);
  });
});

/** The longest and the shortest texts that a sticker meets. */
const EXTREMES = SIZES.flatMap((size) => [
  { size, what: "the longest case group", sticker: aSticker(czerwca, { caseGroup: longestGroup }) },
  { size, what: "a laptop's own address", sticker: aSticker(libelta, { publicUrl: "http://localhost:3000" }) },
  { size, what: "the city's address", sticker: aSticker(slowackiego) },
  {
    size,
    what: "an address too long for two lines with its scheme",
    sticker: aSticker(gronowa, { publicUrl: "https://rezerwacje-wizyt.urzad-miasta.poznan.example.org" }),
  },
]);

describe.each(EXTREMES)("$what on $size", ({ size, sticker }) => {
  test("reads back, is printed whole, and leaves paper around the ticket and around the code", async () => {
    const pdf = await printSticker(sticker, size);
    const text = plain(await textOf(pdf)).replaceAll(" ", "");
    expect(text).toContain(sticker.url.replace(/^https?:\/\//, ""));
    const [page] = await rasterOf(pdf);
    const [[code] = []] = await codesOf(pdf);
    if (page === undefined || code === undefined) throw new Error("the sticker has no page or no code");
    const quiet = (code.widthMm / qrDrawing(sticker.url).modules) * QUIET_MODULES;
    expect(darkPixels(page, around(code, quiet))).toBe(0);
    expect(darkPixels(page, outside(size))).toBe(0);
  });
});

test("a sticker of one case group leads to that group's offer and names it", async () => {
  const sticker = aSticker(gronowa, { caseGroup: { id: "prawo-jazdy", name: { pl: "Prawo jazdy" } } });
  expect(sticker.url).toBe("https://wizyty.um.poznan.pl/q/gronowa/prawo-jazdy");
  const pdf = await printSticker(sticker, "a6");
  expect((await codesOf(pdf)).flat().map((code) => code.text)).toEqual([sticker.url]);
  expect(plain(await textOf(pdf))).toContain("Tylko ta sprawa Prawo jazdy");
});

test("a code with a scratch still reads: a quarter of it may be lost", async () => {
  const sticker = aSticker();
  const pdf = await renderSticker(sticker, "a6", { code: blotted(sticker.url, "M14 14h6v6h-6z") });
  await expect(checkSticker(pdf, sticker.url)).resolves.toBeUndefined();
});

test("a destroyed code is refused, with nothing read", async () => {
  const sticker = aSticker();
  const pdf = await renderSticker(sticker, "a6", { code: blotted(sticker.url, "M4 9h25v16h-25z") });
  const refusal = await checkSticker(pdf, sticker.url).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(StickerUnreadableError);
  expect(refusal).toMatchObject({ expectedUrl: sticker.url, read: [[]] });
});

test("a sticker that leads elsewhere is refused, and the refusal says where", async () => {
  const pdf = await printSticker(aSticker(gronowa), "a6");
  const refusal = await checkSticker(pdf, aSticker(libelta).url).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(StickerUnreadableError);
  expect(refusal).toMatchObject({ read: [["https://wizyty.um.poznan.pl/q/gronowa"]] });
});

test("an address that only begins alike is refused", async () => {
  const pdf = await printSticker(aSticker(gronowa), "a6");
  await expect(checkSticker(pdf, `${aSticker(gronowa).url}/`)).rejects.toThrow(StickerUnreadableError);
});

test("the sticker's number counts per building, and the public address may end with a slash", () => {
  const order = { publicUrl: "http://localhost:3000/", city: "Poznań", hotline: "", location: libelta };
  expect(stickerFor(order)).toMatchObject({ number: "LIB-01", url: "http://localhost:3000/q/libelta" });
  expect(stickerFor({ ...order, ordinal: 12 })).toMatchObject({ number: "LIB-12" });
});

test("a building named after its street says the street once, with its district", () => {
  expect(officeAndPlace(aSticker(czerwca))).toEqual({
    office: OFFICE,
    place: "ul. 28 Czerwca 1956 r. nr 404 (Dębiec)",
  });
  expect(officeAndPlace({ ...aSticker(), building: "Ratusz", street: "Stary Rynek 1" })).toEqual({
    office: "Ratusz",
    place: "Stary Rynek 1",
  });
});

test("an address is printed whole: on one line, before its path on two, without its scheme, on three", () => {
  const room = (width: number) => ({
    width,
    oneLine: { least: 20, most: 28 },
    broken: { least: 12, most: 22 },
    measure: (text: string) => text.length / 2,
  });
  const url = "https://a.example/q/gronowa/prawo-jazdy";
  expect(addressLines(url, room(600))).toEqual({ lines: [url], fontSize: 28 });
  expect(addressLines(url, room(390))).toEqual({ lines: [url], fontSize: 20 });
  expect(addressLines(url, room(389)).lines).toEqual(["https://a.example", "/q/gronowa/prawo-jazdy"]);
  expect(addressLines("https://a-very-long-host.example/q/x", room(160)).lines).toEqual([
    "a-very-long-host.example",
    "/q/x",
  ]);
  expect(addressLines(url, room(110)).lines).toEqual(["https://a.example", "/q/gronowa/", "prawo-jazdy"]);
});

test("a line never ends with a short word, nor a text with one alone; a phone number stays together", () => {
  expect(unbroken("Zaświadczenie o stanie cywilnym")).toBe("Zaświadczenie o\u00a0stanie cywilnym");
  expect(unbroken("konkordatowego lub za granicą")).toBe("konkordatowego lub za\u00a0granicą");
  expect(unbroken("niezaleganie, stan konta")).toBe("niezaleganie, stan\u00a0konta");
  expect(unbroken("CEIDG - wpis i wykreślenie")).toBe("CEIDG\u00a0– wpis i\u00a0wykreślenie");
  expect(unbroken("ul. 28 Czerwca 1956 r. nr 404 (Dębiec)")).toBe(
    "ul.\u00a028 Czerwca 1956\u00a0r. nr\u00a0404 (Dębiec)",
  );
  expect(hotlineParts("Poznań Kontakt 61 646 33 44")).toEqual({
    name: "Poznań Kontakt",
    number: "61\u00a0646\u00a033\u00a044",
  });
});

function blotted(url: string, blot: string) {
  const code = qrDrawing(url);
  return { ...code, path: code.path + blot };
}

function plain(text: string): string {
  return text.replace(/\s+/gu, " ");
}

function pageSizesMm(pdf: Uint8Array): number[][] {
  const boxes = Buffer.from(pdf)
    .toString("latin1")
    .matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g);
  return [...boxes].map(([, width, height]) => [mm(width), mm(height)]);
}

/** Hundredths of a millimetre are finer than any printer. */
function mm(points: string | undefined): number {
  return Math.round((Number(points) / MM) * 100) / 100;
}

type Region = (xMm: number, yMm: number) => boolean;

/** The band around a code that must stay white. */
function around(code: { readonly widthMm: number; readonly corner: { x: number; y: number } }, quiet: number): Region {
  const edge = 0.5;
  const left = (code.corner.x / STICKER_DPI) * 25.4;
  const top = (code.corner.y / STICKER_DPI) * 25.4;
  const within = (x: number, y: number, by: number) =>
    x > left - by && x < left + code.widthMm + by && y > top - by && y < top + code.widthMm + by;
  return (x, y) => within(x, y, quiet - edge) && !within(x, y, edge);
}

/** The paper outside the ticket, where nothing may be printed. */
function outside(size: StickerSize): Region {
  const { width, height, margin } = LAYOUTS[size];
  const rim = margin - 1;
  return (x, y) => x < rim || x > width - rim || y < rim || y > height - rim;
}

function darkPixels(page: ImageData, region: Region): number {
  const pixelMm = 25.4 / STICKER_DPI;
  let dark = 0;
  for (let pixel = 0; pixel < page.width * page.height; pixel += 1) {
    if ((page.data[pixel * 4] ?? 0) > 200) continue;
    if (region((pixel % page.width) * pixelMm, Math.floor(pixel / page.width) * pixelMm)) dark += 1;
  }
  return dark;
}
