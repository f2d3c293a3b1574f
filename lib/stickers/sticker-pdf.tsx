import { Circle, Document, Page, Path, renderToBuffer, StyleSheet, Svg, Text, View } from "@react-pdf/renderer";
import type { ReactElement } from "react";
import { type AddressLines, addressLines } from "./address-lines";
import { type QrDrawing, QUIET_MODULES, qrDrawing, type Sticker, type StickerSize } from "./sticker";
import { registerStickerFonts, STICKER_FONT, textMeasure } from "./sticker-fonts";
import {
  contentWidth,
  LAYOUTS,
  MM,
  perforation,
  perforationHoles,
  type StickerLayout,
  stubHeight,
  ticketFace,
  ticketOutline,
} from "./sticker-layout";
import { hotlineParts, placeOf, STICKER_TEXT, unbroken } from "./sticker-text";

const INK = "#0b1f3a";
const INK_SOFT = "#3d4b60";
const PAPER = "#ffffff";
const CODE = "#000000";

export interface StickerPage {
  readonly sticker: Sticker;
  readonly layout: StickerLayout;
  readonly code: QrDrawing;
  readonly address: AddressLines;
}

/** Draws a sticker as a vector PDF of one page; print it through `printSticker`, which reads it back. */
export async function renderSticker(
  sticker: Sticker,
  size: StickerSize,
  options: { readonly root?: string; readonly code?: QrDrawing } = {},
): Promise<Uint8Array> {
  registerStickerFonts(options.root);
  const layout = LAYOUTS[size];
  const measure = await textMeasure(600);
  const address = addressLines(sticker.url, { width: contentWidth(layout) * MM, measure, ...layout.type.address });
  const code = options.code ?? qrDrawing(sticker.url);
  const pdf = await renderToBuffer(stickerDocument({ sticker, layout, code, address }));
  return new Uint8Array(pdf);
}

function stickerDocument(page: StickerPage): ReactElement<{ title?: string }> {
  const { sticker, layout } = page;
  const size: [number, number] = [layout.width * MM, layout.height * MM];
  return (
    <Document title={`Naklejka ${sticker.number}: ${sticker.building}`} language="pl" creator="Okienko">
      <Page size={size} style={{ fontFamily: STICKER_FONT, color: INK }}>
        <Ticket layout={layout} />
        <Face {...page} />
        <Stub {...page} />
      </Page>
    </Document>
  );
}

/** Smaller than the page by half its margin: the PDF writer moves whatever is as high as the page to a second one. */
function Ticket({ layout }: { layout: StickerLayout }) {
  const { outline, pitch } = layout;
  const inset = layout.margin / 2;
  const [width, height] = [layout.width - 2 * inset, layout.height - 2 * inset];
  return (
    <Svg
      style={{ position: "absolute", top: inset * MM, left: inset * MM, width: width * MM, height: height * MM }}
      viewBox={`${inset} ${inset} ${width} ${height}`}
    >
      <Path d={ticketFace(layout)} fill={INK} />
      {perforationHoles(layout).map((x) => (
        <Circle key={x} cx={x} cy={perforation(layout)} r={pitch * 0.22} fill={PAPER} />
      ))}
      <Path d={ticketOutline(layout)} fill="none" stroke={INK} strokeWidth={outline} />
    </Svg>
  );
}

function Face({ sticker, layout }: StickerPage) {
  const { type, pad } = layout;
  const styles = faceStyles(layout);
  return (
    <View style={styles.face}>
      <View style={styles.top}>
        <View style={styles.mark}>
          <WindowMark side={type.mark * 0.8} color={PAPER} />
          <Text style={styles.name}>Okienko</Text>
        </View>
        <Text style={styles.city}>{sticker.city}</Text>
      </View>
      <View>
        <Text style={styles.question}>{STICKER_TEXT.question}</Text>
        <Text style={styles.call}>{STICKER_TEXT.call}</Text>
      </View>
      <View style={[styles.translations, { columnGap: pad * 0.6 * MM }]}>
        <Translation layout={layout} question={STICKER_TEXT.en.question} call={STICKER_TEXT.en.call} />
        <Translation layout={layout} question={STICKER_TEXT.uk.question} call={STICKER_TEXT.uk.call} />
      </View>
    </View>
  );
}

function Translation({ layout, question, call }: { layout: StickerLayout; question: string; call: string }) {
  const { translation } = faceStyles(layout);
  return (
    <View style={{ flex: 1 }}>
      <Text style={[translation, { fontWeight: 600 }]}>{question}</Text>
      <Text style={translation}>{call}</Text>
    </View>
  );
}

function Stub({ sticker, layout, code, address }: StickerPage) {
  const styles = stubStyles(layout);
  return (
    <View style={styles.stub}>
      <View style={styles.codeRow}>
        <QrCode code={code} side={layout.code} />
        <Place sticker={sticker} layout={layout} />
      </View>
      <View>
        <Text style={styles.label}>{STICKER_TEXT.typeIt}</Text>
        {address.lines.map((line) => (
          <Text key={line} style={[styles.address, { fontSize: address.fontSize }]}>
            {line}
          </Text>
        ))}
      </View>
      <Foot sticker={sticker} layout={layout} />
    </View>
  );
}

function Place({ sticker, layout }: { sticker: Sticker; layout: StickerLayout }) {
  const { office, place } = placeOf(sticker);
  const styles = stubStyles(layout);
  return (
    <View style={styles.place}>
      {sticker.caseGroup !== null && (
        <View>
          <Text style={styles.label}>{STICKER_TEXT.caseGroup}</Text>
          <Text style={styles.caseGroup}>{unbroken(sticker.caseGroup)}</Text>
        </View>
      )}
      <View>
        <Text style={styles.label}>{unbroken(office)}</Text>
        <Text style={styles.street}>{unbroken(place)}</Text>
      </View>
      <View>
        <Text style={styles.label}>{STICKER_TEXT.number}</Text>
        <Text style={styles.street}>{sticker.number}</Text>
      </View>
    </View>
  );
}

function Foot({ sticker, layout }: { sticker: Sticker; layout: StickerLayout }) {
  const styles = stubStyles(layout);
  const { name, number } = hotlineParts(sticker.hotline);
  return (
    <View style={styles.foot}>
      <Text style={styles.never}>{STICKER_TEXT.never}</Text>
      <View>
        <Text style={styles.hotlineName}>{name}</Text>
        <Text style={styles.hotline}>{number}</Text>
      </View>
    </View>
  );
}

/** The code, flush with the text on its left; the pad above and beside it is wider than the quiet zone. */
function QrCode({ code, side }: { code: QrDrawing; side: number }) {
  const quiet = (side / code.modules) * QUIET_MODULES * MM;
  return (
    <Svg
      style={{ width: side * MM, height: side * MM, marginRight: quiet, marginBottom: quiet }}
      viewBox={`0 0 ${code.modules} ${code.modules}`}
    >
      <Path d={code.path} fill={CODE} />
    </Svg>
  );
}

/** The product's mark: a window with its sill. */
function WindowMark({ side, color }: { side: number; color: string }) {
  return (
    <Svg style={{ width: side, height: side, marginBottom: -side * 0.09 }} viewBox="0 0 24 24">
      <Path
        d="M3 0h18a3 3 0 0 1 3 3v18a3 3 0 0 1 -3 3h-18a3 3 0 0 1 -3 -3v-18a3 3 0 0 1 3 -3zM4 4v8h16v-8zM4 16v4h16v-4z"
        fill={color}
        fillRule="evenodd"
      />
    </Svg>
  );
}

function faceStyles({ face, margin, pad, type }: StickerLayout) {
  return StyleSheet.create({
    face: {
      height: face * MM,
      marginTop: margin * MM,
      marginHorizontal: margin * MM,
      color: PAPER,
      paddingHorizontal: pad * MM,
      paddingTop: pad * 0.8 * MM,
      paddingBottom: pad * 0.75 * MM,
      justifyContent: "space-between",
    },
    top: { flexDirection: "row", justifyContent: "space-between", alignItems: "center" },
    mark: { flexDirection: "row", alignItems: "flex-end", columnGap: type.mark * 0.4 },
    name: { fontSize: type.mark, fontWeight: 800, lineHeight: 1 },
    city: { fontSize: type.mark, fontWeight: 400, lineHeight: 1 },
    question: { fontSize: type.headline, fontWeight: 400, lineHeight: 1.08 },
    call: { fontSize: type.headline, fontWeight: 800, lineHeight: 1.08 },
    translations: { flexDirection: "row" },
    translation: { fontSize: type.translation, lineHeight: 1.28 },
  });
}

function stubStyles(layout: StickerLayout) {
  const { margin, pad, gap, code, type, outline } = layout;
  return StyleSheet.create({
    stub: {
      height: stubHeight(layout) * MM,
      marginHorizontal: margin * MM,
      paddingHorizontal: pad * MM,
      paddingTop: pad * MM,
      paddingBottom: pad * 0.62 * MM,
      justifyContent: "space-between",
    },
    codeRow: { flexDirection: "row" },
    place: { flex: 1, height: code * MM, justifyContent: "space-between" },
    caseGroup: { fontSize: type.caseGroup, fontWeight: 800, lineHeight: 1.15 },
    label: { fontSize: type.label, color: INK_SOFT, lineHeight: 1.25 },
    street: { fontSize: type.place, fontWeight: 600, lineHeight: 1.2 },
    address: { fontWeight: 600, lineHeight: 1.15 },
    foot: {
      flexDirection: "row",
      justifyContent: "space-between",
      alignItems: "flex-end",
      borderTopWidth: outline * MM,
      borderTopColor: INK,
      paddingTop: gap * 0.5 * MM,
    },
    never: { fontSize: type.small, fontWeight: 600, lineHeight: 1.3 },
    hotlineName: { fontSize: type.small, color: INK_SOFT, lineHeight: 1.2 },
    hotline: { fontSize: type.hotline, fontWeight: 800, lineHeight: 1.1 },
  });
}
