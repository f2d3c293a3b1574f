import { type Styles, Text, View } from "@react-pdf/renderer";

type TextStyle = Styles[string];

/** Text with its lines set apart: a line feed inside a text would be printed in a font that is not in the file. */
export function Lines({ text, style }: { text: string; style: TextStyle }) {
  return (
    <View>
      {text.split("\n").map((line) => (
        <Text key={line} style={style}>
          {line}
        </Text>
      ))}
    </View>
  );
}
