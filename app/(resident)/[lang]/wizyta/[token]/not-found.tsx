import { Frame } from "@/app/ui/frame";
import { UnknownPlace } from "@/app/ui/unknown-place";
import { DEFAULT_LANGUAGE } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";

export default function UnknownTicket() {
  const t = textsFor(DEFAULT_LANGUAGE).notFound;
  return (
    <Frame language={DEFAULT_LANGUAGE}>
      <UnknownPlace title={t.ticketTitle} text={t.ticketText} language={DEFAULT_LANGUAGE} />
    </Frame>
  );
}
