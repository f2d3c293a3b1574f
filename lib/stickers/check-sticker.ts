import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PDFiumLibrary, type PDFiumPage } from "@hyzyla/pdfium";
import { prepareZXingModule, type ReadResult, readBarcodes } from "zxing-wasm/reader";

/** About what a phone sees of a sticker at arm's length. */
export const STICKER_DPI = 200;
const MM_PER_INCH = 25.4;
const POINTS_PER_INCH = 72;

/** A QR code as a reader finds it on a printed page. */
export interface FoundCode {
  readonly text: string;
  /** Width without the quiet zone, as printed. */
  readonly widthMm: number;
  /** Its upper left corner on the rastered page, in pixels. */
  readonly corner: { readonly x: number; readonly y: number };
}

/** A sticker that must not be printed, because people could not scan it. */
export class StickerUnreadableError extends Error {
  override readonly name = "StickerUnreadableError";

  constructor(
    readonly expectedUrl: string,
    /** What was read, page by page. */
    readonly read: readonly (readonly string[])[],
  ) {
    super(`The sticker must read ${expectedUrl} once on each page, but reads ${inWords(read)}.`);
  }
}

/** Passes only a PDF whose every page carries exactly one code, with exactly this address. */
export async function checkSticker(pdf: Uint8Array, expectedUrl: string): Promise<void> {
  const read = (await codesOf(pdf)).map((page) => page.map((code) => code.text));
  const readable = read.every((page) => page.length === 1 && page[0] === expectedUrl);
  if (read.length === 0 || !readable) throw new StickerUnreadableError(expectedUrl, read);
}

/** Every code found on every page, read from the rastered page as a phone would. */
export async function codesOf(pdf: Uint8Array): Promise<FoundCode[][]> {
  await readyReader();
  const pages = await rasterOf(pdf);
  return Promise.all(pages.map((page) => codesOn(page)));
}

/** Every page as a phone sees it, at `STICKER_DPI`. */
export function rasterOf(pdf: Uint8Array): Promise<ImageData[]> {
  return eachPage(pdf, raster);
}

async function codesOn(page: ImageData): Promise<FoundCode[]> {
  const found = await readBarcodes(page, { formats: ["QRCode"] });
  return found.map((result) => ({ text: result.text, widthMm: widthMm(result), corner: result.position.topLeft }));
}

/** Reads each page of a PDF. */
export async function eachPage<T>(pdf: Uint8Array, read: (page: PDFiumPage) => Promise<T>): Promise<T[]> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(pdf);
    const results: T[] = [];
    for (const page of document.pages()) results.push(await read(page));
    document.destroy();
    return results;
  } finally {
    library.destroy();
  }
}

async function raster(page: PDFiumPage): Promise<ImageData> {
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const { data, width, height } = await page.render({
    width: Math.round((originalWidth / POINTS_PER_INCH) * STICKER_DPI),
    height: Math.round((originalHeight / POINTS_PER_INCH) * STICKER_DPI),
  });
  return { data: new Uint8ClampedArray(data), width, height, colorSpace: "srgb" };
}

function widthMm({ position }: ReadResult): number {
  const { topLeft, topRight } = position;
  const pixels = Math.hypot(topRight.x - topLeft.x, topRight.y - topLeft.y);
  return (pixels / STICKER_DPI) * MM_PER_INCH;
}

let reader: Promise<unknown> | undefined;

/** zxing-wasm fetches its module from a CDN unless it is handed the bytes. */
function readyReader(): Promise<unknown> {
  reader ??= loadReader();
  return reader;
}

async function loadReader(): Promise<unknown> {
  const path = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
  const wasmBinary = new Uint8Array(await readFile(path)).buffer;
  return prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

function inWords(read: readonly (readonly string[])[]): string {
  if (read.length === 0) return "nothing: it has no page";
  return read.map((page, index) => `${page.join(" and ") || "nothing"} on page ${index + 1}`).join(", ");
}
