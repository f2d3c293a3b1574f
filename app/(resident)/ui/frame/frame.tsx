import { hasWorker, pageInstant } from "@/lib/server/render/page-facts";
import { currentIsCopy } from "@/lib/server/who/request";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { textsFor } from "@/lib/text/texts";
import { Arrival } from "./arrival";
import { CopyWatch } from "./copy-watch";
import { CutOff } from "./cut-off";
import { Framed, type FrameProps } from "./framed";
import { OfflineReading } from "./offline-reading";
import { OwnWords } from "./own-words";

/** The frame of a resident's page that Next renders. */
export function Frame(props: FrameProps) {
  const t = textsFor(props.language);
  const { offline } = readingTextsFor(props.language);
  const isCopy = currentIsCopy();
  const { newer, load, save, saveNow, saving, saved, notNow } = offline;
  return (
    <Framed
      {...props}
      around={(children) => (isCopy ? children : <OwnWords at={pageInstant()}>{children}</OwnWords>)}
      behind={
        <>
          {/* A copy has no answers to land on, and nothing newer to fetch. */}
          {isCopy ? <CopyWatch /> : <Arrival at={pageInstant()} wait={t.wait} />}
          {props.heard !== undefined && (
            <p role="status" className="sr-only" data-heard>
              {props.heard}
            </p>
          )}
          {!isCopy && <CutOff>{offline.openPage}</CutOff>}
          {hasWorker() && <OfflineReading texts={{ newer, load, save, saveNow, saving, saved, notNow }} />}
        </>
      }
    />
  );
}
