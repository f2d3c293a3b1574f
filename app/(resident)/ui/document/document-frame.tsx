import { currentHotline, hasWorker } from "@/lib/server/render/page-facts";
import { currentIsCopy } from "@/lib/server/who/request";
import { FAILURE } from "@/lib/text/failure";
import type { Language } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { textsFor } from "@/lib/text/texts";
import { Framed, type FrameProps } from "../frame/framed";

/** What a form's page says where no answer came; the script puts it beside the form (lib/browser/press.ts). */
function Lost({ language }: { readonly language: Language }) {
  const t = FAILURE[language];
  const { phone, phoneE164 } = currentHotline();
  return (
    <template data-lost>
      <section className="notice notice-warn mt-3">
        <div>
          <h2 tabIndex={-1}>{t.lost}</h2>
          <p className="mt-1">{t.lostText}</p>
          <button type="button" className="second mt-2">
            {t.again}
          </button>
          <p role="status" className="mt-2 font-semibold" data-say={t.stillLost} />
          <p className="mt-1">
            <a className="link font-bold" href={`tel:${phoneE164}`}>
              {phone}
            </a>
          </p>
        </div>
      </section>
    </template>
  );
}

/** The frame of a document, with the words that its script says. */
export function DocumentFrame(props: FrameProps) {
  const { language } = props;
  const { offline } = readingTextsFor(language);
  const isCopy = currentIsCopy();
  const { newer, load, save, saveNow, saving, saved, notNow } = offline;
  const words = { newer, load, save, saveNow, saving, saved, notNow };
  return (
    <Framed
      {...props}
      behind={
        <>
          {isCopy ? (
            <span hidden data-copy />
          ) : (
            <>
              <p role="status" className="wait" data-say={textsFor(language).wait} />
              <div role="status" className="cut-note no-print" data-cut={offline.openPage} />
              <Lost language={language} />
            </>
          )}
          {hasWorker() && <div role="status" className="later-note no-print" data-worker={JSON.stringify(words)} />}
        </>
      }
    />
  );
}
