"use client";
// Client: Next renders error boundaries in the browser.

import { useCallback, useEffect, useState } from "react";
import { addressAfterForm } from "@/app/(resident)/ui/frame/arrival";
import { Mark } from "@/app/ui/glyph";
import { markedHotline } from "@/app/ui/hotline-marks";
import { prefixOf } from "@/lib/address/language";
import { SCRIPT_LOST } from "@/lib/next-inside/names";
import { leadToPlainPage } from "@/lib/offline/plain";
import { isReachable } from "@/lib/offline/reachable";
import { FAILURE } from "@/lib/text/failure";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";

/**
 * Leads on as soon as the server answers, for this page must not be left for the browser's own: where a form was sent
 * from, the page says what became of it.
 */
function useReturn(waits: boolean): { readonly tryAgain: () => void; readonly failed: boolean } {
  const [failed, setFailed] = useState(false);
  const tryAgain = useCallback(async () => {
    setFailed(false);
    if (await isReachable()) window.location.replace(addressAfterForm());
    else setFailed(true);
  }, []);
  useEffect(() => {
    if (!waits) return;
    window.addEventListener("online", tryAgain);
    return () => window.removeEventListener("online", tryAgain);
  }, [waits, tryAgain]);
  return { tryAgain, failed };
}

const isScriptLost = (error: Error): boolean => error.name === SCRIPT_LOST;

/** The page as it came needs no script: it is asked for once more, to run none. */
function usePlainPage(isWanted: boolean): boolean {
  const [isOnTheWay, setIsOnTheWay] = useState(isWanted);
  useEffect(() => {
    if (isWanted) void leadToPlainPage().then(setIsOnTheWay);
  }, [isWanted]);
  return isOnTheWay;
}

/** Something failed that nobody foresaw; the log has the cause, the person gets words and ways on. */
export default function Failure({ error }: { readonly error: Error }) {
  const language = readLanguage(document.documentElement.lang) ?? DEFAULT_LANGUAGE;
  const t = FAILURE[language];
  const hotline = markedHotline(document.documentElement);
  // What fetch throws where no answer came; an error of the server never is one.
  const isLost = error instanceof TypeError || !navigator.onLine;
  const { tryAgain, failed } = useReturn(isLost);
  const isOnTheWay = usePlainPage(isScriptLost(error));
  if (isOnTheWay) return <main className="page" aria-busy="true" />;
  return (
    <main className="page">
      <a href={prefixOf(language) || "/"} className="mark">
        <Mark />
        Okienko
      </a>
      <h1 className="mt-4" tabIndex={-1} ref={(heading) => heading?.focus()}>
        {isLost ? t.lost : t.title}
      </h1>
      <p className="mt-3">{isLost ? t.lostText : t.text}</p>
      <button type="button" className="accept mt-4" onClick={tryAgain}>
        {t.again}
      </button>
      <p role="status" className="mt-2 font-semibold">
        {failed && t.stillLost}
      </p>
      <p className="mt-4">
        <a className="link font-bold" href={`tel:${hotline.phoneE164}`}>
          {hotline.phone}
        </a>
      </p>
    </main>
  );
}
