import { Circle, Document, Page, Path, renderToBuffer, Svg } from "@react-pdf/renderer";
import type { ReactElement } from "react";
import { type AddressLines, addressLines } from "./address-lines";
import { type QrDrawing, qrDrawing, type Sticker, type StickerSize } from "./sticker";
import { StickerFace } from "./sticker-face";
import { STICKER_FONT, stickerFonts } from "./sticker-fonts";
import {
  contentWidth,
  LAYOUTS,
  MM,
  perforation,
  perforationHoles,
  STICKER_COLOURS,
  type StickerLayout,
  ticketFace,
  ticketOutline,
} from "./sticker-layout";
import { StickerStub } from "./sticker-stub";

export interface RenderOptions {
  /** The project's directory, where the fonts are found; the working directory if absent. */
  readonly root?: string;
  /** Another drawing than the address's own code; a test prints a damaged one. */
  readonly code?: QrDrawing;
}

/** Draws a sticker as a vector PDF of one page, unchecked: to print it, use `printSticker`. */
export async function renderSticker(
  sticker: Sticker,
  size: StickerSize,
  { root, code = qrDrawing(sticker.url) }: RenderOptions = {},
): Promise<Uint8Array> {
  const layout = LAYOUTS[size];
  const { width } = await stickerFonts(root);
  const address = addressLines(sticker.url, {
    width: contentWidth(layout) * MM,
    measure: (text) => width(text, 600),
    ...layout.type.address,
  });
  return new Uint8Array(await renderToBuffer(stickerDocument(sticker, layout, code, address)));
}

function stickerDocument(
  sticker: Sticker,
  layout: StickerLayout,
  code: QrDrawing,
  address: AddressLines,
): ReactElement<{ title?: string }> {
  const size: [number, number] = [layout.width * MM, layout.height * MM];
  return (
    <Document title={`Naklejka ${sticker.number}: ${sticker.building}`} language="pl" creator="Okienko">
      <Page size={size} style={{ fontFamily: STICKER_FONT, color: STICKER_COLOURS.ink }}>
        <Ticket layout={layout} />
        <StickerFace sticker={sticker} layout={layout} />
        <StickerStub sticker={sticker} layout={layout} code={code} address={address} />
      </Page>
    </Document>
  );
}

/** Drawn smaller than the page: whatever is as high as a page is moved to a second one by the PDF writer. */
function Ticket({ layout }: { layout: StickerLayout }) {
  const inset = layout.margin / 2;
  const [width, height] = [layout.width - 2 * inset, layout.height - 2 * inset];
  return (
    <Svg
      style={{ position: "absolute", top: inset * MM, left: inset * MM, width: width * MM, height: height * MM }}
      viewBox={`${inset} ${inset} ${width} ${height}`}
    >
      <Path d={ticketFace(layout)} fill={STICKER_COLOURS.ink} />
      {perforationHoles(layout).map((x) => (
        <Circle key={x} cx={x} cy={perforation(layout)} r={layout.pitch * 0.22} fill={STICKER_COLOURS.paper} />
      ))}
      <Path d={ticketOutline(layout)} fill="none" stroke={STICKER_COLOURS.ink} strokeWidth={layout.outline} />
    </Svg>
  );
}
