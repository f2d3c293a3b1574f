import { Notice } from "@/app/ui/notice";
import { civilDateAt } from "@/lib/domain/time/civil-time";
import { pageInstant } from "@/lib/server/render/page-facts";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { AskAgain } from "./ask-again";

interface CopyNoteProps {
  readonly of: "page" | "ticket";
  readonly language: Language;
}

/** On a page that a device keeps: that there is no network, how old the page is, and a way to ask again. */
export function CopyNote({ of, language }: CopyNoteProps) {
  const { offline } = readingTextsFor(language);
  const { dayAndMonth, hour } = formatsFor(language);
  const made = pageInstant();
  const when = offline.moment(dayAndMonth(civilDateAt(made)), hour(made));
  return (
    <Notice tone="warn" icon="info" title={of === "ticket" ? offline.ticketCopy(when) : offline.copy(when)}>
      <AskAgain className="link">{offline.again}</AskAgain>
    </Notice>
  );
}
