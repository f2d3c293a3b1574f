import { answerWith } from "@/lib/server/render/answer";
import type { Language } from "@/lib/text/language";
import { WayList } from "../reading/way-list";
import { Frame } from "./frame";

interface UnknownPageProps {
  readonly language: Language;
  readonly title: string;
  readonly text: string;
  readonly ways: readonly { readonly href: string; readonly name: string }[];
}

/** The page, with status 404, of an address that names nothing that we know, with ways on. */
export function UnknownPage({ language, title, text, ways }: UnknownPageProps) {
  answerWith(404);
  return (
    <Frame language={language}>
      <h1>{title}</h1>
      <p className="mt-2">{text}</p>
      <div className="mt-4">
        <WayList ways={ways} />
      </div>
    </Frame>
  );
}
