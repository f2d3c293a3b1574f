import { Answer } from "@/app/ui/notice";
import type { Language } from "@/lib/text/language";
import type { Notice as ProblemName } from "@/lib/text/pl";
import { keepTogether, textsFor } from "@/lib/text/texts";
import { ShareAnswer } from "./share-answer";

interface ProblemProps {
  readonly notice: ProblemName | null;
  /** Seconds to wait, where forms were posted too often. */
  readonly wait: number | null;
  readonly language: Language;
}

/** Why a form was not carried out, on top of the page that it came from. */
export function Problem({ notice, wait, language }: ProblemProps) {
  const t = textsFor(language);
  const words = notice === null ? null : t.notices[notice];
  const slow = wait === null ? null : `${t.slow.title}. ${t.slow.text(wait)}`;
  if (words === null && slow === null) return null;
  if (notice === "share" && words !== null) return <ShareAnswer title={words} language={language} />;
  return (
    <Answer of="problem" tone="stop" title={`${t.problem}.`}>
      {keepTogether(words ?? slow ?? "")}
    </Answer>
  );
}
