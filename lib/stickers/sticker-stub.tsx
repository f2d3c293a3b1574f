import { Path, StyleSheet, Svg, Text, View } from "@react-pdf/renderer";
import type { AddressLines } from "./address-lines";
import { type QrDrawing, QUIET_MODULES, type Sticker } from "./sticker";
import { MM, STICKER_COLOURS, type StickerLayout, stubHeight } from "./sticker-layout";
import { Lines } from "./sticker-lines";
import { hotlineParts, officeAndPlace, STICKER_TEXT, unbroken } from "./sticker-text";

interface StubProps {
  readonly sticker: Sticker;
  readonly layout: StickerLayout;
  readonly code: QrDrawing;
  readonly address: AddressLines;
}

/** The white part of the ticket: the code, where it hangs, and the address for those who type. */
export function StickerStub({ sticker, layout, code, address }: StubProps) {
  const styles = stubStyles(layout);
  return (
    <View style={styles.stub}>
      <View style={styles.codeRow}>
        <QrCode code={code} side={layout.code * MM} />
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

/** The quiet zone is kept by a margin to the right and below; above and to the left the ticket's pad is wider. */
function QrCode({ code, side }: { code: QrDrawing; side: number }) {
  const quiet = (side / code.modules) * QUIET_MODULES;
  return (
    <Svg
      style={{ width: side, height: side, marginRight: quiet, marginBottom: quiet }}
      viewBox={`0 0 ${code.modules} ${code.modules}`}
    >
      <Path d={code.path} fill={STICKER_COLOURS.code} />
    </Svg>
  );
}

function Place({ sticker, layout }: { sticker: Sticker; layout: StickerLayout }) {
  const { office, place } = officeAndPlace(sticker);
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
      <Lines text={STICKER_TEXT.never} style={styles.never} />
      <View>
        <Text style={styles.hotlineName}>{name}</Text>
        <Text style={styles.hotline}>{number}</Text>
      </View>
    </View>
  );
}

function stubStyles(layout: StickerLayout) {
  const { margin, pad, gap, code, type, outline } = layout;
  return StyleSheet.create({
    stub: {
      height: stubHeight(layout) * MM,
      marginHorizontal: margin * MM,
      paddingHorizontal: pad * MM,
      paddingTop: pad * 1.1 * MM,
      paddingBottom: pad * 0.62 * MM,
      justifyContent: "space-between",
    },
    codeRow: { flexDirection: "row" },
    place: { flex: 1, height: code * MM, justifyContent: "space-between" },
    label: { fontSize: type.label, fontWeight: 400, lineHeight: 1.25, color: STICKER_COLOURS.soft },
    caseGroup: { fontSize: type.caseGroup, fontWeight: 800, lineHeight: 1.15 },
    street: { fontSize: type.place, fontWeight: 600, lineHeight: 1.2 },
    address: { fontWeight: 600, lineHeight: 1.15 },
    foot: {
      flexDirection: "row",
      justifyContent: "space-between",
      alignItems: "flex-end",
      borderTopWidth: outline * MM,
      borderTopColor: STICKER_COLOURS.ink,
      paddingTop: gap * 0.5 * MM,
    },
    never: { fontSize: type.small, fontWeight: 600, lineHeight: 1.3 },
    hotlineName: { fontSize: type.small, fontWeight: 400, lineHeight: 1.2, color: STICKER_COLOURS.soft },
    hotline: { fontSize: type.hotline, fontWeight: 800, lineHeight: 1.1 },
  });
}
