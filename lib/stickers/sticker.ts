import QRCode from "qrcode";
import { locationPath, offerPath } from "@/lib/address/paths";

/** One printed QR code for one door, with the words that belong to that door. */
export interface Sticker {
  readonly url: string;
  readonly number: string;
  readonly building: string;
  readonly street: string;
  /** Polish name of the one case group the sticker is for; null = the whole building. */
  readonly caseGroup: string | null;
  readonly city: string;
  readonly hotline: string;
}

export type StickerSize = "a4" | "a6";

/** What a sticker is made from; `location` and `caseGroup` fit the city's own types. */
export interface StickerOrder {
  readonly publicUrl: string;
  readonly location: {
    readonly id: string;
    readonly stickerCode: string;
    readonly name: { readonly pl: string };
    readonly street: string;
  };
  readonly caseGroup?: { readonly id: string; readonly name: { readonly pl: string } } | null;
  readonly city: string;
  readonly hotline: string;
  /** Which of the building's stickers this is, from 1. */
  readonly ordinal?: number;
}

/** The sticker of a building's door, or of one case group there. */
export function stickerFor(order: StickerOrder): Sticker {
  const { location, caseGroup = null, city, hotline, ordinal = 1 } = order;
  return {
    url: stickerUrl(order.publicUrl, location.id, caseGroup?.id ?? null),
    number: `${location.stickerCode}-${String(ordinal).padStart(2, "0")}`,
    building: location.name.pl,
    street: location.street,
    caseGroup: caseGroup?.name.pl ?? null,
    city,
    hotline,
  };
}

/** The address behind a sticker: the scan page, or the offer of one case group. */
export function stickerUrl(publicUrl: string, locationId: string, caseGroupId: string | null): string {
  const path = caseGroupId === null ? locationPath(locationId) : offerPath(locationId, caseGroupId);
  return publicUrl.replace(/\/+$/, "") + path;
}

/** Modules of white that a reader needs around a code. */
export const QUIET_MODULES = 4;

/** A QR code as one closed vector path, one unit per module, without its quiet zone. */
export interface QrDrawing {
  readonly modules: number;
  readonly path: string;
}

/** Draws the code of an address at level Q: a quarter of it may be scratched off. */
export function qrDrawing(url: string): QrDrawing {
  const { modules } = QRCode.create(url, { errorCorrectionLevel: "Q" });
  const rows = Array.from({ length: modules.size }, (_, row) => rowPath(modules, row));
  return { modules: modules.size, path: rows.join("") };
}

/** One rectangle for each run of dark modules, so that no hairline shows inside a run. */
function rowPath(modules: { readonly size: number; get(row: number, column: number): number }, row: number): string {
  let path = "";
  for (let column = 0; column < modules.size; column += 1) {
    const from = column;
    while (column < modules.size && modules.get(row, column)) column += 1;
    if (column > from) path += `M${from} ${row}h${column - from}v1h${from - column}z`;
  }
  return path;
}
