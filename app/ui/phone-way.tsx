import { currentHotline } from "@/lib/server/render/page-facts";
import type { Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";

/** The hotline as a way on: its number, its hours, and whether somebody answers now. */
export function PhoneWay({ language }: { readonly language: Language }) {
  const t = textsFor(language);
  const hotline = currentHotline();
  const from = hotline.weekdays.from.replace(/^0/, "");
  return (
    <li>
      <a href={`tel:${hotline.phoneE164}`} className="way">
        <span>
          <b>{t.nothing.call}</b>
          <span className="soft small">
            {t.hotline.hours(from, hotline.weekdays.to)}, {hotline.open ? t.hotline.openNow : t.hotline.closedNow}
          </span>
        </span>
        <b className="whitespace-nowrap">{hotline.phone}</b>
      </a>
    </li>
  );
}
