import { Answer } from "@/app/ui/notice";
import { PhoneWay } from "@/app/ui/phone-way";
import type { Language } from "@/lib/text/language";
import { keepTogether, textsFor } from "@/lib/text/texts";

interface ShareAnswerProps {
  /** What the network has as much of as it may have. */
  readonly title: string;
  readonly language: Language;
}

/** A network has its share: a limit and no fault, and what helps at once. */
export function ShareAnswer({ title, language }: ShareAnswerProps) {
  const t = textsFor(language).share;
  return (
    <>
      <Answer of="problem" tone="warn" title={keepTogether(title)}>
        {t.kept}
      </Answer>
      <ul className="mt-2 mb-4 grid gap-2">
        <li className="way">
          <span>
            <b>{t.otherNetwork}</b>
            <span className="soft small">{t.otherNetworkHint}</span>
          </span>
        </li>
        <li className="way">
          <b>{t.reception}</b>
        </li>
        <PhoneWay language={language} />
      </ul>
    </>
  );
}
