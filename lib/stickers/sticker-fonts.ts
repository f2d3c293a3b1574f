import { join } from "node:path";
import { Font } from "@react-pdf/renderer";

export const STICKER_FONT = "Source Sans 3";

const FILES = {
  400: "SourceSans3_400Regular.ttf",
  600: "SourceSans3_600SemiBold.ttf",
  800: "SourceSans3_800ExtraBold.ttf",
} as const;

export type StickerWeight = keyof typeof FILES;

let registered = false;

/** Makes the sticker's fonts known to the PDF writer; `root` is the project's directory. */
export function registerStickerFonts(root: string = process.cwd()): void {
  if (registered) return;
  registered = true;
  const fonts = Object.entries(FILES).map(([weight, file]) => ({
    src: join(root, "lib/stickers/fonts", file),
    fontWeight: Number(weight),
  }));
  Font.register({ family: STICKER_FONT, fonts });
  Font.registerHyphenationCallback((word) => [word]);
}

/** Measures text at one point with the very font that will print it. */
export async function textMeasure(weight: StickerWeight): Promise<(text: string) => number> {
  const descriptor = { fontFamily: STICKER_FONT, fontWeight: weight };
  await Font.load(descriptor);
  const font = Font.getFont(descriptor)?.data as MeasuringFont | null | undefined;
  if (!font) throw new Error(`The font ${STICKER_FONT} ${weight} could not be read.`);
  return (text) => font.layout(text).advanceWidth / font.unitsPerEm;
}

interface MeasuringFont {
  readonly unitsPerEm: number;
  layout(text: string): { readonly advanceWidth: number };
}
