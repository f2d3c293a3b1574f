import { bulletinUrl, currentHotline } from "@/lib/server/render/page-facts";
import type { Language } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";

/** What the mark of uncertain facts asks for, and where to ask: once on a page, whatever it stands at. */
export function CheckNote({ language }: { readonly language: Language }) {
  const t = readingTextsFor(language);
  const { phone, phoneE164 } = currentHotline();
  return (
    <div className="mt-3 small" id="sprawdz" data-check>
      <p>{t.checkNote}</p>
      <p className="flex flex-wrap gap-x-4">
        <a href={`tel:${phoneE164}`} className="link">
          {t.matter.call(phone.replaceAll(" ", "\u00a0"))}
        </a>
        <a href={bulletinUrl()} className="link">
          {t.matter.bip}
        </a>
      </p>
    </div>
  );
}
