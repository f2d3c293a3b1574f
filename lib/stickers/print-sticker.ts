import { checkSticker } from "./check-sticker";
import type { Sticker, StickerSize } from "./sticker";
import { renderSticker } from "./sticker-pdf";

/** A sticker ready for the printer: drawn, then read back; an unreadable one is never returned. */
export async function printSticker(sticker: Sticker, size: StickerSize): Promise<Uint8Array> {
  const pdf = await renderSticker(sticker, size);
  await checkSticker(pdf, sticker.url);
  return pdf;
}
