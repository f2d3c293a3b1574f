import { isReachable } from "../offline/reachable";
import { beginWaiting, endWaiting, leads } from "./arrival";

/** Silence for so long is no connection. */
const PATIENCE_MS = 5_000;

/** Whether a worker answers for this page: what does not come over the network it shows from the device, or says so. */
const isCovered = (): boolean => Boolean(navigator.serviceWorker?.controller);

const silence = (): Promise<unknown> => new Promise((done) => setTimeout(done, PATIENCE_MS));

/** What is said where a link or a form led nowhere: beside it, once on the page. */
let said: HTMLElement | null = null;

function sayUnreached(from: Element): void {
  said = document.createElement("p");
  said.className = "fault mt-2";
  said.role = "alert";
  // The hotline stands at the foot of every page.
  const page = document.querySelector<HTMLElement>(".page");
  said.append(`${page?.dataset.unreached} `, document.querySelector(".foot [href^=tel]")?.cloneNode(true) ?? "");
  from.after(said);
  said.scrollIntoView({ block: "nearest" });
}

/**
 * Keeps people from the browser's own page of errors: where no worker answers yet, and where a page needs the network
 * in any case (`data-online`), the server is asked for a word before the browser leaves. Without one the page stays and
 * says so. Once for a document, whatever pages Next shows in it.
 */
export function watchLeaving(): void {
  let isAsking = false;
  let isLeaving = false;
  const leave = async (from: HTMLElement, go: () => void): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    said?.remove();
    from.dataset.pressed = "";
    beginWaiting();
    const isThere = await Promise.race([isReachable(), silence()]);
    isAsking = false;
    endWaiting();
    delete from.dataset.pressed;
    if (!isThere) return sayUnreached(from);
    isLeaving = true;
    go();
    isLeaving = false;
  };
  const isFree = (from: HTMLElement): boolean => isLeaving || (isCovered() && from.dataset.online === undefined);
  const hold = (event: Event, from: HTMLElement, go: () => void): void => {
    event.preventDefault();
    event.stopPropagation();
    void leave(from, go);
  };
  const onClick = (event: MouseEvent): void => {
    const link = (event.target as Element).closest("a");
    if (link && leads(event, link) && !isFree(link)) hold(event, link, () => link.click());
  };
  const onSubmit = (event: SubmitEvent): void => {
    const form = event.target as HTMLFormElement;
    if (form.method === "get" && !isFree(form)) hold(event, form, () => form.requestSubmit(event.submitter));
  };
  // Before anybody else, Next's router too.
  addEventListener("click", onClick, true);
  addEventListener("submit", onSubmit, true);
}
