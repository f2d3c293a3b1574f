import { Frame } from "@/app/ui/frame";
import { UnknownPlace } from "@/app/ui/unknown-place";
import { DEFAULT_LANGUAGE } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";

export default function NotFound() {
  const t = textsFor(DEFAULT_LANGUAGE).notFound;
  return (
    <Frame language={DEFAULT_LANGUAGE}>
      <UnknownPlace title={t.pageTitle} text={t.pageText} language={DEFAULT_LANGUAGE} />
    </Frame>
  );
}
