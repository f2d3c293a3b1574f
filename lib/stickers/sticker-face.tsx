import { Path, StyleSheet, Svg, Text, View } from "@react-pdf/renderer";
import type { Sticker } from "./sticker";
import { MM, STICKER_COLOURS, type StickerLayout } from "./sticker-layout";
import { Lines } from "./sticker-lines";
import { STICKER_TEXT } from "./sticker-text";

/** The dark part of the ticket: what to do, in three languages. */
export function StickerFace({ sticker, layout }: { sticker: Sticker; layout: StickerLayout }) {
  const styles = faceStyles(layout);
  return (
    <View style={styles.face}>
      <View style={styles.top}>
        <View style={styles.mark}>
          <WindowMark side={layout.type.mark * 0.8} />
          <Text style={styles.name}>Okienko</Text>
        </View>
        <Text style={styles.city}>{sticker.city}</Text>
      </View>
      <View>
        <Text style={styles.question}>{STICKER_TEXT.question}</Text>
        <Lines text={STICKER_TEXT.call} style={styles.call} />
      </View>
      <View style={styles.translations}>
        <Translation layout={layout} words={STICKER_TEXT.en} />
        <Translation layout={layout} words={STICKER_TEXT.uk} />
      </View>
    </View>
  );
}

interface Words {
  readonly question: string;
  readonly call: string;
}

function Translation({ layout, words }: { layout: StickerLayout; words: Words }) {
  const { translation, translatedQuestion } = faceStyles(layout);
  return (
    <View style={{ flex: 1 }}>
      <Text style={[translation, translatedQuestion]}>{words.question}</Text>
      <Lines text={words.call} style={translation} />
    </View>
  );
}

/** The product's mark, a window with its sill, standing on the line of its name. */
function WindowMark({ side }: { side: number }) {
  return (
    <Svg style={{ width: side, height: side, marginBottom: -side * 0.09 }} viewBox="0 0 24 24">
      <Path d={WINDOW} fill={STICKER_COLOURS.paper} fillRule="evenodd" />
    </Svg>
  );
}

/** Frame, upper pane, lower pane; the same drawing as `public/icon.svg`. */
const WINDOW =
  "M3 0h18a3 3 0 0 1 3 3v18a3 3 0 0 1 -3 3h-18a3 3 0 0 1 -3 -3v-18a3 3 0 0 1 3 -3zM4 4v8h16v-8zM4 16v4h16v-4z";

function faceStyles({ face, margin, pad, type }: StickerLayout) {
  return StyleSheet.create({
    face: {
      height: face * MM,
      marginTop: margin * MM,
      marginHorizontal: margin * MM,
      paddingHorizontal: pad * MM,
      paddingTop: pad * 0.8 * MM,
      paddingBottom: pad * 0.75 * MM,
      justifyContent: "space-between",
      color: STICKER_COLOURS.paper,
    },
    top: { flexDirection: "row", justifyContent: "space-between", alignItems: "center" },
    mark: { flexDirection: "row", alignItems: "flex-end", columnGap: type.mark * 0.4 },
    name: { fontSize: type.mark, fontWeight: 800, lineHeight: 1 },
    city: { fontSize: type.mark, fontWeight: 400, lineHeight: 1 },
    question: { fontSize: type.headline, fontWeight: 400, lineHeight: 1.08 },
    call: { fontSize: type.headline, fontWeight: 800, lineHeight: 1.08 },
    translations: { flexDirection: "row", columnGap: pad * 0.6 * MM },
    translation: { fontSize: type.translation, fontWeight: 400, lineHeight: 1.28 },
    translatedQuestion: { fontWeight: 600 },
  });
}
