import { join } from "node:path";
import { Font } from "@react-pdf/renderer";

export const STICKER_FONT = "Source Sans 3";

const FILES = {
  400: "SourceSans3_400Regular.ttf",
  600: "SourceSans3_600SemiBold.ttf",
  800: "SourceSans3_800ExtraBold.ttf",
} as const;

export type StickerWeight = keyof typeof FILES;

const WEIGHTS: readonly StickerWeight[] = [400, 600, 800];

/** The fonts of a sticker, ready to print and to measure with. */
export interface StickerFonts {
  /** Width of a text set at one point, in the very font that will print it. */
  readonly width: (text: string, weight: StickerWeight) => number;
}

let loaded: Promise<StickerFonts> | undefined;

/** Loads the fonts once; `root` is the project's directory. */
export function stickerFonts(root: string = process.cwd()): Promise<StickerFonts> {
  loaded ??= loadFonts(root);
  return loaded;
}

async function loadFonts(root: string): Promise<StickerFonts> {
  const fonts = WEIGHTS.map((fontWeight) => ({ src: join(root, "lib/stickers/fonts", FILES[fontWeight]), fontWeight }));
  Font.register({ family: STICKER_FONT, fonts });
  Font.registerHyphenationCallback((word) => [word]);
  const entries = await Promise.all(WEIGHTS.map(async (weight) => [weight, await loadFont(weight)] as const));
  const byWeight = new Map(entries);
  return { width: (text, weight) => widthIn(byWeight.get(weight), text) };
}

/** The part of fontkit's font that stickers use. */
interface PrintingFont {
  readonly unitsPerEm: number;
  layout(text: string): { readonly advanceWidth: number };
}

async function loadFont(fontWeight: StickerWeight): Promise<PrintingFont> {
  const descriptor = { fontFamily: STICKER_FONT, fontWeight };
  await Font.load(descriptor);
  const font = Font.getFont(descriptor).data as PrintingFont | null;
  if (font === null) throw new Error(`The font ${FILES[fontWeight]} could not be read.`);
  font.layout(ALPHABETS);
  return font;
}

function widthIn(font: PrintingFont | undefined, text: string): number {
  if (font === undefined) throw new Error("This weight is not among the sticker's fonts.");
  return font.layout(text).advanceWidth / font.unitsPerEm;
}

/**
 * Asked for once before anything is printed: the font remembers each letter under the text that first needed it, and
 * an accented letter asks for its base with no text at all. Such a base then prints, but cannot be copied or searched.
 */
const ALPHABETS = [
  ...Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index)),
  ..."ĄĆĘŁŃÓŚŹŻąćęłńóśźż–—„”’…·\u00a0",
  ..."АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
].join("");
