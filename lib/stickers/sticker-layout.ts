import type { SizeRange } from "./address-lines";
import type { StickerSize } from "./sticker";

/** One millimetre in PDF points. */
export const MM = 72 / 25.4;

/** Black enough for a printer without colours; the code itself is pure black. */
export const STICKER_COLOURS = { ink: "#0b1f3a", soft: "#3d4b60", paper: "#ffffff", code: "#000000" } as const;

/** Lengths are millimetres, type sizes are points. */
export interface StickerLayout {
  readonly width: number;
  readonly height: number;
  /** White around the ticket: office printers cannot reach the paper's edge. */
  readonly margin: number;
  /** Between the ticket's edge and its text; wider than any code's quiet zone. */
  readonly pad: number;
  readonly radius: number;
  readonly notch: number;
  /** Distance of the holes in the perforation, from centre to centre. */
  readonly pitch: number;
  /** The dark part of the ticket above the perforation. */
  readonly face: number;
  /** Side of the QR code without its quiet zone. */
  readonly code: number;
  readonly gap: number;
  readonly outline: number;
  readonly type: {
    readonly mark: number;
    readonly caseGroup: number;
    readonly headline: number;
    readonly translation: number;
    readonly label: number;
    readonly place: number;
    readonly small: number;
    readonly hotline: number;
    readonly address: { readonly oneLine: SizeRange; readonly broken: SizeRange };
  };
}

export const LAYOUTS: Readonly<Record<StickerSize, StickerLayout>> = {
  a4: {
    width: 210,
    height: 297,
    margin: 9,
    pad: 15,
    radius: 6,
    notch: 4.5,
    pitch: 3.4,
    face: 105,
    code: 90,
    gap: 9,
    outline: 0.5,
    type: {
      mark: 21,
      caseGroup: 18,
      headline: 38,
      translation: 13.8,
      label: 12.5,
      place: 17,
      small: 13.5,
      hotline: 22,
      address: { oneLine: { least: 20, most: 28 }, broken: { least: 12, most: 22 } },
    },
  },
  a6: {
    width: 105,
    height: 148,
    margin: 4,
    pad: 7.5,
    radius: 3.2,
    notch: 2.7,
    pitch: 1.9,
    face: 52,
    code: 41,
    gap: 4,
    outline: 0.35,
    type: {
      mark: 11,
      caseGroup: 9.6,
      headline: 18.2,
      translation: 8,
      label: 7.2,
      place: 9.2,
      small: 7.6,
      hotline: 11.5,
      address: { oneLine: { least: 13, most: 16 }, broken: { least: 7.5, most: 15 } },
    },
  },
};

/** Width left for text between the pads. */
export function contentWidth(layout: StickerLayout): number {
  return layout.width - 2 * (layout.margin + layout.pad);
}

/** Height of the ticket's white part, below the perforation. */
export function stubHeight(layout: StickerLayout): number {
  return layout.height - layout.margin - perforation(layout);
}

/** Where the perforation lies, from the top of the paper. */
export function perforation(layout: StickerLayout): number {
  return layout.margin + layout.face;
}

/** The ticket's edge: rounded corners, and a notch on either side where it would be torn. */
export function ticketOutline(layout: StickerLayout): string {
  const tear = perforation(layout);
  const { width, height, margin: left, radius: r, notch: n } = layout;
  const right = width - left;
  const bottom = height - left;
  return [
    `M${left + r} ${left}H${right - r}A${r} ${r} 0 0 1 ${right} ${left + r}`,
    `V${tear - n}A${n} ${n} 0 0 0 ${right} ${tear + n}`,
    `V${bottom - r}A${r} ${r} 0 0 1 ${right - r} ${bottom}`,
    `H${left + r}A${r} ${r} 0 0 1 ${left} ${bottom - r}`,
    `V${tear + n}A${n} ${n} 0 0 0 ${left} ${tear - n}`,
    `V${left + r}A${r} ${r} 0 0 1 ${left + r} ${left}Z`,
  ].join("");
}

/** The ticket's face, from its upper edge down to the perforation. */
export function ticketFace(layout: StickerLayout): string {
  const tear = perforation(layout);
  const { width, margin: left, radius: r, notch: n } = layout;
  const right = width - left;
  return [
    `M${left + r} ${left}H${right - r}A${r} ${r} 0 0 1 ${right} ${left + r}`,
    `V${tear - n}A${n} ${n} 0 0 0 ${right - n} ${tear}`,
    `H${left + n}A${n} ${n} 0 0 0 ${left} ${tear - n}`,
    `V${left + r}A${r} ${r} 0 0 1 ${left + r} ${left}Z`,
  ].join("");
}

/** Centres of the holes between the two notches, evenly spread. */
export function perforationHoles(layout: StickerLayout): readonly number[] {
  const from = layout.margin + layout.notch;
  const span = layout.width - 2 * from;
  const count = Math.floor(span / layout.pitch) - 1;
  return Array.from({ length: count }, (_, index) => from + (span * (index + 1)) / (count + 1));
}
