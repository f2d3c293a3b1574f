import { answerWith } from "@/lib/server/answer";
import type { Language } from "@/lib/text/language";
import { Frame } from "./frame";
import { PageLink } from "./page-link";

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
      <ul className="grid gap-2 mt-4">
        {ways.map(({ href, name }) => (
          <li key={href}>
            <PageLink href={href} className="way">
              <b>{name}</b>
            </PageLink>
          </li>
        ))}
      </ul>
    </Frame>
  );
}
